import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import type { FacetsView } from "@/shared/api";
import { applied } from "./applied";
import { Chips } from "./Chips";

const facets = { categories: [{ id: 4, name: "Lamps", parent_id: null, count: 7 }] } as FacetsView;
const search = { search: "desk", category_id: 4, min_price: 5, max_price: 80, in_stock: true } as const;

it("says every filter in words, and takes one away", async () => {
  const onDrop = vi.fn();
  render(<Chips chips={applied(search, facets)} onDrop={onDrop} onClear={vi.fn()} />);
  const names = screen.getAllByRole("button").map((button) => button.textContent);
  expect(names).toEqual([
    "Remove “desk” ×",
    "Remove Lamps ×",
    "Remove 5.00 to 80.00 ×",
    "Remove In stock ×",
    "Clear all",
  ]);
  await userEvent.click(screen.getByRole("button", { name: /5.00 to 80.00/ }));
  expect(onDrop).toHaveBeenCalledWith({ search: "desk", category_id: 4, in_stock: true });
});

it("shows nothing where nothing is filtered: an order is no filter", () => {
  const { container } = render(
    <Chips chips={applied({ sort_by: "name", sort_order: "asc" }, facets)} onDrop={vi.fn()} onClear={vi.fn()} />,
  );
  expect(container.textContent).toBe("");
});
