import { useQuery } from "@tanstack/react-query";
import { type Ref, useState } from "react";
import { categoriesQuery } from "@/shared/categories";
import { CheckField } from "@/shared/ui/CheckField";
import { fieldsOf } from "@/shared/ui/fields";
import { SelectField } from "@/shared/ui/SelectField";
import { TextAreaField } from "@/shared/ui/TextAreaField";
import { TextField } from "@/shared/ui/TextField";
import { categoryOptions } from "./categories";
import css from "./Form.module.css";
import { Pictures } from "./Pictures";
import type { usePictures } from "./usePictures";
import { LABELS, MORE, type Texts, type Values } from "./values";

interface Props {
  values: Values;
  onChange: (values: Values) => void;
  errors: Record<string, string>;
  pictures: ReturnType<typeof usePictures>;
  first?: Ref<HTMLInputElement>;
  /** Show what is not required from the beginning. */
  all?: boolean;
}

/** What is known of a product: what must be there first, the rest under "More". */
export function ProductFields({ values, onChange, errors, pictures, first, all }: Props) {
  const { texts } = values;
  const [more, setMore] = useState(all ?? false);
  const categories = useQuery(categoriesQuery).data ?? [];
  const change = (next: Texts) => onChange({ ...values, texts: next });
  const field = fieldsOf(texts, change, errors);
  const labelled = (name: keyof Texts) => ({ ...field(name), label: LABELS[name], autoComplete: "off" });
  const hidden = MORE.some((name) => errors[name] || texts[name] !== "");
  const wrongPicture = Object.entries(errors).find(([name]) => /^image/.test(name))?.[1];
  return (
    <>
      <TextField {...labelled("name")} ref={first} />
      <div className={css.pair}>
        <TextField {...labelled("price")} inputMode="decimal" />
        <SelectField
          {...labelled("category_id")}
          options={[{ value: "", label: "Choose a category" }, ...categoryOptions(categories)]}
        />
        <TextField {...labelled("sku")} spellCheck={false} />
        <TextField {...labelled("stock_quantity")} inputMode="numeric" />
      </div>
      <Pictures of={pictures} error={wrongPicture} />
      <details className={css.more} open={more || hidden} onToggle={(event) => setMore(event.currentTarget.open)}>
        <summary>More: compare price, barcode, description, size</summary>
        <div className={css.stack}>
          <div className={css.pair}>
            <TextField {...labelled("compare_price")} hint="What it cost before" inputMode="decimal" optional />
            <TextField {...labelled("barcode")} spellCheck={false} optional />
          </div>
          <TextAreaField {...labelled("description")} rows={4} optional />
          <div className={css.pair}>
            <TextField {...labelled("weight")} inputMode="decimal" optional />
            <TextField {...labelled("dimensions")} placeholder="20 x 10 x 5 cm" optional />
            <TextField
              {...labelled("low_stock_threshold")}
              hint="From so few on it is low"
              inputMode="numeric"
              optional
            />
          </div>
          <CheckField
            label="Featured on the first page of the shop"
            checked={values.is_featured}
            onChange={({ target }) => onChange({ ...values, is_featured: target.checked })}
          />
        </div>
      </details>
    </>
  );
}
