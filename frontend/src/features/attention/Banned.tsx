import { Link } from "@tanstack/react-router";
import type { BannedPeopleView } from "@/shared/api";
import { When } from "@/shared/ui/When";
import css from "./Attention.module.css";
import { Group } from "./Group";

export function Banned({ group }: { group: BannedPeopleView }) {
  return (
    <Group
      title="Banned this week"
      number={group.count}
      all={
        <Link to="/office/users" search={{ kind: "banned" }}>
          See all
        </Link>
      }
    >
      {group.users.map((user) => (
        <li key={user.id}>
          <span className={css.what}>
            <Link to="/office/users/$userId" params={{ userId: String(user.id) }}>
              {user.username}
            </Link>
            <span>{user.role}</span>
          </span>
          <span className={css.fact}>
            <When moment={user.banned_at} />
          </span>
        </li>
      ))}
    </Group>
  );
}
