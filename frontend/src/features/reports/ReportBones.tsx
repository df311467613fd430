import { Skeleton } from "@/shared/ui/Skeleton";
import css from "./Report.module.css";

export function ReportBones() {
  return (
    <div className={css.bones}>
      <Skeleton rows={1} height="1.75rem" />
      <Skeleton rows={1} height="8rem" />
      <Skeleton rows={2} height="18rem" />
    </div>
  );
}
