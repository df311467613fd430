import { Link } from "@tanstack/react-router";
import type { MovementView } from "@/shared/api";
import { dayOf } from "@/shared/dates";
import { count } from "@/shared/money";
import type { Column } from "@/shared/ui/DataTable";
import { When } from "@/shared/ui/When";
import { KINDS, signed } from "./words";

/** What the ledger says of a movement; an order is led to where it is known that the viewer reaches it. */
export function movementColumns(
  reach: string | null,
  earliest: string | null | undefined,
): readonly Column<MovementView>[] {
  // A sale moves the stock when its order is placed; when a returned order was placed, the ledger does not say.
  const reached = ({ kind, created_at }: MovementView) =>
    reach === "all" || (kind === "sold" && earliest != null && dayOf(created_at) >= earliest);
  return [
    { key: "when", header: "When", cell: (movement) => <When moment={movement.created_at} /> },
    { key: "kind", header: "What", cell: (movement) => KINDS[movement.kind] },
    { key: "quantity", header: "Change", number: true, cell: (movement) => signed(movement.quantity) },
    { key: "balance", header: "After", number: true, cell: (movement) => count(movement.balance) },
    { key: "who", header: "Who", cell: (movement) => movement.actor?.username ?? "–" },
    {
      key: "why",
      header: "Why",
      cell: (movement) => (
        <>
          {movement.order_id !== null && <Order movement={movement} reached={reached(movement)} />}
          {movement.note ?? (movement.order_id === null && "–")}
        </>
      ),
    },
  ];
}

function Order({
  movement: { order_id, order_number, note },
  reached,
}: {
  movement: MovementView;
  reached: boolean;
}) {
  const name = order_number ?? `Order ${order_id}`;
  return (
    <>
      {reached ? (
        <Link to="/office/orders/$orderId" params={{ orderId: String(order_id) }}>
          {name}
        </Link>
      ) : (
        name
      )}
      {note && " · "}
    </>
  );
}
