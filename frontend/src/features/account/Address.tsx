import { useMutation } from "@tanstack/react-query";
import type { SavedAddressView } from "@/shared/api";
import { Button } from "@/shared/ui/Button";
import { ErrorNotice } from "@/shared/ui/ErrorNotice";
import { Pill } from "@/shared/ui/Pill";
import css from "./Account.module.css";
import { makeDefault } from "./api";

interface Props {
  address: SavedAddressView;
  onEdit: () => void;
  onRemove: () => void;
}

export function Address({ address, onEdit, onRemove }: Props) {
  const preferred = useMutation({ mutationFn: () => makeDefault(address.id) });
  const lines = [
    address.line1,
    address.line2,
    [address.postal_code, address.city].filter(Boolean).join(" "),
    address.state,
    address.country,
  ].filter(Boolean);
  return (
    <div className={css.card}>
      <div className={css.head}>
        <address className={css.address}>
          {lines.map((line) => (
            <span key={line}>{line}</span>
          ))}
        </address>
        {address.is_default && <Pill tone="ok">Default</Pill>}
      </div>
      {preferred.isError && <ErrorNotice error={preferred.error} />}
      <div className={css.actions}>
        <Button aria-label={`Change ${address.line1}`} onClick={onEdit}>
          Change
        </Button>
        {!address.is_default && (
          <Button
            aria-label={`Make default: ${address.line1}`}
            busy={preferred.isPending}
            onClick={() => preferred.mutate()}
          >
            Make default
          </Button>
        )}
        <Button variant="quiet" aria-label={`Remove ${address.line1}`} onClick={onRemove}>
          Remove
        </Button>
      </div>
    </div>
  );
}
