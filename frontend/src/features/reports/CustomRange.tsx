import { useClickOutside } from "@mantine/hooks";
import { lazy, Suspense, useId, useRef, useState } from "react";
import { useLimit } from "./limit";
import css from "./RangeBar.module.css";
import type { Horizon, Range } from "./ranges";

const Calendar = lazy(() => import("./Calendar").then((file) => ({ default: file.Calendar })));

interface Props {
  chosen: boolean;
  range: Range;
  horizon: Horizon;
  onChoose: (range: Range) => void;
}

/** Any days at all: a calendar that also shows the locked ones, and why they are. */
export function CustomRange({ chosen, range, horizon, onChoose }: Props) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const box = useClickOutside<HTMLDivElement>(() => setOpen(false));
  const limit = useLimit();
  const panel = useId();

  function close() {
    setOpen(false);
    button.current?.focus();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes what the button opened
    <div ref={box} className={css.custom} onKeyDown={(event) => event.key === "Escape" && open && close()}>
      <button
        ref={button}
        type="button"
        className={css.chip}
        aria-pressed={chosen}
        aria-expanded={open}
        aria-controls={open ? panel : undefined}
        onClick={() => setOpen(!open)}
      >
        Other days <span aria-hidden="true">▾</span>
      </button>
      {open && (
        <section id={panel} className={css.panel} aria-label="Other days">
          <p>The first day, then the last.</p>
          <div className={css.calendar}>
            <Suspense fallback={null}>
              <Calendar
                range={range}
                horizon={horizon}
                reason={limit}
                onChoose={(wanted) => {
                  onChoose(wanted);
                  close();
                }}
              />
            </Suspense>
          </div>
          {horizon.earliest !== null && <p className={css.limit}>{limit}</p>}
        </section>
      )}
    </div>
  );
}
