import { useEffect, useRef, useState } from "react";
import { Button } from "@/shared/ui/Button";
import { Form } from "@/shared/ui/Form";
import { TextField } from "@/shared/ui/TextField";
import css from "./Form.module.css";

interface Props {
  author: string;
  onHide: (reason: string) => Promise<void>;
  onCancel: () => void;
}

/** Why a review is hidden; its author reads this. */
export function HideForm({ author, onHide, onCancel }: Props) {
  const [reason, setReason] = useState("");
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <Form label={`Hide the review by ${author}`} onSubmit={() => onHide(reason)}>
      {({ errors, busy }) => (
        <>
          <TextField
            ref={first}
            label="Reason"
            hint={`${author} reads it.`}
            error={errors.reason}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <div className={css.head}>
            <Button type="submit" size="small" variant="primary" busy={busy}>
              Hide the review
            </Button>
            <Button size="small" variant="quiet" onClick={onCancel}>
              Cancel
            </Button>
          </div>
        </>
      )}
    </Form>
  );
}
