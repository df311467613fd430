import type { SalesView } from "@/shared/api";
import { paidBy } from "@/shared/statuses";
import { Shares } from "./Shares";

const CHANNELS: Record<string, string> = { web: "On the web", counter: "At the counter" };

/** What was sold, how it was paid and where. */
export function Breakdown({ report }: { report: SalesView }) {
  return (
    <>
      <Shares
        title="Top products"
        counted="Units"
        rows={report.by_product.map((row) => ({
          key: row.product_id,
          name: row.name,
          productId: row.product_id,
          number: row.units,
          net: row.net,
        }))}
      />
      <Shares
        title="By category"
        counted="Units"
        rows={report.by_category.map((row) => ({
          key: row.category_id ?? 0,
          name: row.category ?? "No category",
          number: row.units,
          net: row.net,
        }))}
      />
      <Shares
        title="Paid by"
        counted="Orders"
        rows={report.by_payment_method.map((row) => ({
          key: row.payment_method ?? "",
          name: paidBy(row.payment_method),
          number: row.orders,
          net: row.net,
        }))}
      />
      <Shares
        title="Sold"
        counted="Orders"
        rows={report.by_channel.map((row) => ({
          key: row.channel,
          name: CHANNELS[row.channel] ?? row.channel,
          number: row.orders,
          net: row.net,
        }))}
      />
    </>
  );
}
