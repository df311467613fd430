import { useState } from "react";
import type { OrderView } from "@/shared/api";
import { ApiError, sentenceOf } from "@/shared/errors";
import { Button } from "@/shared/ui/Button";
import { toast } from "@/shared/ui/toasts";
import css from "./Panel.module.css";
import { openPaper } from "./paper";

const PAPERS = [
  { paper: "80mm", name: "80 mm" },
  { paper: "a4", name: "A4" },
] as const;
const DOCUMENTS = [
  { action: "pack", file: "packing-slip.pdf", name: "Packing slip" },
  { action: "print", file: "receipt.pdf", name: "Receipt" },
] as const;

/** What can be printed of an order, for the roll of the till and for a sheet. */
export function Papers({ order }: { order: OrderView }) {
  const [busy, setBusy] = useState<string | null>(null);
  const documents = DOCUMENTS.filter((one) => order.actions.includes(one.action));
  if (documents.length === 0) return null;

  async function fetched(path: string) {
    setBusy(path);
    try {
      await openPaper(path);
    } catch (error) {
      toast({
        text: sentenceOf(error),
        tone: "bad",
        requestId: error instanceof ApiError ? error.requestId : null,
      });
    } finally {
      setBusy(null);
    }
  }

  return (
    <section className={css.part}>
      <h3>Print</h3>
      {documents.map(({ file, name }) => (
        <div key={file} className={css.papers}>
          <span>{name}</span>
          {PAPERS.map(({ paper, name: size }) => {
            const path = `/api/orders/${order.id}/${file}?paper=${paper}`;
            return (
              <Button key={paper} size="small" busy={busy === path} onClick={() => void fetched(path)}>
                <span className="visually-hidden">{name} on </span>
                {size}
              </Button>
            );
          })}
        </div>
      ))}
    </section>
  );
}
