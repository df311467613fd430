import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { Picker } from "./Picker";

const FOUND = [
  { id: 1, label: "Ada" },
  { id: 2, label: "Ben", note: "ben@email.com" },
];

function show(chosen: string) {
  const onPick = vi.fn();
  render(<Picker label="Person" chosen={chosen} found={FOUND} onText={() => undefined} onPick={onPick} />);
  return onPick;
}

test("arrows and Enter choose", async () => {
  const onPick = show("");
  await userEvent.type(screen.getByRole("combobox"), "b{ArrowDown}{Enter}");
  expect(onPick).toHaveBeenCalledExactlyOnceWith(FOUND[1]);
  expect(screen.getByRole("combobox").getAttribute("aria-expanded")).toBe("false");
});

test("Escape leaves what was chosen", async () => {
  const onPick = show("Ada");
  const field = screen.getByRole<HTMLInputElement>("combobox");
  await userEvent.type(field, "xyz{Escape}");
  expect(field.value).toBe("Ada");
  expect(onPick).not.toHaveBeenCalled();
});

test("emptied and left, nothing is chosen", async () => {
  const onPick = show("Ada");
  await userEvent.clear(screen.getByRole("combobox"));
  await userEvent.tab();
  expect(onPick).toHaveBeenCalledExactlyOnceWith(null);
});
