import { Sparkline } from "./Sparkline";
import { type Held, type Kpi, perCent, type Standing, told } from "./standing";
import css from "./Tile.module.css";

interface Props {
  kpi: Kpi;
  standing: Standing;
  course: readonly number[] | undefined;
  /** The days of the course, in words. */
  over: string | undefined;
}

/** One figure, what it is held against, and how it went lately. */
export function Tile({ kpi, standing, course, over }: Props) {
  return (
    <div className={css.tile}>
      <dt>{kpi.label}</dt>
      <dd className={css.value}>{told(standing.now, kpi)}</dd>
      {standing.held && (
        <dd className={css.held}>
          <Change kpi={kpi} held={standing.held} />
        </dd>
      )}
      <dd className={css.course}>
        {course && course.length > 1 && (
          <Sparkline
            values={course}
            name={`${kpi.label}, ${over}: from ${kpi.say(Math.min(...course))} to ${kpi.say(Math.max(...course))}`}
          />
        )}
      </dd>
    </div>
  );
}

function Change({ kpi, held }: { kpi: Kpi; held: Held }) {
  const difference = held.difference[kpi.key];
  const percent = held.percent[kpi.key];
  const way = difference === 0 ? "same" : difference > 0 ? "up" : "down";
  const sign = difference > 0 ? "+" : "−";
  const good = way === "same" ? undefined : (way === "up") === kpi.welcome;
  return (
    <>
      <span className={css.way} data-good={good}>
        <span aria-hidden="true">{{ up: "▲", down: "▼", same: "=" }[way]}</span>
        <span className={way === "same" ? undefined : "visually-hidden"}>
          {{ up: "more than", down: "less than", same: "the same as" }[way]}
        </span>
        {difference !== 0 && (
          <>
            {percent !== null && (
              <span>
                {sign}
                {perCent(percent)}
              </span>
            )}
            <span>
              {sign}
              {kpi.say(Math.abs(difference))}
            </span>
          </>
        )}
      </span>{" "}
      <span className={css.before}>{told(held.before, kpi)}</span> <span className={css.when}>{held.when}</span>
    </>
  );
}
