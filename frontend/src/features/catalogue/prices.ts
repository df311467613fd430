import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { type ChangePrices, pricesChangeMany, type RepricedView } from "@/shared/api";
import { newKey } from "@/shared/http";
import { plural } from "@/shared/money";
import { sayRefused, toast } from "@/shared/ui/toasts";
import { refresh } from "./api";
import { numeric } from "./typed";

/** How the prices of several products shall change, as it is typed. */
export type Wish = {
  way: "percent" | "price";
  percent: string;
  ends_with: string;
  price: string;
  reason: string;
};

export const WISH: Wish = { way: "percent", percent: "", ends_with: "", price: "", reason: "" };

/** What the server is asked; null while there is nothing to ask. */
export function bodyOf({ way, percent, ends_with, price }: Wish, ids: readonly number[]): ChangePrices | null {
  if (way === "price") {
    return price.trim() ? { changes: ids.map((id) => ({ product_id: id, price: numeric(price) })) } : null;
  }
  if (!percent.trim()) return null;
  return {
    percent: numeric(percent),
    where: { product_ids: [...ids] },
    ...(ends_with.trim() ? { ends_with: numeric(ends_with) } : {}),
  };
}

/** What each price would become, if it were changed now. */
export function previewQuery(body: ChangePrices | null) {
  return queryOptions({
    queryKey: ["prices", "preview", body],
    queryFn: () => pricesChangeMany({ body: { ...body, dry_run: true } }),
    enabled: body !== null,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}

/** Set exactly the prices that were shown. */
export async function applyPrices(rows: readonly RepricedView[], reason: string, key: string): Promise<void> {
  const changed = rows.filter((row) => row.kind === "changed");
  const reply = await pricesChangeMany({
    body: {
      changes: changed.map((row) => listed(row, "new")),
      ...(reason.trim() ? { reason: reason.trim() } : {}),
    },
    headers: { "Idempotency-Key": key },
  });
  await refresh();
  toast({
    text: `${plural(reply.counts.changed, "price")} changed.`,
    tone: "ok",
    action: { label: "Undo", run: () => void undo(reply.rows.filter((row) => row.kind === "changed")) },
  });
}

/** Put the old prices back, save where somebody changed one again. */
async function undo(rows: readonly RepricedView[]): Promise<void> {
  try {
    const old = rows.map((row) => listed(row, "old"));
    const now = await pricesChangeMany({ body: { changes: old, dry_run: true } });
    const untouched = rows.filter((row) =>
      now.rows.some((one) => one.product_id === row.product_id && one.old_price === row.new_price),
    );
    if (untouched.length > 0) {
      await pricesChangeMany({
        body: { changes: untouched.map((row) => listed(row, "old")), reason: "A change of prices was taken back" },
        headers: { "Idempotency-Key": newKey() },
      });
      await refresh();
    }
    const kept = rows.length - untouched.length;
    toast({
      text: `${plural(untouched.length, "price")} as before.${kept ? ` ${plural(kept, "price")} changed again since, and stayed.` : ""}`,
      tone: "ok",
    });
  } catch (error) {
    sayRefused(error);
  }
}

function listed(row: RepricedView, which: "old" | "new") {
  return {
    product_id: row.product_id as number,
    price: row[`${which}_price`] as number,
    compare_price: row[`${which}_compare_price`],
  };
}
