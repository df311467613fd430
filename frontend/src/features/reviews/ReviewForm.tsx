import { useState } from "react";
import type { ReviewView } from "@/shared/api";
import { useDraft } from "@/shared/drafts";
import { Button } from "@/shared/ui/Button";
import { DraftNotice } from "@/shared/ui/DraftNotice";
import { Form } from "@/shared/ui/Form";
import { TextAreaField } from "@/shared/ui/TextAreaField";
import type { Opinion } from "./api";
import { StarsField } from "./StarsField";
import css from "./WriteReview.module.css";

interface Props {
  productId: number;
  name: string;
  own: ReviewView | null;
  onSend: (opinion: Opinion) => Promise<void>;
  onCancel: () => void;
}

export function ReviewForm({ productId, name, own, onSend, onCancel }: Props) {
  const [values, setValues] = useState<Opinion>({ rating: own?.rating ?? 0, text: own?.text ?? "" });
  const changed = values.rating !== (own?.rating ?? 0) || values.text !== (own?.text ?? "");
  const draft = useDraft(`review:${productId}`, values, changed, setValues);

  async function send() {
    await onSend(values);
    draft.sent();
  }

  return (
    <Form label={`Review ${name}`} onSubmit={send}>
      {({ errors, busy }) => (
        <>
          <DraftNotice draft={draft} />
          <StarsField
            value={values.rating}
            onChange={(rating) => setValues({ ...values, rating })}
            error={errors.rating}
          />
          <TextAreaField
            label="What should others know?"
            optional
            rows={4}
            value={values.text}
            onChange={(event) => setValues({ ...values, text: event.target.value })}
            error={errors.text}
          />
          <div className={css.actions}>
            <Button type="submit" variant="primary" busy={busy}>
              {own ? "Save review" : "Send review"}
            </Button>
            <Button
              variant="quiet"
              onClick={() => {
                draft.discard();
                onCancel();
              }}
            >
              Cancel
            </Button>
          </div>
        </>
      )}
    </Form>
  );
}
