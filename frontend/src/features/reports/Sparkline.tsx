import css from "./Sparkline.module.css";

const WIDTH = 120;
const HEIGHT = 28;
const EDGE = 2;

/** The course of a figure at a glance; the exact values are in the tables below. */
export function Sparkline({ values, name }: { values: readonly number[]; name: string }) {
  const least = Math.min(...values, 0);
  const most = Math.max(...values);
  const span = most - least || 1;
  const places = values.map((value, place) => {
    const x = EDGE + (place / (values.length - 1)) * (WIDTH - 2 * EDGE);
    const y = HEIGHT - EDGE - ((value - least) / span) * (HEIGHT - 2 * EDGE);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  return (
    <svg
      className={css.line}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={name}
    >
      <polyline points={places.join(" ")} />
    </svg>
  );
}
