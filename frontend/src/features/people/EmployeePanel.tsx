import { useQuery } from "@tanstack/react-query";
import { personQuery } from "@/shared/people";
import { useCan } from "@/shared/permissions";
import { ButtonLink } from "@/shared/ui/ButtonLink";
import { Dialog } from "@/shared/ui/Dialog";
import { Loaded } from "@/shared/ui/Loaded";
import { Locked } from "@/shared/ui/Locked";
import { sentence } from "@/shared/wording";
import { contact } from "./contact";
import { employment } from "./employment";
import { Facts } from "./Facts";
import { Seen } from "./Seen";
import { State } from "./State";

/** One employee, beside the list. */
export function EmployeePanel({ userId, onClose }: { userId: number; onClose: () => void }) {
  const person = useQuery(personQuery(userId));
  const manages = useCan("user:manage");
  const name = person.data?.profile?.full_name || person.data?.user.username || "Employee";
  return (
    <Dialog
      title={name}
      side="end"
      onClose={onClose}
      footer={
        manages ? (
          <ButtonLink to="/office/users/$userId" params={{ userId: String(userId) }}>
            Account and role
          </ButtonLink>
        ) : (
          <Locked label="Account and role" permission="user:manage" />
        )
      }
    >
      <Loaded query={person}>
        {({ user, profile, last_seen_at }) => (
          <Facts
            facts={{
              Role: sentence(user.role),
              State: <State user={user} />,
              "Last seen": <Seen moment={last_seen_at} />,
              ...contact(user, profile),
              ...employment(profile),
            }}
          />
        )}
      </Loaded>
    </Dialog>
  );
}
