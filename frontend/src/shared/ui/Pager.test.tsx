import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { listed } from "../paging";
import { Pager } from "./Pager";

const PAGE = { current_page: 2, per_page: 20, has_next: true, has_prev: true };

function show(paging: object) {
  const onPage = vi.fn();
  render(<Pager paging={{ ...PAGE, total: 312, pages: 16, ...paging }} onPage={onPage} />);
  return onPage;
}

test("says which rows these are, and of how many", async () => {
  const onPage = show({});
  screen.getByText("21–40 of 312");
  await userEvent.click(screen.getByRole("button", { name: "Next page" }));
  expect(onPage).toHaveBeenCalledExactlyOnceWith(3);
});

test("says of a long list that there are more than were counted", () => {
  show({ total: 10_000, pages: 500, total_is_lower_bound: true });
  screen.getByText("21–40 of 10,000+");
});

test("goes on where counting stopped", () => {
  show({ current_page: 501, total: 10_021, pages: 502, total_is_lower_bound: true });
  screen.getByText("10,001–10,020 of 10,021+");
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Next page" }).disabled).toBe(false);
});

test("a heading says it likewise", () => {
  expect(listed({ total: 1 }, "order")).toBe("1 order");
  expect(listed({ total: 10_000, total_is_lower_bound: true }, "entry", "entries")).toBe("10,000+ entries");
});
