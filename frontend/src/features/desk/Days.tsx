import { useQuery } from "@tanstack/react-query";
import { day } from "@/shared/dates";
import { useReach, useWhoReaches } from "@/shared/permissions";
import { earliestQuery } from "@/shared/reports";
import { useShop } from "@/shared/shop";
import { Locked } from "@/shared/ui/Locked";
import { TextField } from "@/shared/ui/TextField";
import { within } from "@/shared/wording";
import css from "./Orders.module.css";

interface Props {
  from: string | undefined;
  to: string | undefined;
  onChange: (days: { from?: string | undefined; to?: string | undefined }) => void;
}

/** From and to which day of the shop; the days before the viewer's reach are locked, and say why. */
export function Days({ from, to, onChange }: Props) {
  const far = useReach("order:view-all");
  const earliest = useQuery({ ...earliestQuery, enabled: far !== "all" }).data ?? undefined;
  const today = useShop()?.today;
  return (
    <>
      <TextField
        label="From"
        type="date"
        min={earliest}
        max={to ?? today}
        value={from ?? ""}
        onChange={(event) => onChange({ from: event.target.value || undefined })}
      />
      <TextField
        label="To"
        type="date"
        min={from ?? earliest}
        max={today}
        value={to ?? ""}
        onChange={(event) => onChange({ to: event.target.value || undefined })}
      />
      {far && earliest && <Before earliest={earliest} far={far} />}
    </>
  );
}

function Before({ earliest, far }: { earliest: string; far: string }) {
  const who = useWhoReaches("order:view-all");
  return (
    <span className={css.locked}>
      <Locked
        label={`Before ${day(earliest)}`}
        reason={`You see orders ${within(far)}. Ask ${who ? `a person who is ${who}` : "somebody with more reach"} for older ones.`}
      />
    </span>
  );
}
