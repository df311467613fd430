import { ROLES, type Role, sentence } from "@/shared/wording";
import css from "./People.module.css";

/** Somebody's role. Choosing another shows what that would mean; nothing changes yet. */
export function RoleSelect({ name, role, onChoose }: { name: string; role: Role; onChoose: (role: Role) => void }) {
  return (
    <select
      className={css.role}
      aria-label={`Role of ${name}; another is shown before it is given`}
      value={role}
      onChange={(event) => onChoose(event.target.value as Role)}
    >
      {ROLES.map((one) => (
        <option key={one} value={one}>
          {sentence(one)}
        </option>
      ))}
    </select>
  );
}
