import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { RefundOrder, RefundPreview } from "@/shared/api";
import { useSettled } from "@/shared/settled";
import { previewQuery } from "./api";

interface Computed {
  preview: RefundPreview | undefined;
  error: unknown;
  /** What is shown is what was computed for what is chosen. */
  ready: boolean;
}

/** What the shop says a refund would do, asked for whenever its writer pauses. */
export function usePreview(orderId: number, body: RefundOrder | null): Computed {
  const { reason: _, ...priced } = body ?? {};
  const json = body ? JSON.stringify(priced) : "";
  const settled = useSettled(json);
  const asked = useQuery({
    ...previewQuery(orderId, settled ? JSON.parse(settled) : {}),
    enabled: settled !== "",
    placeholderData: keepPreviousData,
  });
  if (json === "") return { preview: undefined, error: null, ready: false };
  const isOf = json === settled && !asked.isPlaceholderData;
  return {
    preview: asked.error ? undefined : asked.data,
    error: isOf ? asked.error : null,
    ready: isOf && asked.data !== undefined && !asked.error,
  };
}
