import type { fieldsOf } from "@/shared/ui/fields";
import { TextField } from "@/shared/ui/TextField";
import css from "./People.module.css";

export const NOT_EMPLOYED = { employee_id: "", hire_date: "", shift_start: "", shift_end: "", salary: "" };

export type Employment = typeof NOT_EMPLOYED;

type Control = ReturnType<ReturnType<typeof fieldsOf>>;

/** What is written down of somebody who works here. */
export function EmploymentFields({ field }: { field: (name: keyof Employment) => Control }) {
  return (
    <fieldset className={css.stack}>
      <legend className={css.legend}>Employment</legend>
      <div className={css.pair}>
        <TextField label="Employee number" optional autoComplete="off" {...field("employee_id")} />
        <TextField label="Hired on" optional type="date" {...field("hire_date")} />
        <TextField label="Shift starts" optional type="time" {...field("shift_start")} />
        <TextField label="Shift ends" optional type="time" {...field("shift_end")} />
        <TextField label="Salary" optional inputMode="decimal" {...field("salary")} />
      </div>
    </fieldset>
  );
}

/** What was filled in, as the API takes it. */
export function given({ salary, ...more }: Employment) {
  const filled = Object.fromEntries(Object.entries(more).filter(([, value]) => value !== ""));
  return { ...filled, ...(salary ? { salary: amount(salary) } : {}) };
}

// What is no number goes as it is written: the server says what is wrong with it.
function amount(written: string): number {
  const number = Number(written);
  return Number.isNaN(number) ? (written as never) : number;
}
