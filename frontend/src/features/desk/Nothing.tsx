import { useWords } from "@/shared/address";
import { day } from "@/shared/dates";
import { orderStatus, paidBy, paymentStatus } from "@/shared/statuses";
import { Button } from "@/shared/ui/Button";
import { Empty } from "@/shared/ui/Empty";
import { type Asked, FILTERS, NOTHING } from "./search";

/** No order to show: there is none at all, or none that is looked for. */
export function Nothing({ asked }: { asked: Asked }) {
  const { put } = useWords();
  if (FILTERS.every((name) => asked[name] === undefined)) return <Empty>No orders yet.</Empty>;
  return (
    <Empty action={<Button onClick={() => put({ ...NOTHING, page: undefined })}>Clear the filters</Button>}>
      No order fits all of this: {said(asked).join(", ")}.
    </Empty>
  );
}

function said({ q, status, payment_status, payment_method, waiting, unpaid, from, to }: Asked): string[] {
  return [
    status && orderStatus[status].label.toLowerCase(),
    payment_status && paymentStatus[payment_status].label.toLowerCase(),
    payment_method && `paid by ${paidBy(payment_method).toLowerCase()}`,
    waiting && "waiting too long",
    unpaid && "sent out but not paid",
    from && `from ${day(from, true)} on`,
    to && `up to ${day(to, true)}`,
    q && `called “${q}”`,
  ].filter((word) => typeof word === "string" && word !== "") as string[];
}
