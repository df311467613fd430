const EDGE = 8;

/** A ref for what opens beside something: it is moved back where it would reach over the end of the window. */
export function inside(box: HTMLElement | null): void {
  if (!box) return;
  const over = box.getBoundingClientRect().right + EDGE - document.documentElement.clientWidth;
  if (over > 0) box.style.translate = `${-over}px`;
}
