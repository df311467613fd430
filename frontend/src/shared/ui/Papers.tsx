import { useId, useState } from "react";
import type { OrderView } from "@/shared/api";
import { openPaper } from "@/shared/paper";
import { Button } from "./Button";
import css from "./Papers.module.css";
import { sayRefused } from "./toasts";

const SIZES = [
  { paper: "80mm", name: "80 mm" },
  { paper: "a4", name: "A4" },
] as const;
const DOCUMENTS = [
  { action: "pack", file: "packing-slip.pdf", name: "Packing slip" },
  { action: "print", file: "receipt.pdf", name: "Receipt" },
] as const;

interface Props {
  order: OrderView;
  /** How the page it stands on frames its parts, and how deep its headings are. */
  className: string | undefined;
  level: "h2" | "h3";
}

/** What can be printed of an order, for the roll of the till and for a sheet. */
export function Papers({ order, className, level: Heading }: Props) {
  const [busy, setBusy] = useState<string | null>(null);
  const heading = useId();
  const documents = DOCUMENTS.filter((one) => order.actions.includes(one.action));
  if (documents.length === 0) return null;

  async function open(path: string) {
    setBusy(path);
    try {
      await openPaper(path);
    } catch (error) {
      sayRefused(error);
    } finally {
      setBusy(null);
    }
  }

  return (
    <section className={className} aria-labelledby={heading}>
      <Heading id={heading}>Print</Heading>
      {documents.map(({ file, name }) => (
        <div key={file} className={css.papers}>
          <span>{name}</span>
          {SIZES.map(({ paper, name: size }) => {
            const path = `/api/orders/${order.id}/${file}?paper=${paper}`;
            return (
              <Button key={paper} size="small" busy={busy === path} onClick={() => void open(path)}>
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
