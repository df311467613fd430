import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useWords, whole } from "@/shared/address";
import { useCan } from "@/shared/permissions";
import { ButtonLink } from "@/shared/ui/ButtonLink";
import { Loaded } from "@/shared/ui/Loaded";
import { PageHead } from "@/shared/ui/PageHead";
import { ledgerQuery, productQuery } from "./api";
import { Counter } from "./Counter";
import { Deeds } from "./Deeds";
import { Movements } from "./Movements";
import css from "./Stock.module.css";

/** Why there is as much of a product as there is, and what can be done about it. */
export function LedgerPage() {
  const id = Number(useParams({ strict: false }).productId);
  const { words } = useWords();
  const product = useQuery(productQuery(id));
  const ledger = useQuery(ledgerQuery(id, whole(words, "page") ?? 1));
  const edits = useCan("product:update");
  const { name, sku, category, is_active } = product.data ?? {};
  const lead = product.data && [sku, category?.name, is_active ? null : "Not on sale"].filter(Boolean).join(" · ");
  return (
    <>
      <PageHead title={name ? `Stock of ${name}` : "Stock"} lead={lead}>
        <ButtonLink to="/office/stock" variant="quiet">
          All stock
        </ButtonLink>
        {edits && (
          <ButtonLink to="/office/products/$productId" params={{ productId: String(id) }}>
            Edit the product
          </ButtonLink>
        )}
      </PageHead>
      <Loaded query={ledger}>
        {(page) => (
          <div className={css.ledger}>
            <Counter ledger={page} />
            <Loaded query={product} skeleton={null}>
              {(found) => <Deeds shelf={found} />}
            </Loaded>
            <Movements ledger={page} />
          </div>
        )}
      </Loaded>
    </>
  );
}
