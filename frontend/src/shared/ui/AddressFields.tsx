import type { ChangeEvent } from "react";
import css from "./AddressFields.module.css";
import { TextField } from "./TextField";

type AddressName = "line1" | "line2" | "city" | "state" | "postal_code" | "country";

interface Control {
  name: string;
  value: string | undefined;
  error: string | undefined;
  onChange: (event: ChangeEvent<HTMLInputElement>) => void;
}

interface Props {
  field: (name: AddressName) => Control;
  /** None of it has to be said, and the form has said so. */
  allOptional?: boolean;
  /** Which of a person's addresses a browser shall offer. */
  purpose?: "shipping";
}

/** An address, in the order and with the tokens that browsers fill in by themselves. */
export function AddressFields({ field, allOptional = false, purpose }: Props) {
  const token = (name: string) => (purpose ? `${purpose} ${name}` : name);
  return (
    <>
      <TextField {...field("line1")} label="Street and number" autoComplete={token("address-line1")} />
      <TextField
        {...field("line2")}
        label="Flat, floor, company"
        autoComplete={token("address-line2")}
        optional={!allOptional}
      />
      <div className={css.pair}>
        <TextField {...field("postal_code")} label="Postcode" autoComplete={token("postal-code")} />
        <TextField {...field("city")} label="City" autoComplete={token("address-level2")} />
      </div>
      <div className={css.pair}>
        <TextField {...field("state")} label="State or region" autoComplete={token("address-level1")} />
        <TextField {...field("country")} label="Country" autoComplete={token("country-name")} />
      </div>
    </>
  );
}
