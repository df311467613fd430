import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { relative } from "@/shared/dates";
import { money } from "@/shared/money";
import { useSettled } from "@/shared/settled";
import { Picker } from "@/shared/ui/Picker";
import { orderQuery, ordersFoundQuery } from "./api";

/** Choose an order by its number's last digits or its customer's name. */
export function OrderPicker({
  orderId,
  onPick,
}: {
  orderId: number | undefined;
  onPick: (id: number | undefined) => void;
}) {
  const [typed, setTyped] = useState("");
  const found = useQuery(ordersFoundQuery(useSettled(typed)));
  const chosen = useQuery({ ...orderQuery(orderId ?? 0), enabled: orderId !== undefined });
  return (
    <Picker
      label="Order"
      optional
      placeholder="Last digits or a name"
      chosen={orderId === undefined ? "" : (chosen.data?.order_number ?? `Order ${orderId}`)}
      found={found.data?.orders.map((order) => ({
        id: order.id,
        label: order.order_number,
        note: `${relative(order.created_at)} · ${money(order.total)}`,
      }))}
      onText={setTyped}
      onPick={(one) => onPick(one?.id)}
    />
  );
}
