import type { SalesView } from "@/shared/api";
import { period } from "./names";
import { KPIS, type Standing } from "./standing";
import { Tile } from "./Tile";
import css from "./Tile.module.css";

interface Props {
  standing: Standing;
  /** The days around it, for the course of each figure; not there yet while they are fetched. */
  course: SalesView | undefined;
  timezone: string;
}

export function Tiles({ standing, course, timezone }: Props) {
  return (
    <section aria-label="Figures" className={css.figures}>
      <dl className={css.tiles}>
        {KPIS.map((kpi) => (
          <Tile
            key={kpi.key}
            kpi={kpi}
            standing={standing}
            course={course?.buckets.map((bucket) => bucket[kpi.key])}
            over={course && period(course, course.today)}
          />
        ))}
      </dl>
      <p className={css.foot}>
        Net is after discounts and refunds, without tax and shipping. Days and hours are those of {timezone}.
      </p>
    </section>
  );
}
