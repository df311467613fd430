import type { MatrixRow } from "@/shared/api";
import { deed, ROLES, type Role, sentence } from "@/shared/wording";
import { cellSentence, cellWord, groups } from "./matrix";
import css from "./Permissions.module.css";

/** Which role may do what, as the API enforces it. */
export function Matrix({ rows, role: shown }: { rows: readonly MatrixRow[]; role: Role | undefined }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard too
    <section className={css.scroll} aria-label="Who may do what" tabIndex={0}>
      <table className={css.matrix} data-view={shown}>
        <caption className="visually-hidden">Who may do what</caption>
        <thead>
          <tr>
            <th scope="col">Permission</th>
            {ROLES.map((role) => (
              <th key={role} scope="col" data-shown={role === shown || undefined}>
                {sentence(role)}
              </th>
            ))}
          </tr>
        </thead>
        {groups(rows).map(({ noun, rows: same }) => (
          <tbody key={noun}>
            <tr>
              <th scope="rowgroup" colSpan={ROLES.length + 1} className={css.noun}>
                {sentence(noun)}
              </th>
            </tr>
            {same.map((row) => (
              <tr key={row.permission} data-without={(shown && !row.roles[shown]) || undefined}>
                <th scope="row" className={css.deed}>
                  {sentence(deed(row.permission))} <code>{row.permission}</code>
                </th>
                {ROLES.map((role) => (
                  <td key={role} data-shown={role === shown || undefined} data-no={!row.roles[role] || undefined}>
                    <span aria-hidden="true">{cellWord(row, role)}</span>
                    <span className="visually-hidden">{cellSentence(row, role)}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}
