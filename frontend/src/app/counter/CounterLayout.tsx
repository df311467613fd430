import { Kit } from "@/app/Kit";
import { COUNTER } from "@/app/navigation";
import { StaffLayout } from "@/app/StaffLayout";

export function CounterLayout() {
  return (
    <Kit>
      <StaffLayout workspace="counter" title="Counter" places={COUNTER} />
    </Kit>
  );
}
