import { Link } from "@tanstack/react-router";
import type { ProductView } from "@/shared/api";
import type { Column } from "@/shared/ui/DataTable";
import css from "./Catalogue.module.css";
import { PriceCell } from "./PriceCell";
import { ProductState } from "./ProductState";
import { StockCell } from "./StockCell";

/** What the table of products shows; `categoryName` says what a category is called. */
export function columns(categoryName: (id: number | null) => string): readonly Column<ProductView>[] {
  return [
    {
      key: "picture",
      header: "Picture",
      quiet: true,
      cell: (product) => (
        <img className={css.thumb} src={product.thumbnail_url} alt="" width={32} height={32} loading="lazy" />
      ),
    },
    {
      key: "name",
      header: "Name",
      sort: "name",
      cell: (product) => (
        <Link to="/office/products/$productId" params={{ productId: String(product.id) }}>
          {product.name}
        </Link>
      ),
    },
    { key: "sku", header: "SKU", sort: "sku", cell: (product) => product.sku },
    { key: "category", header: "Category", cell: (product) => categoryName(product.category_id) },
    {
      key: "price",
      header: "Price",
      sort: "price",
      number: true,
      cell: (product) => <PriceCell product={product} />,
    },
    {
      key: "stock",
      header: "Stock",
      sort: "stock",
      number: true,
      cell: (product) => <StockCell product={product} />,
    },
    { key: "state", header: "State", cell: (product) => <ProductState product={product} /> },
  ];
}
