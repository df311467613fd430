import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { addAddress, addressesQuery } from "@/shared/addresses";
import { useAttempt } from "@/shared/attempt";
import type { Cart } from "@/shared/cart";
import { useDraft } from "@/shared/drafts";
import { money } from "@/shared/money";
import { shopQuery } from "@/shared/shop";
import { type PaymentMethod, paymentMethod } from "@/shared/statuses";
import { AddressFields } from "@/shared/ui/AddressFields";
import { Button } from "@/shared/ui/Button";
import { CheckField } from "@/shared/ui/CheckField";
import { DraftNotice } from "@/shared/ui/DraftNotice";
import { Form } from "@/shared/ui/Form";
import { fieldsOf } from "@/shared/ui/fields";
import { Loaded } from "@/shared/ui/Loaded";
import { TextAreaField } from "@/shared/ui/TextAreaField";
import { place } from "./api";
import css from "./CheckoutPage.module.css";

const NEW = "new";
const NO_ADDRESS = { line1: "", line2: "", city: "", state: "", postal_code: "", country: "" };

/** What only the buyer knows. A saved address and the first way to pay are chosen already. */
export function OrderForm({ cart, email }: { cart: Cart; email: string }) {
  const navigate = useNavigate();
  const shop = useQuery(shopQuery);
  const saved = useQuery(addressesQuery);
  const attempt = useAttempt();
  const saving = useAttempt();
  const [chosen, setChosen] = useState<number | typeof NEW | null>(null);
  const [address, setAddress] = useState(NO_ADDRESS);
  const [keep, setKeep] = useState(true);
  const [method, setMethod] = useState<PaymentMethod | null>(null);
  const [notes, setNotes] = useState("");
  const typed = { address, notes };
  const draft = useDraft(
    "checkout",
    typed,
    JSON.stringify(typed) !== JSON.stringify({ address: NO_ADDRESS, notes: "" }),
    (kept) => {
      setAddress(kept.address);
      setNotes(kept.notes);
      if (kept.address.line1) setChosen(NEW);
    },
  );

  const addresses = saved.data ?? [];
  const where = chosen ?? addresses[0]?.id ?? NEW;
  const how = method ?? shop.data?.payment_methods[0] ?? null;

  async function send() {
    const known = where === NEW && keep ? await addAddress(address, saving(address)) : where;
    if (known !== NEW) setChosen(known);
    const order = {
      payment_method: how,
      customer_notes: notes || null,
      ...(known === NEW ? { shipping_address: address } : { address_id: known }),
    };
    const placed = await place(
      order,
      attempt({ order, total: cart.total, items: cart.items.map((line) => [line.product_id, line.quantity]) }),
    );
    draft.sent();
    await navigate({ to: "/orders/$orderId", params: { orderId: String(placed.id) }, search: { placed: true } });
  }

  return (
    <Loaded query={saved}>
      {() => (
        <Form onSubmit={send} label="Your order">
          {({ errors, busy }) => (
            <div className={css.sections}>
              <DraftNotice draft={draft} />
              <section className={css.card} aria-labelledby="contact">
                <h2 id="contact">1 Contact</h2>
                <p>{email}</p>
              </section>
              <fieldset className={css.card}>
                <legend>
                  <h2>2 Delivery</h2>
                </legend>
                {addresses.map((one) => (
                  <CheckField
                    key={one.id}
                    type="radio"
                    name="address"
                    checked={where === one.id}
                    onChange={() => setChosen(one.id)}
                    label={[one.line1, one.line2, one.postal_code, one.city, one.country]
                      .filter(Boolean)
                      .join(", ")}
                  />
                ))}
                {addresses.length > 0 && (
                  <CheckField
                    type="radio"
                    name="address"
                    checked={where === NEW}
                    onChange={() => setChosen(NEW)}
                    label="Another address"
                  />
                )}
                {where === NEW && (
                  <>
                    <AddressFields
                      field={fieldsOf(address, setAddress, addressErrors(errors))}
                      purpose="shipping"
                    />
                    <CheckField
                      checked={keep}
                      onChange={(event) => setKeep(event.target.checked)}
                      label="Keep this address in my account"
                    />
                  </>
                )}
              </fieldset>
              <fieldset className={css.card}>
                <legend>
                  <h2>3 Payment</h2>
                </legend>
                {(shop.data?.payment_methods ?? []).map((one) => (
                  <CheckField
                    key={one}
                    type="radio"
                    name="payment"
                    checked={how === one}
                    onChange={() => setMethod(one)}
                    label={paymentMethod[one]}
                  />
                ))}
                <TextAreaField
                  label="Note for the shop"
                  optional
                  value={notes}
                  onChange={(event) => setNotes(event.target.value)}
                  error={errors.customer_notes}
                />
              </fieldset>
              <Button type="submit" variant="primary" size="large" wide busy={busy}>
                Place order — {money(cart.total)}
              </Button>
            </div>
          )}
        </Form>
      )}
    </Loaded>
  );
}

/** An address that is not kept is part of the order, and so are the names of its fields. */
function addressErrors(errors: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors).map(([name, said]) => [name.replace("shipping_address.", ""), said]),
  );
}
