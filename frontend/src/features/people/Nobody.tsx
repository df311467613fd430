import { useWords } from "@/shared/address";
import { Button } from "@/shared/ui/Button";
import { Empty } from "@/shared/ui/Empty";

/** No row to show: there is none at all, or none that is looked for. */
export function Nobody({ q, first }: { q: string | undefined; first: string }) {
  const { put } = useWords();
  if (!q) return <Empty>{first}</Empty>;
  return (
    <Empty action={<Button onClick={() => put({ q: undefined, page: undefined })}>Clear the search</Button>}>
      Nobody here has “{q}” in their name, e-mail address, user name or telephone number.
    </Empty>
  );
}
