import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { clock, exact } from "@/shared/dates";
import { money, plural } from "@/shared/money";
import { useCan } from "@/shared/permissions";
import { todayQuery } from "@/shared/reports";
import { PageHead } from "@/shared/ui/PageHead";
import { Pill, type Tone } from "@/shared/ui/Pill";
import { EVERY, type Live } from "./live";
import { useNow } from "./now";

/** The shop's day and hour, what it took so far, and whether the board is live. */
export function BoardHead({ live, children }: { live: Live; children: ReactNode }) {
  const seesTakings = useCan("report:view");
  return (
    <PageHead
      title="Today"
      lead={
        <>
          <Clock />
          {" · "}
          <span role="status">
            <Connection live={live} />
          </span>
          {seesTakings && <Takings />}
        </>
      }
    >
      {children}
    </PageHead>
  );
}

function Clock() {
  const now = new Date(useNow()).toISOString();
  return <time dateTime={now}>{exact(now)}</time>;
}

function Takings() {
  const { data } = useQuery(todayQuery);
  if (!data) return null;
  const { net, orders } = data.today;
  return (
    <>
      {" · "}
      <b>{money(net)}</b> net from {plural(orders, "order")} so far, {money(data.last_week.net)} by this time last
      week
    </>
  );
}

function Connection({ live: { state, awaySince } }: { live: Live }) {
  const said: Record<Live["state"], [Tone, string]> = {
    connecting: ["neutral", "Connecting"],
    live: ["ok", "Live"],
    busy: ["warn", `Checking every ${EVERY / 1000} s`],
    away: ["bad", awaySince ? `Offline since ${clock(awaySince)}` : "Offline"],
    refused: ["bad", "Not live"],
  };
  const [tone, words] = said[state];
  return <Pill tone={tone}>{words}</Pill>;
}
