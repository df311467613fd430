import { useWords } from "@/shared/address";
import { Button } from "@/shared/ui/Button";
import { Notice } from "@/shared/ui/Notice";
import { useLimit } from "./limit";
import { period } from "./names";
import { type Horizon, type Range, rangeOf, wordsOf } from "./ranges";

/** A kept or sent address may name days that this person cannot see: said before the server has to refuse. */
export function TooEarly({ range, horizon }: { range: Range; horizon: Horizon }) {
  const { put } = useWords();
  const limit = useLimit();
  const { today } = horizon;
  return (
    <Notice
      tone="warn"
      actions={<Button onClick={() => put(wordsOf(rangeOf("30d", today), today))}>Show the last 30 days</Button>}
    >
      <h2>{period(range, today)} is locked</h2>
      <p>{limit}</p>
    </Notice>
  );
}
