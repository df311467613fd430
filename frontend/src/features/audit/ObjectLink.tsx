import { Link } from "@tanstack/react-router";
import type { AuditEntryView } from "@/shared/api";

/** What an entry is about; a link where it has a page. */
export function ObjectLink({ entry }: { entry: AuditEntryView }) {
  const { object_type: type, object_id: id } = entry;
  const words = id === null ? type : `${type} ${entry.object_label ?? id}`;
  const place = id === null ? undefined : PLACES[type]?.(String(id));
  return place ? <Link {...place}>{words}</Link> : words;
}

const PLACES: Record<string, (id: string) => { to: string; params?: Record<string, string> }> = {
  order: (orderId) => ({ to: "/office/orders/$orderId", params: { orderId } }),
  product: (productId) => ({ to: "/office/products/$productId", params: { productId } }),
  user: (userId) => ({ to: "/office/users/$userId", params: { userId } }),
  category: () => ({ to: "/office/categories" }),
};
