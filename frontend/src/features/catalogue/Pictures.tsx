import { IconArrowLeft, IconArrowRight, IconX } from "@tabler/icons-react";
import { useId, useRef } from "react";
import css from "./Pictures.module.css";
import type { usePictures } from "./usePictures";

interface Props {
  of: ReturnType<typeof usePictures>;
  error?: string | undefined;
}

/** The pictures of a product, in their order; the first is the one it is known by. */
export function Pictures({ of: { pictures, put, add, remove, waiting, refused, over }, error }: Props) {
  const group = useId();
  const file = useRef<HTMLInputElement>(null);

  function move(from: number, to: number) {
    const moved = pictures[from];
    if (!moved || to < 0 || to >= pictures.length) return;
    put(pictures.toSpliced(from, 1).toSpliced(to, 0, moved));
  }

  function takeOut(place: number) {
    remove(place);
    file.current?.focus();
  }

  return (
    <fieldset className={css.pictures} data-over={over || undefined} aria-describedby={`${group}-hint`}>
      <legend className={css.legend}>Pictures</legend>
      {pictures.length > 0 && (
        <ol className={css.list}>
          {pictures.map((picture, place) => (
            <li key={picture.url} className={css.item}>
              <img className={css.image} src={picture.small} alt={`${place + 1} of ${pictures.length}`} />
              <div className={css.steps}>
                <button
                  type="button"
                  className={css.step}
                  aria-label={`Picture ${place + 1}: earlier`}
                  aria-disabled={place === 0 || undefined}
                  onClick={() => move(place, place - 1)}
                >
                  <IconArrowLeft size={16} stroke={1.75} aria-hidden />
                </button>
                <button
                  type="button"
                  className={css.step}
                  aria-label={`Picture ${place + 1}: remove`}
                  onClick={() => takeOut(place)}
                >
                  <IconX size={16} stroke={1.75} aria-hidden />
                </button>
                <button
                  type="button"
                  className={css.step}
                  aria-label={`Picture ${place + 1}: later`}
                  aria-disabled={place === pictures.length - 1 || undefined}
                  onClick={() => move(place, place + 1)}
                >
                  <IconArrowRight size={16} stroke={1.75} aria-hidden />
                </button>
              </div>
            </li>
          ))}
        </ol>
      )}
      <label className={css.choose}>
        <input
          ref={file}
          type="file"
          className={css.file}
          accept="image/png,image/jpeg,image/gif,image/webp"
          multiple
          aria-invalid={error ? true : undefined}
          onChange={({ target }) => {
            add([...(target.files ?? [])]);
            target.value = "";
          }}
        />
        Choose pictures
      </label>
      <p id={`${group}-hint`} className="muted">
        Or paste one, or drop some anywhere on this page. The first is shown in lists.
      </p>
      <p role="status" className={waiting.length > 0 ? undefined : "visually-hidden"}>
        {waiting.length > 0 && `Uploading ${waiting.join(", ")} …`}
      </p>
      {[...refused, ...(error ? [error] : [])].map((sentence) => (
        <p key={sentence} role="alert" className={css.bad}>
          {sentence}
        </p>
      ))}
    </fieldset>
  );
}
