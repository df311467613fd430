import { text, useWords, whole } from "@/shared/address";
import type { AuditEntryView } from "@/shared/api";
import { useTyped } from "@/shared/settled";
import { PersonPicker } from "@/shared/ui/PersonPicker";
import { SelectField } from "@/shared/ui/SelectField";
import { TextField } from "@/shared/ui/TextField";
import css from "./Audit.module.css";

const OUTCOMES = [
  { value: "", label: "Done or refused" },
  { value: "done", label: "Done" },
  { value: "refused", label: "Refused" },
];

/** Who, what, on what, how it ended, and when. `entries` lend their words as suggestions. */
export function Filters({ entries }: { entries: readonly AuditEntryView[] }) {
  const { words, put } = useWords();
  const show = (change: Record<string, string | number | undefined>) =>
    put({ ...change, page: undefined, entry: undefined }, true);
  return (
    <div className={css.filters}>
      <PersonPicker label="Who" userId={whole(words, "actor")} onPick={(actor) => show({ actor })} />
      <Typed
        label="What"
        placeholder="order.status, order:refund"
        said={text(words, "action") ?? ""}
        onSettled={(action) => show({ action })}
        known={entries.map((entry) => entry.action)}
      />
      <Typed
        label="On what"
        placeholder="order, or order 12"
        said={text(words, "object") ?? ""}
        onSettled={(object) => show({ object })}
        known={entries.map((entry) => entry.object_type)}
      />
      <SelectField
        label="Outcome"
        options={OUTCOMES}
        value={text(words, "outcome") ?? ""}
        onChange={(event) => show({ outcome: event.target.value || undefined })}
      />
      <TextField
        label="From"
        type="date"
        value={text(words, "from") ?? ""}
        onChange={(event) => show({ from: event.target.value || undefined })}
      />
      <TextField
        label="To"
        type="date"
        value={text(words, "to") ?? ""}
        onChange={(event) => show({ to: event.target.value || undefined })}
      />
    </div>
  );
}

interface TypedProps {
  label: string;
  placeholder: string;
  said: string;
  known: readonly string[];
  onSettled: (value: string | undefined) => void;
}

/** A word that is looked for once it is written. */
function Typed({ label, placeholder, said, known, onSettled }: TypedProps) {
  const { text: typed, type: setTyped } = useTyped(said, (word) => onSettled(word || undefined), 400);
  const list = `known-${label.replaceAll(" ", "-")}`;
  return (
    <>
      <TextField
        label={label}
        placeholder={placeholder}
        list={list}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <datalist id={list}>
        {[...new Set(known)].map((word) => (
          <option key={word} value={word} />
        ))}
      </datalist>
    </>
  );
}
