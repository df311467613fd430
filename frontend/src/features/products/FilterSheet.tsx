import type { ReactNode } from "react";
import { plural } from "@/shared/money";
import { Button } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import css from "./Filters.module.css";

interface Props {
  total: number | undefined;
  onClose: () => void;
  children: ReactNode;
}

/** The filters where there is no room beside the list. They act at once; the button says what they leave. */
export function FilterSheet({ total, onClose, children }: Props) {
  return (
    <Dialog
      title="Filters"
      side="end"
      onClose={onClose}
      footer={
        <Button variant="primary" wide onClick={onClose}>
          Show {total === undefined ? "products" : plural(total, "product")}
        </Button>
      }
    >
      <div className={css.sheet}>{children}</div>
    </Dialog>
  );
}
