import { useId } from "react";
import type { CellView, RolePreview } from "@/shared/api";
import { deed, deedWithin, reach, sentence } from "@/shared/wording";
import css from "./People.module.css";

/** What one role has that another has not, in the order that matters to whoever gives it. */
export function Difference({ preview, names }: { preview: RolePreview; names: readonly string[] }) {
  const heading = useId();
  const { gains, loses, keeps, changes } = preview;
  return (
    <section className={css.deeds} aria-labelledby={heading}>
      <h3 id={heading}>
        {sentence(preview.current_role)} → {sentence(preview.role)}: {names.join(", ")}
      </h3>
      <Deeds title="Gains" cells={gains} />
      {changes.length > 0 && (
        <div>
          <strong>Reaches further or less far</strong>
          <ul>
            {changes.map((one) => (
              <li key={one.permission}>
                {sentence(deed(one.permission))}: {reach(one.from)} → {reach(one.to)}
              </li>
            ))}
          </ul>
        </div>
      )}
      <Deeds title="Loses" cells={loses} />
      <Deeds title="Keeps" cells={keeps} />
    </section>
  );
}

function Deeds({ title, cells }: { title: string; cells: readonly CellView[] }) {
  if (cells.length === 0) {
    return (
      <p>
        <strong>{title}</strong> nothing
      </p>
    );
  }
  return (
    <div>
      <strong>{title}</strong>
      <ul>
        {cells.map((one) => (
          <li key={one.permission}>{sentence(deedWithin(one.permission, one.scope))}</li>
        ))}
      </ul>
    </div>
  );
}
