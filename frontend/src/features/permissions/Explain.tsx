import { useWords } from "@/shared/address";
import { PersonPicker } from "@/shared/ui/PersonPicker";
import { SelectField } from "@/shared/ui/SelectField";
import { deed, sentence } from "@/shared/wording";
import { Answer } from "./Answer";
import { OrderPicker } from "./OrderPicker";
import css from "./Permissions.module.css";
import { asked, isAboutOrders } from "./search";

/** May this person do that, with this order, and why? */
export function Explain({ permissions }: { permissions: readonly string[] }) {
  const { words, put } = useWords();
  const { user, permission, order } = asked(words);
  const aboutOrders = isAboutOrders(permission);
  const options = [
    { value: "", label: "Choose a permission" },
    ...permissions.map((one) => ({ value: one, label: `${sentence(deed(one))} (${one})` })),
  ];
  return (
    <section className={css.explain} aria-labelledby="explain">
      <h2 id="explain">Explain</h2>
      <div className={css.fields}>
        <PersonPicker label="Person" userId={user} onPick={(id) => put({ user: id }, true)} />
        <SelectField
          label="Wants to"
          options={options}
          value={permission ?? ""}
          onChange={(event) => {
            const chosen = event.target.value || undefined;
            put({ permission: chosen, ...(isAboutOrders(chosen) ? {} : { order: undefined }) }, true);
          }}
        />
        {aboutOrders && <OrderPicker orderId={order} onPick={(id) => put({ order: id }, true)} />}
      </div>
      {user && permission ? (
        <Answer user={user} permission={permission} order={aboutOrders ? order : undefined} />
      ) : (
        <p className="muted">
          Choose a person and what they want to do. The server says whether they may, and why.
        </p>
      )}
    </section>
  );
}
