import { useId } from "react";
import css from "./StarsField.module.css";

const STARS = [1, 2, 3, 4, 5];
const WORDS = ["", "Poor", "Fair", "Good", "Very good", "Excellent"];

interface Props {
  /** 0 before anything was chosen. */
  value: number;
  onChange: (value: number) => void;
  error: string | undefined;
}

/** One to five stars: radio buttons that look like what they mean. */
export function StarsField({ value, onChange, error }: Props) {
  const id = useId();
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined}>
      <legend className={css.legend}>Your rating</legend>
      <div className={css.stars}>
        {STARS.map((star) => (
          <label key={star} className={css.star} data-on={star <= value || undefined}>
            <input
              type="radio"
              className="visually-hidden"
              name={id}
              value={star}
              checked={star === value}
              onChange={() => onChange(star)}
              aria-invalid={error ? true : undefined}
            />
            <span className="visually-hidden">
              {star} of 5, {WORDS[star]}
            </span>
            <svg viewBox="0 0 24 24" width="28" height="28" aria-hidden="true">
              <path d="m12 3 2.7 5.9 6.3.7-4.7 4.3 1.3 6.3L12 17l-5.6 3.2 1.3-6.3L3 9.6l6.3-.7Z" />
            </svg>
          </label>
        ))}
        <span aria-hidden="true">{WORDS[value]}</span>
      </div>
      {error && (
        <p id={`${id}-error`} className={css.error}>
          {error}
        </p>
      )}
    </fieldset>
  );
}
