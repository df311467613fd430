import { type KeyboardEvent, lazy, Suspense, useId, useState } from "react";
import { money } from "@/shared/money";
import css from "./Chart.module.css";
import { FiguresTable } from "./FiguresTable";
import { Panel } from "./Panel";
import { type Point, summary } from "./points";

const Plot = lazy(() => import("./Plot").then((file) => ({ default: file.Plot })));

interface Props {
  title: string;
  points: readonly Point[];
  /** What the pieces are: the head of the table's first column. */
  piece: string;
  /** What the strong line or the bars are called. */
  now: string;
  /** What the dashed line is called, where there is one. */
  before: string | null;
  bars?: boolean;
}

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };

/** Net sales over time. The box is there before the drawing; pointing, or the arrow keys, reads one place of it. */
export function Chart({ title, points, piece, now, before, bars = false }: Props) {
  const [read, setRead] = useState<number | null>(null);
  const [spoken, setSpoken] = useState("");
  const help = useId();
  const at = read === null ? undefined : points[read];

  function press(event: KeyboardEvent) {
    const ends: Record<string, number> = { Home: 0, End: points.length - 1 };
    const step = STEPS[event.key];
    const next = ends[event.key] ?? (step && (read ?? (step > 0 ? -1 : points.length)) + step);
    const point = next === undefined ? undefined : points[next];
    if (event.key === "Escape") setRead(null);
    if (next === undefined || !point) return;
    event.preventDefault();
    setRead(next);
    setSpoken(said(point, before));
  }

  return (
    <Panel title={title}>
      <dl className={css.key}>
        <div>
          <dt data-bars={bars || undefined}>{now}</dt>
          <dd>{at && money(at.now)}</dd>
        </div>
        {before !== null && (
          <div>
            <dt data-dashed>{before}</dt>
            <dd>{at && (at.before === null ? "–" : money(at.before))}</dd>
          </div>
        )}
        {at && <div className={css.at}>{at.name}</div>}
      </dl>
      <div
        className={css.box}
        role="img"
        aria-label={summary(title, points)}
        aria-describedby={help}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: its reading point moves with the arrow keys
        tabIndex={0}
        onKeyDown={press}
        onBlur={() => setRead(null)}
        onPointerLeave={({ pointerType }) => pointerType === "mouse" && setRead(null)}
      >
        <Suspense fallback={null}>
          <Plot points={points} at={at?.label} bars={bars} compared={before !== null} onRead={setRead} />
        </Suspense>
      </div>
      <div className={css.foot}>
        <span id={help} className={css.help}>
          ← → read the values
        </span>
        <details className={css.table}>
          <summary>View as table</summary>
          <FiguresTable caption={title} piece={piece} points={points} before={before} />
        </details>
      </div>
      <span className="visually-hidden" aria-live="polite">
        {spoken}
      </span>
    </Panel>
  );
}

function said(point: Point, before: string | null): string {
  const other = before === null || point.before === null ? "" : `; ${before}: ${money(point.before)}`;
  return `${point.name}: ${money(point.now)}${other}`;
}
