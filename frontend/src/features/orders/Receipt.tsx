import { useState } from "react";
import type { OrderView } from "@/shared/api";
import { download } from "@/shared/http";
import { Button } from "@/shared/ui/Button";
import { sayRefused } from "@/shared/ui/toasts";

export function Receipt({ order }: { order: OrderView }) {
  const [busy, setBusy] = useState(false);

  async function save() {
    setBusy(true);
    try {
      await download(`/api/orders/${order.id}/receipt.pdf`, `${order.order_number}-receipt.pdf`);
    } catch (error) {
      sayRefused(error);
    } finally {
      setBusy(false);
    }
  }

  if (!order.actions.includes("print")) return null;
  return (
    <Button busy={busy} onClick={() => void save()}>
      Receipt (PDF)
    </Button>
  );
}
