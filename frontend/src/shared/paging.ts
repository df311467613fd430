import { count } from "./money";

/** How many there are of something, as a list of it says: a long one says only that there are more. */
export interface Total {
  total: number;
  total_is_lower_bound?: boolean;
}

/** `312`, and `10,000+` where there are more than were counted. */
export function counted({ total, total_is_lower_bound: more }: Total): string {
  return `${count(total)}${more ? "+" : ""}`;
}

/** `1 order`, `312 orders`, `10,000+ orders`. */
export function listed(list: Total, one: string, many = `${one}s`): string {
  return `${counted(list)} ${list.total === 1 ? one : many}`;
}
