import type { MeView } from "@/shared/api";
import { Door } from "./Door";
import { RegisterForm } from "./RegisterForm";

/** `onDone` leads to where the person was going, or to where their role starts. */
export function RegisterPage({ onDone }: { onDone: (me: MeView) => void }) {
  return (
    <Door title="Create an account" question="Have an account?" other={{ to: "/sign-in", label: "Sign in" }}>
      <RegisterForm onDone={onDone} />
    </Door>
  );
}
