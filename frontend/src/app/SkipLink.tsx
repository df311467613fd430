import css from "./Bar.module.css";

/** The first stop of the keyboard: past the navigation. */
export function SkipLink() {
  return (
    <a className={css.skip} href="#main">
      Skip to the page
    </a>
  );
}
