import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { day, dayOf } from "@/shared/dates";
import { count, money } from "@/shared/money";
import { nameOf, personQuery } from "@/shared/people";
import { ButtonLink } from "@/shared/ui/ButtonLink";
import { Loaded } from "@/shared/ui/Loaded";
import { PageHead } from "@/shared/ui/PageHead";
import { type Role, sentence } from "@/shared/wording";
import { AccountActions } from "./AccountActions";
import { accountOf } from "./accounts";
import { contact } from "./contact";
import { employment } from "./employment";
import { Facts } from "./Facts";
import css from "./People.module.css";
import { RoleDialog } from "./RoleDialog";
import { Seen } from "./Seen";
import { State } from "./State";

/** One account: whose it is, what it may do, and what became of it. `history` shows what is written in the trail. */
export function UserPage({ history }: { history: (userId: number) => ReactNode }) {
  const userId = Number(useParams({ strict: false }).userId);
  const person = useQuery(personQuery(userId));
  const [role, setRole] = useState<Role | null>(null);
  return (
    <>
      <PageHead title={person.data ? nameOf(person.data) : "User"}>
        <ButtonLink to="/office/users" variant="quiet">
          All users
        </ButtonLink>
      </PageHead>
      <Loaded query={person}>
        {(known) => {
          const { user, profile } = known;
          const account = accountOf(user, nameOf(known));
          return (
            <div className={css.columns}>
              <section className={css.section} aria-labelledby="profile">
                <h2 id="profile">Profile</h2>
                <Facts
                  facts={{
                    Role: sentence(user.role),
                    State: <State user={user} />,
                    "Last seen": <Seen moment={known.last_seen_at} />,
                    Opened: day(dayOf(user.created_at), true),
                    ...contact(user, profile),
                    ...employment(profile),
                    "Paid orders": user.role === "customer" && (
                      <Link to="/office/customers/$userId" params={{ userId: String(userId) }}>
                        {count(known.orders_count)}, {money(known.total_spent)} in all
                      </Link>
                    ),
                  }}
                />
              </section>
              <div className={css.stack}>
                <AccountActions account={account} known={known} onRole={setRole} />
                {history(userId)}
              </div>
              {role && <RoleDialog accounts={[account]} role={role} onClose={() => setRole(null)} />}
            </div>
          );
        }}
      </Loaded>
    </>
  );
}
