import { type AdjustStock, type MovedReply, stockAdjust, stockCount, stockReceive } from "@/shared/api";
import { count } from "@/shared/money";
import { numberOf, signed } from "./words";

/** What can be done with a shelf. */
export const DEEDS = ["receive", "count", "adjust"] as const;
export type Deed = (typeof DEEDS)[number];

/** A deed as it is typed. */
export interface Typed {
  number: string;
  why: string;
  kind: NonNullable<AdjustStock["kind"]>;
}

export const UNTOUCHED: Typed = { number: "", why: "", kind: "adjusted" };

interface Way {
  label: string;
  title: string;
  /** What the number is. */
  number: string;
  /** The server's names for the number and for the words. */
  fields: { number: string; why: string };
  send: (id: number, typed: Typed, key: string) => Promise<MovedReply>;
  done: (name: string, typed: Typed, reply: MovedReply) => string;
}

export const WAYS: Record<Deed, Way> = {
  receive: {
    label: "Receive",
    title: "Receive a delivery",
    number: "How many came",
    fields: { number: "quantity", why: "note" },
    send: (id, { number, why }, key) =>
      stockReceive({ ...to(id, key), body: { quantity: numberOf(number), note: why.trim() || null } }),
    done: (name, _, { movement, stock_quantity }) =>
      `Received ${count(movement?.quantity ?? 0)} × ${name}. There are ${count(stock_quantity)} now.`,
  },
  count: {
    label: "Count",
    title: "Count the shelf",
    number: "How many are there",
    fields: { number: "counted", why: "note" },
    send: (id, { number, why }, key) =>
      stockCount({ ...to(id, key), body: { counted: numberOf(number), note: why.trim() || null } }),
    done: (name, _, { movement, stock_quantity }) =>
      movement
        ? `Counted ${count(stock_quantity)} × ${name}, a difference of ${signed(movement.quantity)}.`
        : `Counted ${count(stock_quantity)} × ${name}, as expected.`,
  },
  adjust: {
    label: "Adjust",
    title: "Adjust the stock",
    number: "Difference",
    fields: { number: "quantity", why: "reason" },
    send: (id, { number, why, kind }, key) =>
      stockAdjust({ ...to(id, key), body: { quantity: numberOf(number), reason: why.trim(), kind } }),
    done: (name, { kind }, { movement, stock_quantity }) =>
      `${name}: ${signed(movement?.quantity ?? 0)}${kind === "damaged" ? " damaged" : ""}. There are ${count(stock_quantity)} now.`,
  },
};

function to(id: number, key: string) {
  return { path: { product_id: id }, headers: { "Idempotency-Key": key } };
}
