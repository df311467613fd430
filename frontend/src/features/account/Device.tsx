import type { SessionView } from "@/shared/api";
import { Button } from "@/shared/ui/Button";
import { Pill } from "@/shared/ui/Pill";
import { When } from "@/shared/ui/When";
import css from "./Account.module.css";
import { deviceName } from "./devices";

interface Props {
  session: SessionView;
  busy: boolean;
  onEnd: () => void;
}

export function Device({ session, busy, onEnd }: Props) {
  const name = deviceName(session.device);
  return (
    <li className={css.card}>
      <div className={css.head}>
        <div>
          <h2 className={css.device} title={session.device}>
            {name}
          </h2>
          <p className="muted">
            Last used <When moment={session.last_used_at} /> · signed in <When moment={session.created_at} />
          </p>
        </div>
        {session.is_current ? (
          <Pill tone="ok">This device</Pill>
        ) : (
          <Button aria-label={`Sign out ${name}`} busy={busy} onClick={onEnd}>
            Sign out
          </Button>
        )}
      </div>
    </li>
  );
}
