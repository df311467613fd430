import type { StatisticsView, UserView } from "@/shared/api";

/** A part of all accounts that is worth a button of its own. */
export interface Kind {
  key: string;
  label: string;
  filter: { staff?: boolean; state?: UserView["state"] };
  /** How many there are, where that is counted. */
  heads?: (all: StatisticsView) => number;
}

export const KINDS: readonly Kind[] = [
  { key: "", label: "All", filter: {}, heads: (all) => all.total_users },
  {
    key: "staff",
    label: "Staff",
    filter: { staff: true },
    heads: (all) => all.total_users - all.by_role.customers,
  },
  { key: "customer", label: "Customers", filter: { staff: false }, heads: (all) => all.by_role.customers },
  { key: "banned", label: "Banned", filter: { state: "banned" } },
];
