import { type ReactNode, useEffect, useId, useRef } from "react";
import css from "./Dialog.module.css";

interface Props {
  title: string;
  /** Without it the box stays until what it asks for is done. */
  onClose?: () => void;
  children: ReactNode;
  footer?: ReactNode;
  /** A sheet at the end of the screen instead of a box in its middle. */
  side?: "end";
  wide?: boolean;
}

/** A modal box: it takes the focus, Escape closes it, and the focus goes back to where it was. Mounted means open. */
export function Dialog({ title, onClose, children, footer, side, wide }: Props) {
  const box = useRef<HTMLDialogElement>(null);
  const heading = useId();

  useEffect(() => {
    const dialog = box.current;
    const before = document.activeElement;
    dialog?.showModal();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);

  return (
    <dialog
      ref={box}
      className={css.dialog}
      data-side={side}
      data-wide={wide || undefined}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
      onMouseDown={(event) => event.target === event.currentTarget && onClose?.()}
    >
      <header className={css.head}>
        <h2 id={heading}>{title}</h2>
        {onClose && (
          <button type="button" className={css.close} aria-label="Close" onClick={onClose}>
            ×
          </button>
        )}
      </header>
      <div className={css.body}>{children}</div>
      {footer && <footer className={css.foot}>{footer}</footer>}
    </dialog>
  );
}
