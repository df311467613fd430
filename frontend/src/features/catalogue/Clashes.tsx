import { useQuery } from "@tanstack/react-query";
import { categoriesQuery } from "@/shared/categories";
import { Button } from "@/shared/ui/Button";
import { Notice } from "@/shared/ui/Notice";
import css from "./Form.module.css";
import type { Clash } from "./merge";
import type { Values } from "./values";

interface Props {
  clashes: readonly Clash[];
  sheet: { base: Values; values: Values };
  onChange: (values: Values) => void;
}

/** What somebody else changed meanwhile, beside what was typed here. */
export function Clashes({ clashes, sheet, onChange }: Props) {
  const categories = useQuery(categoriesQuery).data;

  function quoted({ name }: Clash, value: string) {
    const named = name === "category_id" ? categories?.find((one) => String(one.id) === value)?.name : undefined;
    return value === "" ? "empty" : `“${named ?? value}”`;
  }

  function take({ name }: Clash) {
    const { base, values } = sheet;
    if (name === "pictures" || name === "is_featured") onChange({ ...values, [name]: base[name] });
    else onChange({ ...values, texts: { ...values.texts, [name]: base.texts[name] } });
  }

  return (
    <Notice tone="warn" urgent>
      <h2>Somebody changed this product in the meantime</h2>
      <p>Nothing you typed is lost, and nothing was saved yet. Look, then save again.</p>
      <ul className={css.clashes}>
        {clashes.map((clash) => (
          <li key={clash.name}>
            <strong>{clash.label}</strong>{" "}
            {clash.name === "pictures"
              ? "changed"
              : `was ${quoted(clash, clash.was)}, is ${quoted(clash, clash.is)} now`}
            .{" "}
            {clash.typed !== null && (
              <>
                {clash.name === "pictures" ? "You changed them, too." : `You have ${quoted(clash, clash.typed)}.`}{" "}
                <Button size="small" onClick={() => take(clash)}>
                  Take theirs<span className="visually-hidden"> for {clash.label}</span>
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
