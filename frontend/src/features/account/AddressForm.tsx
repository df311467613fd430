import { useState } from "react";
import type { SavedAddressView } from "@/shared/api";
import { useAttempt } from "@/shared/attempt";
import { useDraft } from "@/shared/drafts";
import { AddressFields } from "@/shared/ui/AddressFields";
import { Button } from "@/shared/ui/Button";
import { DraftNotice } from "@/shared/ui/DraftNotice";
import { Form } from "@/shared/ui/Form";
import { fieldsOf } from "@/shared/ui/fields";
import css from "./Account.module.css";
import { saveAddress } from "./api";
import { addressValues } from "./values";

interface Props {
  /** null for a new one. */
  address: SavedAddressView | null;
  onDone: () => void;
}

export function AddressForm({ address, onDone }: Props) {
  const known = addressValues(address);
  const [values, setValues] = useState(known);
  const changed = JSON.stringify(values) !== JSON.stringify(known);
  const attempt = useAttempt();
  const draft = useDraft(`address:${address?.id ?? "new"}`, values, changed, setValues);

  async function save() {
    await saveAddress(address?.id ?? null, values, attempt(values));
    draft.sent();
    onDone();
  }

  return (
    <div className={css.card}>
      <h2>{address ? "Change the address" : "New address"}</h2>
      <DraftNotice draft={draft} />
      <Form label={address ? "Change the address" : "New address"} onSubmit={save}>
        {({ errors, busy }) => (
          <>
            <AddressFields field={fieldsOf(values, setValues, errors)} />
            <div className={css.actions}>
              <Button type="submit" variant="primary" busy={busy}>
                Save address
              </Button>
              <Button
                variant="quiet"
                onClick={() => {
                  draft.discard();
                  onDone();
                }}
              >
                Cancel
              </Button>
            </div>
          </>
        )}
      </Form>
    </div>
  );
}
