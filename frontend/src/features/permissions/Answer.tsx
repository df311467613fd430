import { useQuery } from "@tanstack/react-query";
import type { Permission } from "@/shared/permissions";
import { Button } from "@/shared/ui/Button";
import { Loaded } from "@/shared/ui/Loaded";
import { Notice } from "@/shared/ui/Notice";
import { toast } from "@/shared/ui/toasts";
import { Ask } from "./Ask";
import { explanationQuery } from "./api";

interface Props {
  user: number;
  permission: Permission;
  order: number | undefined;
}

/** The server's answer: yes or no, its reason, the rule, and whom to ask. */
export function Answer({ user, permission, order }: Props) {
  const explanation = useQuery(explanationQuery(user, permission, order));
  return (
    <Loaded query={explanation}>
      {({ allowed, reason, rule, nearest_role }) => (
        <Notice
          tone={allowed ? "ok" : "warn"}
          actions={
            <>
              <Button size="small" onClick={() => copy(location.href, "The link")}>
                Copy link
              </Button>
              <Button
                size="small"
                onClick={() => copy(`${allowed ? "Yes" : "No"}. ${reason} ${rule}`, "The answer")}
              >
                Copy answer
              </Button>
            </>
          }
        >
          <p role="status">
            <strong>{allowed ? "Yes." : "No."}</strong> {reason}
          </p>
          <p>{rule}</p>
          {!allowed && (nearest_role ? <Ask role={nearest_role} /> : <p>No role could.</p>)}
        </Notice>
      )}
    </Loaded>
  );
}

async function copy(words: string, what: string) {
  try {
    await navigator.clipboard.writeText(words);
    toast({ text: `${what} is copied.`, tone: "ok" });
  } catch {
    toast({ text: `${what} could not be copied: this browser does not allow it.`, tone: "bad" });
  }
}
