import { ApiError, sentenceOf } from "@/shared/errors";
import { Button } from "./Button";
import { Notice } from "./Notice";
import css from "./States.module.css";

/** What failed, in the API's own sentence, and the number by which it is found in the logs. */
export function ErrorNotice({ error, retry }: { error: unknown; retry?: () => void }) {
  const request = error instanceof ApiError ? error.requestId : null;
  return (
    <Notice
      tone="bad"
      urgent
      actions={
        retry && (
          <Button size="small" onClick={() => retry()}>
            Try again
          </Button>
        )
      }
    >
      <p>{sentenceOf(error)}</p>
      {request && <p className={css.request}>Request {request}</p>}
    </Notice>
  );
}
