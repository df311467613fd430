import { When } from "@/shared/ui/When";

/** When somebody was last here. */
export function Seen({ moment }: { moment: string | null }) {
  return moment ? <When moment={moment} /> : <span className="muted">not lately</span>;
}
