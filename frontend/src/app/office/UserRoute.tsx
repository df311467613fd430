import { RecentAudit } from "@/features/audit/RecentAudit";
import { UserPage } from "@/features/people/UserPage";

export function UserRoute() {
  return <UserPage history={(userId) => <RecentAudit userId={userId} />} />;
}
