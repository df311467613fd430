import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { day, dayOf } from "@/shared/dates";
import { count, money } from "@/shared/money";
import { nameOf, personQuery } from "@/shared/people";
import { useCan, useReach } from "@/shared/permissions";
import { ButtonLink } from "@/shared/ui/ButtonLink";
import { Loaded } from "@/shared/ui/Loaded";
import { Locked } from "@/shared/ui/Locked";
import { PageHead } from "@/shared/ui/PageHead";
import { sentence, within } from "@/shared/wording";
import { CustomerOrders } from "./CustomerOrders";
import { contact } from "./contact";
import { Facts } from "./Facts";
import css from "./People.module.css";
import { Seen } from "./Seen";
import { State } from "./State";

/** One shopper: who they are, how they are reached, and what they bought. */
export function CustomerPage() {
  const userId = Number(useParams({ strict: false }).userId);
  const person = useQuery(personQuery(userId));
  const manages = useCan("user:manage");
  const far = useReach("order:view-all");
  const limit = far ? within(far) : "";
  return (
    <>
      <PageHead title={person.data ? nameOf(person.data) : "Customer"}>
        <ButtonLink to="/office/customers" variant="quiet">
          All customers
        </ButtonLink>
        {manages ? (
          <ButtonLink to="/office/users/$userId" params={{ userId: String(userId) }}>
            Account and role
          </ButtonLink>
        ) : (
          <Locked label="Account and role" permission="user:manage" />
        )}
      </PageHead>
      <Loaded query={person}>
        {({ user, profile, last_seen_at, orders_count, total_spent }) => (
          <div className={css.columns}>
            <section className={css.section} aria-labelledby="profile">
              <h2 id="profile">Profile</h2>
              <Facts
                facts={{
                  State: <State user={user} />,
                  Role: user.role !== "customer" && sentence(user.role),
                  "Customer since": day(dayOf(user.created_at), true),
                  "Last seen": <Seen moment={last_seen_at} />,
                  "Paid orders": `${count(orders_count)} ${limit}`,
                  Spent: `${money(total_spent)} ${limit}`,
                  ...contact(user, profile),
                }}
              />
            </section>
            {far && <CustomerOrders userId={userId} title={`Orders ${limit}`.trim()} />}
          </div>
        )}
      </Loaded>
    </>
  );
}
