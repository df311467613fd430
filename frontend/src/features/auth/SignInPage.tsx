import type { MeView } from "@/shared/api";
import { Door } from "./Door";
import { SignInForm } from "./SignInForm";

/** `onDone` leads to where the person was going, or to where their role starts. */
export function SignInPage({ onDone }: { onDone: (me: MeView) => void }) {
  return (
    <Door title="Sign in" question="New here?" other={{ to: "/register", label: "Create an account" }}>
      <SignInForm onDone={onDone} />
    </Door>
  );
}
