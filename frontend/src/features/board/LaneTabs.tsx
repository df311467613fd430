import css from "./Lanes.module.css";
import { LANES, type LaneName, type Lanes } from "./lanes";

interface Props {
  lanes: Lanes;
  chosen: LaneName;
  onChoose: (lane: LaneName) => void;
}

/** Which lane is shown, where there is room for one. */
export function LaneTabs({ lanes, chosen, onChoose }: Props) {
  return (
    <fieldset className={css.tabs}>
      <legend className="visually-hidden">Lane</legend>
      {LANES.map((lane) => (
        <button
          key={lane.name}
          type="button"
          className={css.tab}
          aria-pressed={lane.name === chosen}
          onClick={() => onChoose(lane.name)}
        >
          <span className={css.tabTitle}>{lane.title}</span>
          <b>{lanes[lane.name].length}</b>
        </button>
      ))}
    </fieldset>
  );
}
