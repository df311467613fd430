import { useNavigate } from "@tanstack/react-router";
import { useId, useState } from "react";
import { signOut } from "@/shared/session";
import { Button } from "@/shared/ui/Button";
import css from "./AccountLayout.module.css";

export function SignOut() {
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const note = useId();

  async function leave() {
    setBusy(true);
    await signOut();
    await navigate({ to: "/" });
  }

  return (
    <div className={css.out}>
      <Button busy={busy} aria-describedby={note} onClick={() => void leave()}>
        Sign out
      </Button>
      <p id={note} className={css.note}>
        Signing out wipes what is typed but not sent from this device.
      </p>
    </div>
  );
}
