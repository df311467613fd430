import css from "./Picture.module.css";

interface Props {
  /** The small picture; `large` is offered where there is room for it. */
  small: string;
  large?: string;
  alt: string;
  /** How wide it will be shown, as an img's `sizes`. */
  sizes?: string;
  /** width / height of the box that is kept free for it. */
  ratio?: number;
  /** The first thing people look at: fetched at once, and first. */
  first?: boolean;
}

export function Picture({ small, large, alt, sizes, ratio = 4 / 5, first }: Props) {
  return (
    <img
      className={css.picture}
      src={small}
      srcSet={large && large !== small ? `${small} 320w, ${large} 640w` : undefined}
      sizes={large ? sizes : undefined}
      alt={alt}
      width={320}
      height={Math.round(320 / ratio)}
      style={{ aspectRatio: ratio }}
      loading={first ? "eager" : "lazy"}
      fetchPriority={first ? "high" : undefined}
      decoding="async"
    />
  );
}
