import { type KeyboardEvent, useState } from "react";
import type { ProductView } from "@/shared/api";
import { Dialog } from "@/shared/ui/Dialog";
import { Picture } from "@/shared/ui/Picture";
import css from "./Gallery.module.css";

/** The pictures of a product: ← and → go through them, a tap enlarges the one that is shown. */
export function Gallery({ product }: { product: ProductView }) {
  const pictures = picturesOf(product);
  const [at, setAt] = useState(0);
  const [large, setLarge] = useState(false);
  const shown = pictures[at] ?? pictures[0];
  const many = pictures.length > 1;
  const place = many ? `, ${at + 1} of ${pictures.length}` : "";

  function press(event: KeyboardEvent) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || !many) return;
    event.preventDefault();
    setAt((at + step + pictures.length) % pictures.length);
  }

  if (!shown) return null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrows only add to the buttons inside
    <div className={css.gallery} data-many={many || undefined} onKeyDown={press}>
      <button
        type="button"
        className={css.main}
        aria-label={`Enlarge the picture of ${product.name}${place}`}
        onClick={() => setLarge(true)}
      >
        <Picture small={shown.small} large={shown.large} alt="" sizes="(max-width: 599px) 100vw, 32rem" first />
      </button>
      {many && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend of its own
        <div className={css.thumbs} role="group" aria-label="Pictures">
          {pictures.map(({ small }, index) => (
            <button
              key={small}
              type="button"
              className={css.thumb}
              aria-label={`Picture ${index + 1} of ${pictures.length}`}
              aria-pressed={index === at}
              onClick={() => setAt(index)}
            >
              <Picture small={small} alt="" />
            </button>
          ))}
        </div>
      )}
      {large && (
        <Dialog title={`${product.name}${place}`} wide onClose={() => setLarge(false)}>
          <img className={css.large} src={shown.large} alt={`${product.name}${place}`} />
          {many && (
            <p className={css.steps}>
              <button type="button" className={css.step} onClick={() => setAt((at || pictures.length) - 1)}>
                ← Previous
              </button>
              <button type="button" className={css.step} onClick={() => setAt((at + 1) % pictures.length)}>
                Next →
              </button>
            </p>
          )}
        </Dialog>
      )}
    </div>
  );
}

/** Its pictures, the one it is known by first, each once, with its small one. */
function picturesOf({ image_url, thumbnail_url, images, thumbnails }: ProductView) {
  const more = images
    .map((large, index) => ({ large, small: thumbnails[index] ?? large }))
    .filter(({ large }) => large !== image_url);
  return [{ large: image_url, small: thumbnail_url }, ...more];
}
