import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { auditTrail } from "@/shared/api";
import type { Asked } from "./search";

export function trailQuery(query: Asked & { per_page?: number }) {
  return queryOptions({
    queryKey: ["audit", query],
    queryFn: () => auditTrail({ query }),
    placeholderData: keepPreviousData,
  });
}
