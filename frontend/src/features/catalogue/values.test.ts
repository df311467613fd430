import { expect, test } from "vitest";
import type { ProductDetailView } from "@/shared/api";
import { merged } from "./merge";
import { numeric } from "./typed";
import { changesOf, emptyValues, newProduct, type Values, valuesOf } from "./values";

const PRODUCT = {
  name: "Lamp",
  price: 10,
  compare_price: 12.5,
  category_id: 3,
  sku: "LAMP-1",
  barcode: null,
  stock_quantity: 4,
  description: "Bright.",
  weight: 1.5,
  dimensions: null,
  low_stock_threshold: 5,
  is_featured: false,
  image_url: "/static/uploads/a-large.webp",
  thumbnail_url: "/static/uploads/a-thumb.webp",
  images: ["/static/uploads/a-large.webp", "/static/uploads/b-large.webp"],
  thumbnails: ["/static/uploads/a-thumb.webp", "/static/uploads/b-thumb.webp"],
} as unknown as ProductDetailView;

const base = valuesOf(PRODUCT);
const typing = (texts: Partial<Values["texts"]>, more: Partial<Values> = {}): Values => ({
  ...base,
  ...more,
  texts: { ...base.texts, ...texts },
});

test("of a new product nothing empty is sent, and numbers are numbers", () => {
  const values = emptyValues("7");
  Object.assign(values.texts, { name: " Lamp ", price: "9.90", sku: "L-1", stock_quantity: "0", barcode: "  " });
  expect(newProduct(values)).toEqual({ name: "Lamp", price: 9.9, category_id: 7, sku: "L-1", stock_quantity: 0 });
});

test("what is no number goes as it was typed, for the server to judge", () => {
  expect([numeric("12,50"), numeric("1e3"), numeric(" -10 "), numeric("12.345")]).toEqual([
    "12,50",
    "1e3",
    -10,
    12.345,
  ]);
});

test("the first picture is the one a product is known by", () => {
  const pictures = ["/a", "/b"].map((url) => ({ url, small: url }));
  expect(newProduct({ ...emptyValues(), pictures })).toEqual({ image_url: "/a", images: ["/b"] });
  expect(base.pictures.map(({ url }) => url)).toEqual([
    "/static/uploads/a-large.webp",
    "/static/uploads/b-large.webp",
  ]);
  expect(changesOf(base, { ...base, pictures: [] })).toEqual({ image_url: null, images: [] });
});

test("a product without a picture has none, not the placeholder", () => {
  const bare = { ...PRODUCT, image_url: "/static/placeholder.png", images: [], thumbnails: [] };
  expect(valuesOf(bare).pictures).toEqual([]);
});

test("only what was changed is sent; emptied, it is none where there may be none", () => {
  expect(changesOf(base, base)).toEqual({});
  expect(changesOf(base, typing({ compare_price: "", description: " ", name: "" }))).toEqual({
    compare_price: null,
    description: null,
    name: "",
  });
});

test("what was typed stays on top of what others changed", () => {
  const theirs = valuesOf({ ...PRODUCT, price: 11, description: "Brighter.", stock_quantity: 1 });
  const { values, clashes } = merged(base, typing({ price: "9", name: "Lantern" }), theirs);
  expect(values.texts).toMatchObject({
    name: "Lantern",
    price: "9",
    description: "Brighter.",
    stock_quantity: "1",
  });
  expect(clashes.map(({ name, was, is, typed }) => [name, was, is, typed])).toEqual([
    ["price", "10.00", "11.00", "9"],
    ["description", "Bright.", "Brighter.", null],
  ]);
});

test("nothing clashes where only something outside the form changed", () => {
  expect(merged(base, typing({ name: "Lantern" }), base).clashes).toEqual([]);
});
