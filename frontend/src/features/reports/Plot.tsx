import "@mantine/charts/styles.css";
import { CompositeChart, type CompositeChartSeries } from "@mantine/charts";
import { useMemo } from "react";
import css from "./Plot.module.css";
import type { Point } from "./points";

interface Props {
  points: readonly Point[];
  /** The label of the place that is being read. */
  at: string | undefined;
  bars: boolean;
  compared: boolean;
  onRead: (place: number) => void;
}

const COMPACT = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });
const STROKES: Record<string, number> = { now: 2, before: 1.5 };

/** The drawing itself, in a file of its own: it is by far the heaviest part of the page. */
export function Plot({ points, at, bars, compared, onRead }: Props) {
  const shorts = useMemo(() => new Map(points.map((point) => [point.label, point.short])), [points]);
  const series: CompositeChartSeries[] = [
    { name: "now", type: bars ? "bar" : "line", color: "var(--g-chart-1)" },
    ...(compared
      ? [{ name: "before", type: "line", color: "var(--g-chart-2)", strokeDasharray: "4 3" } as const]
      : []),
  ];
  const read = ({ activeTooltipIndex }: { activeTooltipIndex?: unknown }) => {
    const place = Number(activeTooltipIndex ?? Number.NaN);
    if (Number.isInteger(place)) onRead(place);
  };
  return (
    <CompositeChart
      className={css.plot}
      data={points as Point[]}
      dataKey="label"
      series={series}
      curveType="linear"
      withDots={false}
      withTooltip={false}
      connectNulls={false}
      strokeDasharray="0"
      tickLine="none"
      gridProps={{ stroke: "var(--g-border)" }}
      barProps={{ radius: 2 }}
      lineProps={({ name }) => ({ strokeWidth: STROKES[name] ?? 2 })}
      referenceLines={at === undefined ? [] : [{ x: at, color: "var(--g-text-2)" }]}
      xAxisProps={{ tickFormatter: (label: string) => shorts.get(label) ?? label, minTickGap: 16 }}
      yAxisProps={{ tickCount: 5, width: 44 }}
      valueFormatter={(value) => COMPACT.format(value)}
      composedChartProps={{
        accessibilityLayer: false,
        barCategoryGap: "15%",
        onMouseMove: read,
        onTouchMove: read,
        onClick: read,
      }}
    />
  );
}
