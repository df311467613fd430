import { useOnline } from "@/shared/online";
import css from "./OfflineBar.module.css";

/** Says that there is no network, and what still works. */
export function OfflineBar() {
  const online = useOnline();
  return (
    <div role="status">
      {!online && (
        <p className={css.bar}>
          Offline. What is on the screen stays, and what you type is kept; sending waits until the network is back.
        </p>
      )}
    </div>
  );
}
