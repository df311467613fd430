import "@mantine/core/styles/Popover.css";
import "@mantine/core/styles/Menu.css";
import "@mantine/core/styles/UnstyledButton.css";
import { Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { Button } from "@/shared/ui/Button";
import type { Account } from "./accounts";
import { DeleteDialog } from "./DeleteDialog";
import { useWhyKept } from "./kept";
import { PasswordDialog } from "./PasswordDialog";
import css from "./People.module.css";
import { useBan } from "./useBan";

/** What else can be done with an account. What cannot is there too, and says why. */
export function AccountMenu({ account }: { account: Account }) {
  const [asking, setAsking] = useState<"password" | "delete" | null>(null);
  const rule = useBan();
  const kept = useWhyKept(account);
  const target = useRef<HTMLButtonElement>(null);

  function close() {
    setAsking(null);
    // What had the focus before was a line of the menu, which is gone.
    requestAnimationFrame(() => target.current?.focus());
  }

  const deed = account.state === "active" ? "ban" : "unban";
  return (
    <>
      <Menu withInitialFocusPlaceholder={false} position="bottom-end" withinPortal shadow="md" returnFocus>
        <Menu.Target>
          <Button ref={target} variant="quiet" size="small" aria-label={`More for ${account.name}`}>
            <IconDots size={20} stroke={1.75} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Item
            label={account.state === "active" ? "Ban" : "Lift the ban"}
            kept={kept}
            run={() => void rule(deed, [account])}
          />
          <Item
            label="Reset password…"
            kept={account.state === "deleted" ? kept : null}
            run={() => setAsking("password")}
          />
          <Item label="Delete…" kept={kept} run={() => setAsking("delete")} />
        </Menu.Dropdown>
      </Menu>
      {asking === "password" && <PasswordDialog account={account} onClose={close} />}
      {asking === "delete" && <DeleteDialog account={account} onClose={close} />}
    </>
  );
}

function Item({ label, kept, run }: { label: string; kept: string | null; run: () => void }) {
  if (!kept) return <Menu.Item onClick={run}>{label}</Menu.Item>;
  return (
    <Menu.Item aria-disabled closeMenuOnClick={false} className={css.kept}>
      {label}, locked
      <small className={css.why}>{kept}</small>
    </Menu.Item>
  );
}
