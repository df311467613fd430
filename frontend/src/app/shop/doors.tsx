import { useNavigate, useSearch } from "@tanstack/react-router";
import { landing } from "@/app/navigation";
import { RegisterPage } from "@/features/auth/RegisterPage";
import { SignInPage } from "@/features/auth/SignInPage";
import type { MeView } from "@/shared/api";

export function SignIn() {
  return <SignInPage onDone={useOnward()} />;
}

export function Register() {
  return <RegisterPage onDone={useOnward()} />;
}

/** On to where one was going, or to where one's role starts. */
function useOnward() {
  const navigate = useNavigate();
  const { next } = useSearch({ strict: false });
  const onward = typeof next === "string" ? next : null;
  return (me: MeView) => void navigate({ href: onward ?? landing(me), replace: true });
}
