import { QueryClient } from "@tanstack/react-query";
import { ApiError } from "@/shared/errors";
import { current, subscribe } from "@/shared/session";

const PATIENCE = 2;

/** What this browser knows of the shop, and how long it trusts it. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // A refusal is an answer; only silence and a busy shop are worth another try.
      retry: (failures, error) => failures < PATIENCE && !(error instanceof ApiError && error.status < 500),
    },
    mutations: { retry: false },
  },
});

let person = current().me?.user.id ?? null;

// Nobody sees what was fetched for somebody else.
subscribe(() => {
  const { phase, me } = current();
  const now = me?.user.id ?? null;
  if (phase === "expired" || now === person) return;
  const somebodyLeft = person !== null;
  person = now;
  if (somebodyLeft) queries.clear();
  else void queries.invalidateQueries();
});
