import { Kit } from "@/app/Kit";
import { OFFICE } from "@/app/navigation";
import { StaffLayout } from "@/app/StaffLayout";

export function OfficeLayout() {
  return (
    <Kit>
      <StaffLayout workspace="office" title="Office" places={OFFICE} />
    </Kit>
  );
}
