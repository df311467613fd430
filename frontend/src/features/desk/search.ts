import { oneOf, text, type Words, whole } from "@/shared/address";
import type { OrdersAllOrdersData } from "@/shared/api";
import { orderStatus, paymentMethod, paymentStatus } from "@/shared/statuses";
import type { Sorting } from "@/shared/ui/DataTable";

type Query = NonNullable<OrdersAllOrdersData["query"]>;
export type Asked = Omit<Query, "per_page" | "customer_id">;

const keys = <K extends string>(of: Record<K, unknown>) => Object.keys(of) as K[];

/** The words that narrow the list; page and sorting only say how the rest is read. */
export const FILTERS = [
  "status",
  "payment_status",
  "payment_method",
  "waiting",
  "unpaid",
  "from",
  "to",
  "q",
] as const;
export type Filter = (typeof FILTERS)[number];

/** Which orders the list shows, as the address says it and as the API wants it. */
export function asked(words: Words): Asked {
  const found = {
    status: oneOf(words, "status", keys(orderStatus)),
    payment_status: oneOf(words, "payment_status", keys(paymentStatus)),
    payment_method: oneOf(words, "payment_method", keys(paymentMethod)),
    waiting: text(words, "waiting") === "true" || undefined,
    unpaid: text(words, "unpaid") === "true" || undefined,
    from: text(words, "from"),
    to: text(words, "to"),
    q: text(words, "q"),
    sort_by: oneOf(words, "sort_by", ["created_at", "total"]),
    sort_order: oneOf(words, "sort_order", ["asc", "desc"]),
  };
  const given = Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
  return { ...given, page: whole(words, "page") ?? 1 };
}

export function sortingOf({ sort_by = "created_at", sort_order = "desc" }: Asked): Sorting {
  return { by: sort_by, order: sort_order };
}

/** A part of all orders that is looked at so often that it has a name. */
export interface View {
  name: string;
  filters: Partial<Pick<Asked, Filter>>;
}

export const VIEWS: readonly View[] = [
  { name: "All", filters: {} },
  { name: "New", filters: { status: "pending" } },
  { name: "Waiting", filters: { waiting: true } },
  { name: "Unpaid", filters: { payment_status: "pending" } },
  { name: "To ship", filters: { status: "processing" } },
  { name: "Refunded", filters: { status: "refunded" } },
];

/** Whether exactly this view is shown, whatever the page and the sorting. */
export function isShown({ filters }: View, now: Asked): boolean {
  return FILTERS.every((name) => filters[name] === now[name]);
}

export const NOTHING = Object.fromEntries(FILTERS.map((name) => [name, undefined]));
