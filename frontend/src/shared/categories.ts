import { queryOptions } from "@tanstack/react-query";
import { categoriesEverything } from "@/shared/api";

/** Every category the viewer may see, flat and sorted by name, each with those below it. */
export const categoriesQuery = queryOptions({
  queryKey: ["categories", "all"],
  queryFn: async ({ signal }) => (await categoriesEverything({ signal })).categories,
  staleTime: 60_000,
});
