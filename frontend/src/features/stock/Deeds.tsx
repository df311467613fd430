import { useEffect, useRef } from "react";
import { oneOf, useWords } from "@/shared/address";
import { useCan } from "@/shared/permissions";
import { Button } from "@/shared/ui/Button";
import { Locked } from "@/shared/ui/Locked";
import { DeedForm } from "./DeedForm";
import { DEEDS, WAYS } from "./deeds";
import css from "./Stock.module.css";
import type { Shelf } from "./useDeed";

/** What can be done with a shelf. The address says which form is open. */
export function Deeds({ shelf }: { shelf: Shelf }) {
  const { words, put } = useWords();
  const open = oneOf(words, "do", DEEDS);
  const place = useRef<HTMLDivElement>(null);
  const before = useRef(open);
  const may = useCan("stock:change");
  const close = () => put({ do: undefined }, true);

  useEffect(() => {
    const was = before.current;
    before.current = open;
    if (was && !open) place.current?.querySelector<HTMLElement>(`[data-deed=${was}]`)?.focus();
  }, [open]);

  return (
    <>
      <div ref={place} className={css.deeds}>
        {DEEDS.map((deed) =>
          may ? (
            <Button
              key={deed}
              variant={deed === "receive" && !open ? "primary" : "secondary"}
              data-deed={deed}
              aria-expanded={open === deed}
              onClick={() => (open === deed ? close() : put({ do: deed }, true))}
            >
              {WAYS[deed].label}…
            </Button>
          ) : (
            <Locked key={deed} label={WAYS[deed].label} permission="stock:change" />
          ),
        )}
      </div>
      {may && open && <DeedForm key={open} deed={open} shelf={shelf} onClose={close} />}
    </>
  );
}
