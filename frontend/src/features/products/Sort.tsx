import { SelectField } from "@/shared/ui/SelectField";
import css from "./ListPage.module.css";
import { type ListSearch, ORDERS, ordered, orderOf } from "./search";

const options = ORDERS.map(({ name, label }) => ({ value: name, label }));

export function Sort({ search, onChange }: { search: ListSearch; onChange: (search: ListSearch) => void }) {
  return (
    <div className={css.sort}>
      <span className={css.by} aria-hidden="true">
        Sort
      </span>
      <SelectField
        label="Sort"
        hideLabel
        options={options}
        value={orderOf(search).name}
        onChange={(event) => onChange(ordered(search, event.target.value))}
      />
    </div>
  );
}
