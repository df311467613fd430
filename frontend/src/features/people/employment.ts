import type { ProfileView } from "@/shared/api";
import { day } from "@/shared/dates";
import { money } from "@/shared/money";
import type { Known } from "./Facts";

/** What is written down of somebody's employment, as far as the viewer is shown it. */
export function employment(profile: ProfileView | null): Known {
  if (!profile) return {};
  const { employee_id, hire_date, shift_start, shift_end, salary } = profile;
  return {
    "Employee no.": employee_id,
    Hired: hire_date && day(hire_date, true),
    Shift: shift(shift_start, shift_end),
    Salary: typeof salary === "number" ? money(salary) : null,
  };
}

/** `09:00 – 17:00` */
export function shift(start: string | null | undefined, end: string | null | undefined): string {
  const hours = [start, end].map((time) => time?.slice(0, 5) ?? "");
  return start || end ? `${hours[0]} – ${hours[1]}` : "";
}
