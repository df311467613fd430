import { useState } from "react";
import type { OrderView } from "@/shared/api";
import { download, objectUrl } from "@/shared/http";
import { Button } from "@/shared/ui/Button";
import { sayRefused } from "@/shared/ui/toasts";
import css from "./Desk.module.css";

const SIZES = [
  { paper: "a4", name: "A4" },
  { paper: "80mm", name: "80 mm" },
] as const;
const DOCUMENTS = [
  { action: "print", file: "receipt", name: "Receipt" },
  { action: "pack", file: "packing-slip", name: "Packing slip" },
] as const;
const KEPT = 10 * 60_000;

/** What can be printed of the order, for a sheet and for the roll of the till; it opens in a tab of its own. */
export function Papers({ order }: { order: OrderView }) {
  const [busy, setBusy] = useState<string | null>(null);
  const documents = DOCUMENTS.filter((one) => order.actions.includes(one.action));
  if (documents.length === 0) return null;

  async function open(file: string, paper: string) {
    const path = `/api/orders/${order.id}/${file}.pdf?paper=${paper}`;
    // A tab opened after the answer came would be taken for one nobody asked for.
    const tab = window.open("", "_blank");
    setBusy(file + paper);
    try {
      if (!tab) return await download(path, `${order.order_number}-${file}.pdf`);
      const url = await objectUrl(path);
      tab.location.href = url;
      setTimeout(() => URL.revokeObjectURL(url), KEPT);
    } catch (error) {
      tab?.close();
      sayRefused(error);
    } finally {
      setBusy(null);
    }
  }

  return (
    <section className={css.card} aria-labelledby="papers">
      <h2 id="papers">Print</h2>
      {documents.map(({ file, name }) => (
        <div key={file} className={css.papers}>
          <span>{name}</span>
          {SIZES.map(({ paper, name: size }) => (
            <Button key={paper} size="small" busy={busy === file + paper} onClick={() => void open(file, paper)}>
              <span className="visually-hidden">{name} on </span>
              {size}
            </Button>
          ))}
        </div>
      ))}
    </section>
  );
}
