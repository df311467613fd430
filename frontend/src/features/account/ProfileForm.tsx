import { useState } from "react";
import type { PersonView } from "@/shared/api";
import { useDraft } from "@/shared/drafts";
import { AddressFields } from "@/shared/ui/AddressFields";
import { Button } from "@/shared/ui/Button";
import { DraftNotice } from "@/shared/ui/DraftNotice";
import { Form } from "@/shared/ui/Form";
import { fieldsOf } from "@/shared/ui/fields";
import { TextField } from "@/shared/ui/TextField";
import { toast } from "@/shared/ui/toasts";
import css from "./Account.module.css";
import { saveProfile } from "./api";
import { profileValues } from "./values";

/** What the shop knows of somebody, and how they put it right. */
export function ProfileForm({ person }: { person: PersonView }) {
  const [known, setKnown] = useState(() => profileValues(person.profile));
  const [values, setValues] = useState(known);
  const changed = JSON.stringify(values) !== JSON.stringify(known);
  const draft = useDraft("profile", values, changed, setValues);

  async function save() {
    await saveProfile(values);
    setKnown(values);
    draft.sent();
    toast({ text: "Your profile is saved.", tone: "ok" });
  }

  return (
    <div className={css.card}>
      <dl className={css.facts}>
        <dt>E-mail</dt>
        <dd>{person.user.email}</dd>
        <dt>User name</dt>
        <dd>{person.user.username}</dd>
      </dl>
      <DraftNotice draft={draft} />
      <Form label="Profile" onSubmit={save}>
        {({ errors, busy }) => {
          const field = fieldsOf(values, setValues, errors);
          return (
            <>
              <p className="muted">Tell us what you like; nothing here has to be filled in.</p>
              <div className={css.pair}>
                <TextField {...field("first_name")} label="First name" autoComplete="given-name" />
                <TextField {...field("last_name")} label="Last name" autoComplete="family-name" />
              </div>
              <TextField {...field("phone")} label="Phone" type="tel" autoComplete="tel" />
              <fieldset className={css.group}>
                <legend>Where you live</legend>
                <AddressFields
                  allOptional
                  field={(name) => field(name === "line1" || name === "line2" ? `address_${name}` : name)}
                />
              </fieldset>
              <div className={css.actions}>
                <Button type="submit" variant="primary" busy={busy}>
                  Save profile
                </Button>
              </div>
            </>
          );
        }}
      </Form>
    </div>
  );
}
