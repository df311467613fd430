import { ButtonLink } from "@/shared/ui/ButtonLink";
import { Empty } from "@/shared/ui/Empty";

export function EmptyCart({ onLeave }: { onLeave?: () => void }) {
  return (
    <Empty
      action={
        <ButtonLink to="/products" variant="primary" onClick={() => onLeave?.()}>
          See what there is
        </ButtonLink>
      }
    >
      Your cart is empty.
    </Empty>
  );
}
