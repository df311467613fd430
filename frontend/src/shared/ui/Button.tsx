import type { ComponentProps } from "react";
import css from "./Button.module.css";

export type Variant = "primary" | "secondary" | "quiet" | "danger";

interface Props extends ComponentProps<"button"> {
  variant?: Variant;
  size?: "small" | "normal" | "large";
  wide?: boolean;
  /** The key that does the same, printed on the button. */
  hotkey?: string;
  /** Working on it: pressing again does nothing, the focus stays. */
  busy?: boolean;
}

export function Button({ variant = "secondary", size = "normal", wide, hotkey, busy, ...rest }: Props) {
  const { children, className, onClick, type = "button", ...more } = rest;
  return (
    <button
      type={type}
      className={className ? `${css.button} ${className}` : css.button}
      data-variant={variant}
      data-size={size}
      data-wide={wide || undefined}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      {...more}
    >
      {children}
      {hotkey && <kbd className={css.key}>{hotkey}</kbd>}
    </button>
  );
}
