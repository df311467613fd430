import { clock, day, dayOf } from "@/shared/dates";
import type { Step } from "./course";
import css from "./Track.module.css";

const SAID = { done: "done", now: "now", coming: "to come", ended: "the end" };

/** Where the order stands: a line for the eye, a list for everybody. */
export function Track({ steps }: { steps: readonly Step[] }) {
  return (
    <ol className={css.track}>
      {steps.map((step) => (
        <li
          key={step.status}
          className={css.step}
          data-state={step.state}
          aria-current={step.state === "now" || step.state === "ended" ? "step" : undefined}
        >
          <span className={css.label}>
            {step.label}
            <span className="visually-hidden">, {SAID[step.state]}</span>
          </span>
          {step.at && (
            <span className={css.when}>
              {step.state === "now" ? "since " : ""}
              <Moment at={step.at} />
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

/** Under a step there is room for a day or an hour, not for both. */
function Moment({ at }: { at: string }) {
  return dayOf(at) === dayOf(new Date()) ? (
    <time dateTime={at}>{clock(at)}</time>
  ) : (
    <time dateTime={at}>
      {day(dayOf(at))}, {clock(at)}
    </time>
  );
}
