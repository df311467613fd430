import { useCallback, useEffect, useRef, useState } from "react";
import type { ImportView } from "@/shared/api";
import { useDraft } from "@/shared/drafts";
import { ApiError } from "@/shared/errors";
import { Button } from "@/shared/ui/Button";
import { ErrorNotice } from "@/shared/ui/ErrorNotice";
import css from "./Import.module.css";
import { ImportPaste } from "./ImportPaste";
import { ImportStart } from "./ImportStart";
import { isPasted, useGiven } from "./importGiven";
import { columnsOf, lookAt } from "./imports";

interface Props {
  /** The list that is to be looked at. */
  file: File | null;
  onFile: (file: File | null) => void;
  onSeen: (seen: ImportView, file: File) => void;
}

/** Give a list: choose it, drop it, paste it. It is looked at, and nothing changes. */
export function ImportChoose({ file, onFile, onSeen }: Props) {
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(file !== null);
  const [text, setText] = useState("");
  const draft = useDraft("import:rows", text, text !== "", setText);
  const seen = useRef(onSeen);
  const stop = useRef<AbortController>(null);
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    seen.current = (found, list) => {
      // Rows that are wrong are written again: they are not to be lost.
      if (isPasted(list) && found.counts.error === 0) draft.sent();
      onSeen(found, list);
    };
  });

  const look = useCallback(async (list: File) => {
    const mine = new AbortController();
    stop.current?.abort();
    stop.current = mine;
    setBusy(true);
    setError(null);
    try {
      seen.current(await lookAt(list, mine.signal), list);
    } catch (thrown) {
      if (!mine.signal.aborted) setError(thrown);
    } finally {
      if (stop.current === mine) setBusy(false);
    }
  }, []);

  useEffect(() => {
    if (file) void look(file);
    return () => stop.current?.abort();
  }, [file, look]);

  const over = useGiven(onFile);

  if (busy && file) return <ImportWorking file={file} onStop={() => onFile(null)} />;
  return (
    <div className={css.choose}>
      {error !== null && (
        <>
          {file && <h2>{file.name} could not be read</h2>}
          <ErrorNotice error={error} {...(file && isPassing(error) ? { retry: () => void look(file) } : {})} />
          {columnsOf(error).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </>
      )}
      <div className={css.drop} data-over={over || undefined}>
        <p>Drop a list here, or paste rows of a spreadsheet.</p>
        <input
          ref={field}
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          hidden
          onChange={(event) => {
            const [chosen] = event.target.files ?? [];
            if (chosen) onFile(chosen);
            event.target.value = "";
          }}
        />
        <Button variant="primary" onClick={() => field.current?.click()}>
          Choose a CSV file…
        </Button>
      </div>
      <ImportPaste text={text} onText={setText} draft={draft} onFile={onFile} />
      <ImportStart />
    </div>
  );
}

/** The same list may well be read the next time. */
function isPassing(error: unknown): boolean {
  return !(error instanceof ApiError) || error.status >= 500 || error.status === 429;
}

function ImportWorking({ file, onStop }: { file: File; onStop: () => void }) {
  const size = new Intl.NumberFormat("en", { maximumFractionDigits: 1 }).format(file.size / 1024 / 1024);
  return (
    <div className={css.drop}>
      <p role="status">
        Looking at {file.name}
        {file.size > 1024 * 1024 && `, ${size} MB`}… Nothing changes yet.
      </p>
      <progress className={css.progress} aria-label="Looking at the list" />
      <Button onClick={onStop}>Stop</Button>
    </div>
  );
}
