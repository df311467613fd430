import type { UserView } from "@/shared/api";
import { Pill } from "@/shared/ui/Pill";
import { STATES } from "./states";

export function State({ user }: { user: Pick<UserView, "state"> }) {
  const { label, tone } = STATES[user.state];
  return <Pill tone={tone}>{label}</Pill>;
}
