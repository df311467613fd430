import { useRef } from "react";
import { newKey } from "@/shared/http";

/**
 * A key for each thing one may try to do: pressing again with the same `body` is the same attempt, so a double press
 * or a lost reply is one order; another body is another attempt.
 */
export function useAttempt(): (body: unknown) => string {
  const last = useRef({ json: "", key: "" });
  return (body) => {
    const json = JSON.stringify(body);
    if (json !== last.current.json) last.current = { json, key: newKey() };
    return last.current.key;
  };
}
