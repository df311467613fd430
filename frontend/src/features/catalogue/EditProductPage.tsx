import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useCan } from "@/shared/permissions";
import { Button } from "@/shared/ui/Button";
import { ButtonLink } from "@/shared/ui/ButtonLink";
import { Loaded } from "@/shared/ui/Loaded";
import { Locked } from "@/shared/ui/Locked";
import { PageHead } from "@/shared/ui/PageHead";
import { sayRefused } from "@/shared/ui/toasts";
import { setActive } from "./active";
import { productQuery } from "./api";
import { DeleteProduct } from "./DeleteProduct";
import { EditForm } from "./EditForm";
import css from "./Form.module.css";
import { PriceHistory } from "./PriceHistory";
import { ProductState } from "./ProductState";
import { Reviews } from "./Reviews";

/** One product: what is known of it, what it cost, and what buyers say. */
export function EditProductPage() {
  const id = Number(useParams({ strict: false }).productId);
  const loaded = useQuery(productQuery(id));
  const product = loaded.data?.thing;
  const [turning, setTurning] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const mayDelete = useCan("product:delete");
  const seesPrices = useCan("price:view-history");
  const path = { productId: String(id) };

  async function turn(active: boolean) {
    if (!product) return;
    setTurning(true);
    await setActive([product], active).catch((error: unknown) => sayRefused(error));
    setTurning(false);
  }

  return (
    <>
      <PageHead
        title={product?.name ?? "Product"}
        lead={
          product && (
            <>
              {product.sku} <ProductState product={product} />
            </>
          )
        }
      >
        <ButtonLink to="/office/products" variant="quiet">
          All products
        </ButtonLink>
        {product && (
          <>
            <ButtonLink to="/office/stock/$productId" params={path}>
              Stock ledger
            </ButtonLink>
            <ButtonLink to="/products/$productId" params={path}>
              In the shop
            </ButtonLink>
            <Button busy={turning} onClick={() => void turn(!product.is_active)}>
              {product.is_active ? "Deactivate" : "Activate"}
            </Button>
            {mayDelete ? (
              <Button variant="danger" onClick={() => setDeleting(true)}>
                Delete…
              </Button>
            ) : (
              <Locked label="Delete" permission="product:delete" />
            )}
          </>
        )}
      </PageHead>
      <Loaded query={loaded}>
        {(data) => (
          <div className={css.columns}>
            <EditForm key={id} loaded={data} />
            <div>
              {seesPrices && <PriceHistory id={id} />}
              <Reviews id={id} />
            </div>
            {deleting && <DeleteProduct product={data.thing} onClose={() => setDeleting(false)} />}
          </div>
        )}
      </Loaded>
    </>
  );
}
