import { useState } from "react";
import { text, useWords } from "@/shared/address";
import { useTyped } from "@/shared/settled";
import { type OrderStatus, orderStatus, type PaymentStatus, paymentMethod, paymentStatus } from "@/shared/statuses";
import { Button } from "@/shared/ui/Button";
import { CheckField } from "@/shared/ui/CheckField";
import { SelectField } from "@/shared/ui/SelectField";
import { TextField } from "@/shared/ui/TextField";
import { Days } from "./Days";
import css from "./Orders.module.css";
import type { Asked } from "./search";

const STATUSES = choices(
  "Any status",
  (Object.keys(orderStatus) as OrderStatus[]).map((one) => [one, orderStatus[one].label]),
);
const PAYMENTS = choices(
  "Any payment",
  (Object.keys(paymentStatus) as PaymentStatus[]).map((one) => [one, paymentStatus[one].label]),
);
const METHODS = choices("Any method", Object.entries(paymentMethod));

/** Which orders: what is chosen stands in the address, and the server chooses by it. */
export function Filters({ asked }: { asked: Asked }) {
  const { words, put } = useWords();
  const [open, setOpen] = useState(false);
  const show = (change: Partial<Record<keyof Asked, string | boolean | undefined>>) =>
    put({ ...change, page: undefined }, true);
  const { text: typed, type: setTyped } = useTyped(text(words, "q") ?? "", (q) => show({ q: q || undefined }));
  const chosen = (name: "status" | "payment_status" | "payment_method") => ({
    value: asked[name] ?? "",
    onChange: (event: { target: { value: string } }) => show({ [name]: event.target.value || undefined }),
  });
  return (
    <search className={css.filters} aria-label="Orders">
      <div className={css.find}>
        <TextField
          label="Search"
          type="search"
          placeholder="Number, last digits, name, e-mail"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      <div className={css.toggle}>
        <Button wide aria-expanded={open} onClick={() => setOpen(!open)}>
          More filters
        </Button>
      </div>
      <div className={css.more} data-open={open || undefined}>
        <SelectField label="Status" options={STATUSES} {...chosen("status")} />
        <SelectField label="Payment" options={PAYMENTS} {...chosen("payment_status")} />
        <SelectField label="Method" options={METHODS} {...chosen("payment_method")} />
        <Days from={asked.from} to={asked.to} onChange={show} />
        <CheckField
          label="Waiting too long"
          checked={asked.waiting ?? false}
          onChange={(event) => show({ waiting: event.target.checked || undefined })}
        />
      </div>
    </search>
  );
}

function choices(any: string, known: readonly (readonly [string, string])[]) {
  return [{ value: "", label: any }, ...known.map(([value, label]) => ({ value, label }))];
}
