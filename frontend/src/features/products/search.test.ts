import { describe, expect, it } from "vitest";
import { listSearch, ordered, orderOf, without } from "./search";

describe("an address", () => {
  it("gives what makes sense, and nothing else", () => {
    expect(
      listSearch({
        search: " lamp ",
        category_id: 4,
        min_price: "5",
        max_price: 19.999,
        in_stock: true,
        on_sale: "yes",
        page: 3,
      }),
    ).toEqual({ search: "lamp", category_id: 4, min_price: 5, max_price: 20, in_stock: true, on_sale: true });
  });

  it("drops what the server would refuse", () => {
    const given = {
      search: "  ",
      category_id: "x",
      min_price: -1,
      max_price: "1e99",
      in_stock: false,
      sort_by: "id",
    };
    expect(listSearch(given)).toEqual({});
    expect(listSearch({ category_id: 1.5, min_price: "", max_price: null })).toEqual({});
  });

  it("keeps a search for a number, and a price of nothing", () => {
    expect(listSearch({ search: 42, min_price: 0 })).toEqual({ search: "42", min_price: 0 });
  });
});

describe("an order", () => {
  it("is the usual one unless the address names another, and then whole", () => {
    expect(orderOf(listSearch({})).name).toBe("popular");
    expect(listSearch({ sort_by: "popular", sort_order: "desc" })).toEqual({});
    expect(listSearch({ sort_by: "name" })).toEqual({ sort_by: "name", sort_order: "asc" });
    expect(orderOf(listSearch({ sort_by: "price", sort_order: "desc" })).name).toBe("price-desc");
  });

  it("changes nothing but itself", () => {
    const search = listSearch({ search: "lamp", sort_by: "name" });
    expect(ordered(search, "price")).toEqual({ search: "lamp", sort_by: "price", sort_order: "asc" });
    expect(ordered(search, "popular")).toEqual({ search: "lamp" });
  });
});

it("a filter is taken away without touching the others", () => {
  expect(without({ search: "lamp", min_price: 1, max_price: 2 }, "min_price", "max_price")).toEqual({
    search: "lamp",
  });
});
