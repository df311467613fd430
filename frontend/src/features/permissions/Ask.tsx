import { useQuery } from "@tanstack/react-query";
import { relative } from "@/shared/dates";
import type { Role } from "@/shared/wording";
import { holdersQuery } from "./api";

/** Whom to ask: people of the least trusted role that could, the one who was here last first. */
export function Ask({ role }: { role: string }) {
  const holders = useQuery(holdersQuery(role as Role)).data?.users ?? [];
  return (
    <p>
      The nearest role that could is {role}. {holders.length > 0 && "Ask "}
      {holders.map((holder, place) => (
        <span key={holder.id}>
          {place > 0 && ", or "}
          <a href={`mailto:${holder.email}`}>{holder.username}</a>
          {holder.last_seen_at && ` (here ${relative(holder.last_seen_at)})`}
        </span>
      ))}
      {holders.length > 0 && "."}
    </p>
  );
}
