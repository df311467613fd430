import type { WishView } from "@/shared/api";
import { count, money } from "@/shared/money";
import type { Tone } from "@/shared/ui/Pill";

/** What became of the price since an article was saved, as the server says it; null when nothing did. */
export function changed(wish: WishView): { way: "less" | "more"; words: string } | null {
  const difference = wish.price_difference;
  if (!wish.price_changed || difference === null || difference === 0) return null;
  return difference < 0
    ? { way: "less", words: `▼ ${money(-difference)} less than when you saved it` }
    : { way: "more", words: `▲ ${money(difference)} more than when you saved it` };
}

/** Whether it can be had. */
export function stands(wish: WishView): { label: string; tone: Tone } {
  if (!wish.product) return { label: "No longer sold", tone: "neutral" };
  if (!wish.is_in_stock) return { label: "Sold out", tone: "neutral" };
  return wish.product.stock_level === "low"
    ? { label: `${count(wish.available)} left`, tone: "warn" }
    : { label: "In stock", tone: "ok" };
}
