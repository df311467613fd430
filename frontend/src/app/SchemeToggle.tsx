import { choose, useScheme } from "@/shared/scheme";
import css from "./Bar.module.css";

export function SchemeToggle() {
  const scheme = useScheme();
  const other = scheme === "dark" ? "light" : "dark";
  return (
    <button type="button" className={css.icon} aria-label={`Use ${other} colours`} onClick={() => choose(other)}>
      <svg
        viewBox="0 0 24 24"
        width="20"
        height="20"
        fill="none"
        stroke="currentcolor"
        strokeWidth="1.75"
        aria-hidden="true"
      >
        <circle cx="12" cy="12" r="8" />
        <path d="M12 4a8 8 0 0 1 0 16Z" fill="currentcolor" />
      </svg>
    </button>
  );
}
