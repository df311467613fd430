import { clock } from "@/shared/dates";
import type { Draft } from "@/shared/drafts";
import { Button } from "./Button";
import { Notice } from "./Notice";

interface Props {
  draft: { found: Draft<unknown> | null; keep: () => void; discard: () => void };
}

/** "Draft from 14:02 — Keep / Discard", where somebody left a form unfinished. */
export function DraftNotice({ draft }: Props) {
  if (!draft.found) return null;
  return (
    <Notice
      tone="info"
      actions={
        <>
          <Button size="small" variant="primary" onClick={draft.keep}>
            Keep
          </Button>
          <Button size="small" onClick={draft.discard}>
            Discard
          </Button>
        </>
      }
    >
      Draft from {clock(new Date(draft.found.savedAt).toISOString())}
    </Notice>
  );
}
