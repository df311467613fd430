import { useQuery } from "@tanstack/react-query";
import { useWords } from "@/shared/address";
import { matrixQuery } from "@/shared/permissions";
import { Loaded } from "@/shared/ui/Loaded";
import { PageHead } from "@/shared/ui/PageHead";
import { SelectField } from "@/shared/ui/SelectField";
import { ROLES, sentence } from "@/shared/wording";
import { Explain } from "./Explain";
import { Matrix } from "./Matrix";
import css from "./Permissions.module.css";
import { asked } from "./search";

const VIEWS = [
  { value: "", label: "All roles" },
  ...ROLES.map((role) => ({ value: role, label: `View as ${sentence(role)}` })),
];

/** Who may do what, and why somebody may or may not: the rules come from the server that enforces them. */
export function PermissionsPage() {
  const { words, put } = useWords();
  const { role } = asked(words);
  const matrix = useQuery(matrixQuery);
  return (
    <>
      <PageHead title="Permissions" lead="The rules as the server enforces them; the table is made from them.">
        <SelectField
          label="View as"
          hideLabel
          options={VIEWS}
          value={role ?? ""}
          onChange={(event) => put({ role: event.target.value || undefined }, true)}
        />
      </PageHead>
      <Loaded query={matrix}>
        {({ permissions }) => (
          <div className={css.page}>
            <Explain permissions={permissions.map((row) => row.permission)} />
            <Matrix rows={permissions} role={role} />
          </div>
        )}
      </Loaded>
    </>
  );
}
