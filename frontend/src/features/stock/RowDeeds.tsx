import { useEffect, useRef, useState } from "react";
import { useCan } from "@/shared/permissions";
import { Button } from "@/shared/ui/Button";
import { Locked } from "@/shared/ui/Locked";
import { type Deed, WAYS } from "./deeds";
import { RowForm } from "./RowForm";
import css from "./Stock.module.css";
import type { Shelf } from "./useDeed";

const OFFERED = ["receive", "count"] as const;

/** What is done most with a shelf, in its row: a number and Enter. */
export function RowDeeds({ shelf }: { shelf: Shelf }) {
  const [open, setOpen] = useState<Deed | null>(null);
  const place = useRef<HTMLSpanElement>(null);
  const before = useRef(open);
  const may = useCan("stock:change");

  useEffect(() => {
    const was = before.current;
    before.current = open;
    if (was && !open) place.current?.querySelector<HTMLElement>(`[data-deed=${was}]`)?.focus();
  }, [open]);

  if (!may) return <Locked label="Receive" permission="stock:change" size="small" />;
  return (
    <span ref={place} className={css.deeds}>
      {open ? (
        <RowForm deed={open} shelf={shelf} onDone={() => setOpen(null)} />
      ) : (
        OFFERED.map((deed) => (
          <Button
            key={deed}
            size="small"
            variant="quiet"
            data-deed={deed}
            aria-label={`${WAYS[deed].label} ${shelf.name}`}
            onClick={() => setOpen(deed)}
          >
            {WAYS[deed].label}…
          </Button>
        ))
      )}
    </span>
  );
}
