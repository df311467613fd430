import { text, useWords } from "@/shared/address";
import { useTyped } from "@/shared/settled";
import { TextField } from "@/shared/ui/TextField";

/** Looks for a part of a name while it is typed; `q` in the address. */
export function SearchField({ label }: { label: string }) {
  const { words, put } = useWords();
  const { text: typed, type: setTyped } = useTyped(text(words, "q") ?? "", (q) =>
    put({ q: q || undefined, page: undefined }, true),
  );
  return (
    <TextField
      label={label}
      hideLabel
      type="search"
      placeholder={label}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
