import { TextField } from "@/shared/ui/TextField";
import css from "./CheckoutPage.module.css";

export interface Address {
  line1: string;
  line2: string;
  city: string;
  state: string;
  postal_code: string;
  country: string;
}

export const NO_ADDRESS: Address = { line1: "", line2: "", city: "", state: "", postal_code: "", country: "" };

interface Props {
  value: Address;
  onChange: (address: Address) => void;
  errors: Record<string, string>;
}

/** A new address, in fields that browsers can fill by themselves. */
export function AddressFields({ value, onChange, errors }: Props) {
  const field = (name: keyof Address, autoComplete: string) => ({
    name,
    autoComplete,
    value: value[name],
    onChange: (event: { target: { value: string } }) => onChange({ ...value, [name]: event.target.value }),
    error: errors[`shipping_address.${name}`] ?? errors[name],
  });
  return (
    <>
      <TextField label="Street and number" {...field("line1", "shipping address-line1")} />
      <TextField label="Flat, floor, company" optional {...field("line2", "shipping address-line2")} />
      <div className={css.pair}>
        <TextField label="Postcode" {...field("postal_code", "shipping postal-code")} />
        <TextField label="City" {...field("city", "shipping address-level2")} />
      </div>
      <div className={css.pair}>
        <TextField label="State or region" {...field("state", "shipping address-level1")} />
        <TextField label="Country" {...field("country", "shipping country-name")} />
      </div>
    </>
  );
}
