import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { ApiError } from "@/shared/errors";
import { InlineCell } from "./InlineCell";

function cell(save: (text: string) => Promise<void>) {
  render(
    <table>
      <tbody>
        <tr tabIndex={0}>
          <td>
            <InlineCell id="price-1" label="price of Lamp" value="10.00" shown="10.00" save={save} />
          </td>
        </tr>
      </tbody>
    </table>,
  );
  fireEvent.click(screen.getByRole("button"));
  return screen.getByRole<HTMLInputElement>("textbox", { name: "price of Lamp" });
}

const type = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } });
const press = (field: HTMLElement, key: string) => fireEvent.keyDown(field, { key });

test("it opens with its text selected, and Enter sends what was typed, once", async () => {
  const save = vi.fn(() => Promise.resolve());
  const field = cell(save);
  expect(field).toHaveFocus();
  expect([field.selectionStart, field.selectionEnd]).toEqual([0, 5]);
  type(field, " 12.50 ");
  press(field, "Enter");
  await waitFor(() => expect(screen.getByRole("button")).not.toHaveAttribute("aria-busy"));
  expect(save.mock.calls).toEqual([["12.50"]]);
  expect(screen.getByRole("row")).toHaveFocus();
});

test("leaving the field sends it, too", async () => {
  const save = vi.fn(() => Promise.resolve());
  const field = cell(save);
  type(field, "11");
  fireEvent.blur(field);
  await waitFor(() => expect(save).toHaveBeenCalledExactlyOnceWith("11"));
});

test("Escape and an unchanged text send nothing", () => {
  const save = vi.fn(() => Promise.resolve());
  const field = cell(save);
  type(field, "99");
  press(field, "Escape");
  fireEvent.click(screen.getByRole("button"));
  press(screen.getByRole("textbox"), "Enter");
  expect(screen.getByRole("button")).toHaveTextContent("10.00");
  expect(save).not.toHaveBeenCalled();
});

test("what is refused stays in the field with the server's sentence, until it is sent again", async () => {
  const no = new ApiError(400, "validation_failed", "Please check: price.", { price: ["Not a valid amount."] });
  const save = vi.fn<(text: string) => Promise<void>>().mockRejectedValueOnce(no).mockResolvedValue();
  const field = cell(save);
  type(field, "12,5");
  press(field, "Enter");
  expect(await screen.findByRole("alert")).toHaveTextContent("Not a valid amount.");
  const again = screen.getByRole<HTMLInputElement>("textbox");
  expect(again).toHaveValue("12,5");
  expect(again).toHaveFocus();
  expect(again).toHaveAccessibleDescription("Not a valid amount.");
  fireEvent.blur(again);
  expect(save).toHaveBeenCalledOnce();
  type(again, "12.5");
  press(again, "Enter");
  await waitFor(() => expect(save).toHaveBeenLastCalledWith("12.5"));
});
