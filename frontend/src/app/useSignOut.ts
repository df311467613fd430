import { useNavigate } from "@tanstack/react-router";
import { signOut } from "@/shared/session";

/** Sign out, and go where strangers are. */
export function useSignOut(): () => Promise<void> {
  const navigate = useNavigate();
  return async () => {
    await signOut();
    await navigate({ to: "/" });
  };
}
