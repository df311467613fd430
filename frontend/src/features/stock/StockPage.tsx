import { useWords } from "@/shared/address";
import { PageHead } from "@/shared/ui/PageHead";
import { Find } from "./Find";
import { FoundStock } from "./FoundStock";
import { LowStock } from "./LowStock";
import css from "./Stock.module.css";
import { viewOf } from "./search";
import { Views } from "./Views";
import { Worth } from "./Worth";

const SHOWN = { low: LowStock, all: FoundStock, worth: Worth };

/** What is on the shelves: what runs out, any product, and what all of it is worth. */
export function StockPage() {
  const view = viewOf(useWords().words);
  const Shown = SHOWN[view];
  return (
    <>
      <PageHead title="Stock" />
      <div className={css.bar}>
        <Views view={view} />
        <Find />
      </div>
      <Shown />
    </>
  );
}
