import { useTyped } from "@/shared/settled";
import { TextField } from "@/shared/ui/TextField";
import { type ListSearch, price, without } from "./search";

interface Props {
  name: "min_price" | "max_price";
  label: string;
  /** The least or the greatest there is, shown until something is typed. */
  bound: number | null | undefined;
  search: ListSearch;
  onChange: (search: ListSearch) => void;
}

const PAUSE = 600;

export function PriceField({ name, label, bound, search, onChange }: Props) {
  const clean = (text: string) => String(price(name, text)[name] ?? "");
  const hand = (text: string) => onChange({ ...without(search, name), ...price(name, text) });
  const { text, type, send } = useTyped(String(search[name] ?? ""), hand, PAUSE, clean);
  return (
    <TextField
      label={label}
      inputMode="decimal"
      autoComplete="off"
      placeholder={bound === null || bound === undefined ? "" : String(bound)}
      value={text}
      onChange={(event) => type(event.target.value)}
      onKeyDown={(event) => event.key === "Enter" && send(text)}
    />
  );
}
