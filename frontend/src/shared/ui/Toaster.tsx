import { useSyncExternalStore } from "react";
import { Button } from "@/shared/ui/Button";
import css from "./Toaster.module.css";
import { dismiss, toasts, watch } from "./toasts";

/** Where messages appear. They are announced, and never take the focus. */
export function Toaster() {
  const shown = useSyncExternalStore(watch, toasts);
  return (
    <section className={css.region} aria-label="Messages" aria-live="polite">
      {shown.map((one) => (
        <div key={one.id} className={css.toast} data-tone={one.tone}>
          <p>
            {one.text}
            {one.requestId && <small className={css.request}>Request {one.requestId}</small>}
          </p>
          {one.action && (
            <Button
              variant="quiet"
              onClick={() => {
                dismiss(one.id);
                one.action?.run();
              }}
            >
              {one.action.label}
            </Button>
          )}
          <button type="button" className={css.close} aria-label="Dismiss" onClick={() => dismiss(one.id)}>
            ×
          </button>
        </div>
      ))}
    </section>
  );
}
