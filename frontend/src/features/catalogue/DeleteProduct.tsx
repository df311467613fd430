import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { type ProductView, productsRemove } from "@/shared/api";
import { Button } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import { Form } from "@/shared/ui/Form";
import { toast } from "@/shared/ui/toasts";
import { refresh } from "./api";
import css from "./Catalogue.module.css";

/** The end of a product, which nobody can take back. */
export function DeleteProduct({ product, onClose }: { product: ProductView; onClose: () => void }) {
  const navigate = useNavigate();
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);

  async function remove() {
    await productsRemove({ path: { product_id: product.id } });
    await navigate({ to: "/office/products" });
    toast({ text: `${product.name} is deleted.`, tone: "ok" });
    await refresh();
  }

  return (
    <Dialog title={`Delete ${product.name}`} onClose={onClose}>
      <Form label="Delete product" onSubmit={remove}>
        {({ busy }) => (
          <>
            <p>
              It leaves the shop and every list. Orders that were placed keep it. Its SKU and barcode may be used
              again; its address may not.
            </p>
            <p>
              <strong>This cannot be undone.</strong> Deactivating takes it out of the shop just as well, and can be
              undone.
            </p>
            <div className={css.ends}>
              <Button ref={first} onClick={onClose}>
                Keep it
              </Button>
              <Button type="submit" variant="danger" busy={busy}>
                Delete for good
              </Button>
            </div>
          </>
        )}
      </Form>
    </Dialog>
  );
}
