import { queryOptions } from "@tanstack/react-query";
import { reportsAttention, reportsToday } from "@/shared/api";

const A_MINUTE = 60_000;

export const todayQuery = queryOptions({
  queryKey: ["reports", "today"],
  queryFn: () => reportsToday(),
  refetchInterval: A_MINUTE,
});

/** The first day whose orders the viewer reaches; reports reach as far as orders do. */
export const earliestQuery = queryOptions({
  queryKey: todayQuery.queryKey,
  queryFn: () => reportsToday(),
  select: (report) => report.earliest,
});

export const attentionQuery = queryOptions({
  queryKey: ["reports", "attention"],
  queryFn: () => reportsAttention(),
  refetchInterval: A_MINUTE,
});
