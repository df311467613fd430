import type { ChangeEvent } from "react";
import { TextField } from "@/shared/ui/TextField";
import css from "./Account.module.css";

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
}

/** Where somebody lives, in the order and with the tokens that browsers fill in by themselves. */
export function AddressFields({ field, allOptional = false }: Props) {
  return (
    <>
      <TextField {...field("line1")} label="Street and number" autoComplete="address-line1" />
      <TextField
        {...field("line2")}
        label="Flat, floor, care of"
        autoComplete="address-line2"
        optional={!allOptional}
      />
      <div className={css.pair}>
        <TextField {...field("postal_code")} label="Postcode" autoComplete="postal-code" />
        <TextField {...field("city")} label="City" autoComplete="address-level2" />
      </div>
      <div className={css.pair}>
        <TextField {...field("state")} label="State or county" autoComplete="address-level1" />
        <TextField {...field("country")} label="Country" autoComplete="country-name" />
      </div>
    </>
  );
}
