import { useRef } from "react";
import type { ProductView } from "@/shared/api";
import { newKey } from "@/shared/http";
import { count } from "@/shared/money";
import { useCan } from "@/shared/permissions";
import { sayRefused, toast } from "@/shared/ui/toasts";
import { countStock, keep, uncountStock } from "./api";
import { InlineCell } from "./InlineCell";
import { numeric } from "./typed";

/** How many there are; a number that is typed is a count. */
export function StockCell({ product }: { product: ProductView }) {
  const { id, name, stock_quantity: before } = product;
  const attempt = useRef({ text: "", key: "" });
  const may = useCan("stock:change");
  if (!may) return count(before);

  async function save(text: string) {
    if (attempt.current.text !== text) attempt.current = { text, key: newKey() };
    const { moved, product: now } = await countStock(id, numeric(text), attempt.current.key);
    attempt.current = { text: "", key: "" };
    keep(now);
    if (moved === 0) return;
    toast({
      text: `${name}: counted ${count(now.stock_quantity)}, ${moved > 0 ? "+" : "−"}${count(Math.abs(moved))}.`,
      tone: "ok",
      action: { label: "Undo", run: () => void undo(moved) },
    });
  }

  async function undo(moved: number) {
    try {
      const now = await uncountStock(id, moved);
      keep(now);
      toast({ text: `${name}: ${count(now.stock_quantity)} in stock again.`, tone: "ok" });
    } catch (error) {
      sayRefused(error);
    }
  }

  return (
    <InlineCell
      id={`stock-${id}`}
      label={`stock of ${name}`}
      value={String(before)}
      shown={count(before)}
      save={save}
    />
  );
}
