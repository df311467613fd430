import { useQuery } from "@tanstack/react-query";
import { Loaded } from "@/shared/ui/Loaded";
import { PageHead } from "@/shared/ui/PageHead";
import { boardQuery } from "./api";
import { Board } from "./Board";
import { EVERY, type Live, useLive } from "./live";

/** The cashier's day: every order of today, and the next thing to do with it. */
export function BoardPage() {
  const followed = useLive();
  const asking = followed.state === "busy" || followed.state === "away";
  const board = useQuery({ ...boardQuery, refetchInterval: asking ? EVERY : false });
  // Something on the way may let questions through and no stream.
  const answers = followed.awaySince !== null && board.dataUpdatedAt > Date.parse(followed.awaySince);
  const live: Live = answers ? { state: "busy", awaySince: null } : followed;
  // How old it is stands beside the clock; one place is enough.
  if (board.data) return <Board board={board.data} live={live} />;
  return (
    <>
      <PageHead title="Today" />
      <Loaded query={board}>{() => null}</Loaded>
    </>
  );
}
