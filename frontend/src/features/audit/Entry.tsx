import { Link } from "@tanstack/react-router";
import { useId } from "react";
import type { AuditEntryView } from "@/shared/api";
import { clockSeconds, exact } from "@/shared/dates";
import { Pill } from "@/shared/ui/Pill";
import css from "./Audit.module.css";
import { Details } from "./Details";
import { summary } from "./details";
import { ObjectLink } from "./ObjectLink";

interface Props {
  entry: AuditEntryView;
  open: boolean;
  onToggle: () => void;
}

/** One line of the trail: when, who, what, on what, how it ended; opened, what exactly changed. */
export function Entry({ entry, open, onToggle }: Props) {
  const details = useId();
  const { actor_id: actor, action, outcome } = entry;
  const who = entry.actor_name ?? (actor === null ? "Nobody signed in" : `Account ${actor}`);
  return (
    <li className={css.entry} data-outcome={outcome}>
      <div className={css.line}>
        <button
          type="button"
          className={css.open}
          aria-expanded={open}
          aria-controls={details}
          onClick={onToggle}
          aria-label={`${clockSeconds(entry.created_at)}, ${action}: details`}
        >
          <span aria-hidden="true">{open ? "▾" : "▸"}</span>
          <time dateTime={entry.created_at} title={exact(entry.created_at)}>
            {clockSeconds(entry.created_at)}
          </time>
        </button>
        <span>
          {actor === null ? who : <Filter words={{ actor }}>{who}</Filter>}{" "}
          <span className="muted">{entry.actor_role}</span>
        </span>
        <span>
          <Filter words={{ action }}>{action}</Filter>
        </span>
        <span className={css.object}>
          <ObjectLink entry={entry} />
        </span>
        <span className={css.change}>{summary(entry)}</span>
        <span>
          <Pill tone={outcome === "done" ? "ok" : "bad"}>{outcome === "done" ? "Done" : "Refused"}</Pill>
        </span>
      </div>
      <div id={details} hidden={!open}>
        {open && <Details entry={entry} />}
      </div>
    </li>
  );
}

/** A word that shows what else was like it. */
function Filter({ words, children }: { words: Record<string, string | number>; children: string }) {
  return (
    <Link to="/office/audit" search={words as never} className={css.filter}>
      {children}
    </Link>
  );
}
