import { useQuery } from "@tanstack/react-query";
import { clock } from "@/shared/dates";
import { attentionQuery } from "@/shared/reports";
import { Loaded } from "@/shared/ui/Loaded";
import { PageHead } from "@/shared/ui/PageHead";
import { Groups } from "./Groups";
import { Takings } from "./Takings";

/** What somebody should look at now, and how the day goes so far. */
export function AttentionPage() {
  const attention = useQuery(attentionQuery);
  const asOf = attention.data && `As of ${clock(attention.data.as_of)}, looked at every minute.`;
  return (
    <>
      <PageHead title="Attention" lead={asOf ?? "Looking…"} />
      <Takings />
      <Loaded query={attention}>{(found) => <Groups found={found} />}</Loaded>
    </>
  );
}
