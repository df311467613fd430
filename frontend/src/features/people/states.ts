import type { UserView } from "@/shared/api";
import type { Tone } from "@/shared/ui/Pill";

/** Whether an account can be used, in a word. */
export const STATES: Record<UserView["state"], { label: string; tone: Tone }> = {
  active: { label: "Active", tone: "ok" },
  banned: { label: "Banned", tone: "bad" },
  deleted: { label: "Deleted", tone: "neutral" },
};
