import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useWords, whole } from "@/shared/address";
import { productsCreate } from "@/shared/api";
import { useDraft } from "@/shared/drafts";
import { Button } from "@/shared/ui/Button";
import { ButtonLink } from "@/shared/ui/ButtonLink";
import { DraftNotice } from "@/shared/ui/DraftNotice";
import { Form } from "@/shared/ui/Form";
import { PageHead } from "@/shared/ui/PageHead";
import { toast } from "@/shared/ui/toasts";
import { refresh } from "./api";
import css from "./Form.module.css";
import { ProductFields } from "./ProductFields";
import { usePictures } from "./usePictures";
import { emptyValues, newProduct, same } from "./values";

/** Put a new product on the shelf, and the next one after it. */
export function NewProductPage() {
  const { words } = useWords();
  const navigate = useNavigate();
  const [start, setStart] = useState(() => emptyValues(String(whole(words, "category_id") ?? "")));
  const [values, setValues] = useState(start);
  const pictures = usePictures(values.pictures, (next) => setValues((now) => ({ ...now, pictures: next })));
  const draft = useDraft("new-product", values, !same(values, start), setValues);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);

  async function add() {
    const settled = await pictures.settled();
    if (!settled) return;
    const made = await productsCreate({ body: newProduct({ ...values, pictures: settled }) });
    draft.sent();
    const next = emptyValues(values.texts.category_id);
    setStart(next);
    setValues(next);
    first.current?.focus();
    void refresh();
    const open = () => void navigate({ to: "/office/products/$productId", params: { productId: String(made.id) } });
    toast({ text: `${made.name} is in the shop.`, tone: "ok", action: { label: "Open it", run: open } });
  }

  return (
    <>
      <PageHead title="New product">
        <ButtonLink to="/office/products" variant="quiet">
          All products
        </ButtonLink>
      </PageHead>
      <div className={css.form}>
        <DraftNotice draft={draft} />
        <Form label="New product" onSubmit={add}>
          {({ errors, busy }) => (
            <>
              <ProductFields
                values={values}
                onChange={setValues}
                errors={errors}
                pictures={pictures}
                first={first}
              />
              <div className={css.ends}>
                <Button type="submit" variant="primary" busy={busy}>
                  Add product
                </Button>
              </div>
            </>
          )}
        </Form>
      </div>
    </>
  );
}
