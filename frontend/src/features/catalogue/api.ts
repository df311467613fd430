import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import {
  type ProductDetailView,
  type ProductPage,
  type ProductView,
  pricesHistory,
  productsOne,
  productsPage,
  productsUpdate,
  reviewsOfProduct,
  stockAdjust,
  stockCount,
  type UpdateProduct,
} from "@/shared/api";
import { newKey } from "@/shared/http";
import { queries } from "@/shared/queries";
import { isOutdated, type Versioned, versioned } from "@/shared/versions";
import type { Asked } from "./search";

const PAGE = 50;
const MOST = 100;
/** What a change of a product touches. */
const TOUCHED = ["products", "stock", "categories", "reports", "audit"];

export function productsQuery(query: Asked, page: number) {
  return queryOptions({
    queryKey: ["products", "table", query, page],
    queryFn: ({ signal }) => productsPage({ query: { ...query, page, per_page: PAGE }, signal }),
    placeholderData: keepPreviousData,
  });
}

/** Every product of a list, all pages of it. */
export async function everyProduct(query: Asked): Promise<ProductView[]> {
  const products: ProductView[] = [];
  for (let page = 1; ; page++) {
    const found = await productsPage({ query: { ...query, page, per_page: MOST } });
    products.push(...found.products);
    if (!found.has_next) return products;
  }
}

export function readProduct(id: number): Promise<Versioned<ProductDetailView>> {
  return versioned((fetch) => productsOne({ path: { product_id: id }, fetch }));
}

/** A product to be edited. What was fetched for an earlier visit is not good enough to begin from. */
export function productQuery(id: number) {
  return queryOptions({
    queryKey: ["products", "edited", id],
    queryFn: () => readProduct(id),
    gcTime: 0,
  });
}

export function pricesQuery(id: number, page: number) {
  return queryOptions({
    queryKey: ["products", "prices", id, page],
    queryFn: () => pricesHistory({ path: { product_id: id }, query: { page, per_page: 10 } }),
    placeholderData: keepPreviousData,
  });
}

export function reviewsQuery(id: number, page: number) {
  return queryOptions({
    queryKey: ["reviews", id, "office", page],
    queryFn: () => reviewsOfProduct({ path: { product_id: id }, query: { page, per_page: 10 } }),
    placeholderData: keepPreviousData,
  });
}

export function saveProduct(
  id: number,
  body: UpdateProduct,
  version: string,
): Promise<Versioned<ProductDetailView>> {
  return versioned((fetch) =>
    productsUpdate({ path: { product_id: id }, body, headers: { "If-Match": version }, fetch }),
  );
}

/** Somebody else changed the price in the meantime. */
export class Newer extends Error {
  constructor(readonly product: ProductDetailView) {
    super("");
  }
}

/** Change the price of a product that still costs what somebody saw; whatever else was changed of it stays. */
export async function changePrice(id: number, seen: number, body: UpdateProduct): Promise<ProductDetailView> {
  const { thing, version } = await readProduct(id);
  if (thing.price !== seen) throw new Newer(thing);
  try {
    return (await saveProduct(id, body, version)).thing;
  } catch (error) {
    if (isOutdated(error)) return changePrice(id, seen, body);
    throw error;
  }
}

/** So many were counted. Says by how many the stock moved, and what the product is now. */
export async function countStock(id: number, counted: number, key: string) {
  const path = { product_id: id };
  const { movement } = await stockCount({ path, body: { counted }, headers: { "Idempotency-Key": key } });
  return { moved: movement?.quantity ?? 0, product: await productsOne({ path }) };
}

/** Take a count back: what was sold since stays sold. */
export async function uncountStock(id: number, moved: number): Promise<ProductDetailView> {
  const path = { product_id: id };
  await stockAdjust({
    path,
    body: { quantity: -moved, reason: "A count was taken back" },
    headers: { "Idempotency-Key": newKey() },
  });
  return productsOne({ path });
}

/** Put what a product is now into the tables on the screen: rows stay where they are until they are asked for again. */
export function keep(product: ProductView): void {
  queries.setQueriesData<ProductPage>({ queryKey: ["products", "table"] }, (page) =>
    page ? { ...page, products: page.products.map((one) => (one.id === product.id ? product : one)) } : undefined,
  );
  for (const noun of TOUCHED) void queries.invalidateQueries({ queryKey: [noun], refetchType: "none" });
}

/** Many products changed. */
export function refresh(): Promise<unknown> {
  return Promise.all(TOUCHED.map((noun) => queries.invalidateQueries({ queryKey: [noun] })));
}
