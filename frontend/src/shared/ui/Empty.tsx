import type { ReactNode } from "react";
import { Notice } from "./Notice";

/** Nothing is here: one sentence, and the one thing to do. */
export function Empty({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return <Notice actions={action}>{children}</Notice>;
}
