import type { CreateProduct, ProductDetailView, UpdateProduct } from "@/shared/api";
import { numeric } from "./typed";

/** What one types about a product. */
export type Texts = Record<
  | "name"
  | "price"
  | "category_id"
  | "sku"
  | "stock_quantity"
  | "compare_price"
  | "barcode"
  | "description"
  | "weight"
  | "dimensions"
  | "low_stock_threshold",
  string
>;

export interface Picture {
  url: string;
  /** The small one. */
  small: string;
}

export interface Values {
  texts: Texts;
  is_featured: boolean;
  /** The one the product is known by comes first. */
  pictures: readonly Picture[];
}

export const LABELS: Record<keyof Texts, string> = {
  name: "Name",
  price: "Price",
  category_id: "Category",
  sku: "SKU",
  stock_quantity: "Stock",
  compare_price: "Compare price",
  barcode: "Barcode",
  description: "Description",
  weight: "Weight",
  dimensions: "Dimensions",
  low_stock_threshold: "Low at",
};

/** What stands under "More". */
export const MORE: readonly (keyof Texts)[] = [
  "compare_price",
  "barcode",
  "description",
  "weight",
  "dimensions",
  "low_stock_threshold",
];

const NUMBERS: readonly string[] = [
  "price",
  "category_id",
  "stock_quantity",
  "compare_price",
  "weight",
  "low_stock_threshold",
];
const MAY_BE_NONE: readonly string[] = ["compare_price", "barcode", "description", "weight", "dimensions"];
const NO_PICTURE = "/static/placeholder.png";

export function emptyValues(category = ""): Values {
  return {
    texts: {
      name: "",
      price: "",
      category_id: category,
      sku: "",
      stock_quantity: "",
      compare_price: "",
      barcode: "",
      description: "",
      weight: "",
      dimensions: "",
      low_stock_threshold: "",
    },
    is_featured: false,
    pictures: [],
  };
}

export function valuesOf(product: ProductDetailView): Values {
  const { image_url, thumbnail_url, images, thumbnails } = product;
  const others = images
    .map((url, place) => ({ url, small: thumbnails[place] ?? url }))
    .filter(({ url }) => url !== image_url);
  return {
    texts: {
      name: product.name,
      price: product.price.toFixed(2),
      category_id: String(product.category_id ?? ""),
      sku: product.sku,
      stock_quantity: String(product.stock_quantity),
      compare_price: product.compare_price?.toFixed(2) ?? "",
      barcode: product.barcode ?? "",
      description: product.description ?? "",
      weight: String(product.weight ?? ""),
      dimensions: product.dimensions ?? "",
      low_stock_threshold: String(product.low_stock_threshold ?? ""),
    },
    is_featured: product.is_featured,
    pictures: image_url === NO_PICTURE ? others : [{ url: image_url, small: thumbnail_url }, ...others],
  };
}

/** A new product, as it is sent. What was left empty is left out, so that the server says what must be there. */
export function newProduct({ texts, is_featured, pictures }: Values): CreateProduct {
  const given = entries(texts).filter(([, text]) => text.trim() !== "");
  return {
    ...Object.fromEntries(given.map(([name, text]) => [name, sent(name, text)])),
    ...(is_featured ? { is_featured } : {}),
    ...(pictures.length > 0 ? sentPictures(pictures) : {}),
  } as CreateProduct;
}

/** What of a product was changed, as it is sent; nothing else, so that nothing else is overwritten. */
export function changesOf(base: Values, now: Values): UpdateProduct {
  const changed = entries(now.texts).filter(([name, text]) => text !== base.texts[name]);
  return {
    ...Object.fromEntries(changed.map(([name, text]) => [name, sent(name, text)])),
    ...(base.is_featured === now.is_featured ? {} : { is_featured: now.is_featured }),
    ...(same(base.pictures, now.pictures) ? {} : sentPictures(now.pictures)),
  };
}

function sent(name: keyof Texts, text: string): unknown {
  const typed = text.trim();
  if (typed === "") return MAY_BE_NONE.includes(name) ? null : "";
  return NUMBERS.includes(name) ? numeric(typed) : typed;
}

function sentPictures(pictures: readonly Picture[]) {
  return { image_url: pictures[0]?.url ?? null, images: pictures.slice(1).map(({ url }) => url) };
}

export function entries(texts: Texts): [keyof Texts, string][] {
  return Object.entries(texts) as [keyof Texts, string][];
}

export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
