import { useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from "react";
import type { OrderView } from "@/shared/api";
import { type Board as Day, orderQuery, put } from "./api";
import css from "./Board.module.css";
import { BoardHead } from "./BoardHead";
import { Find, type FindBox } from "./Find";
import { useFocus } from "./focus";
import { useFresh } from "./fresh";
import { useHotkeys } from "./hotkeys";
import { KeyHints } from "./KeyHints";
import { Lane } from "./Lane";
import laneCss from "./Lanes.module.css";
import { LaneTabs } from "./LaneTabs";
import { grouped, LANES, type LaneName, nextStep, type Shown, type Status } from "./lanes";
import type { Live } from "./live";
import { News } from "./News";
import { Panel } from "./Panel";
import { type Direction, moved, placeOf, usePosition } from "./position";
import { useSteps } from "./steps";

const route = getRouteApi("/counter/today");
const ARROWS: Record<string, Direction> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
  Home: "first",
  End: "last",
};

/** The orders of today in their lanes, one of them opened beside them, and the keyboard's way through. */
export function Board({ board, live }: { board: Day; live: Live }) {
  const queries = useQueryClient();
  const { order: open = null } = route.useSearch();
  const navigate = route.useNavigate();
  const box = useRef<FindBox>(null);
  const [doneShut, setDoneShut] = useState(true);
  const [checked, setChecked] = useState<ReadonlySet<number>>(new Set());
  const { fresh, acted } = useFresh(board);
  const steps = useSteps((order) => go(order.id));

  const lanes = useMemo(
    () => grouped(board.orders.map((order) => underWay(order, steps.going.get(order.id)))),
    [board, steps.going],
  );
  const names = useMemo(
    () => LANES.map((lane) => lane.name).filter((name) => name !== "done" || !doneShut),
    [doneShut],
  );
  const { position, setPosition, follow } = usePosition(lanes, names, open);
  const focus = useFocus({ at: position.id, open });
  const stop = position.id ?? names.flatMap((name) => lanes[name])[0]?.id ?? null;
  const news = useMemo(() => new Set(fresh.map((order) => order.id)), [fresh]);
  const current = position.id === null ? undefined : lanes[position.lane][position.index];
  const opened = Object.values(lanes)
    .flat()
    .find((order) => order.id === open);

  const show = useCallback(
    (id: number | null, replace = false) =>
      void navigate({ search: id === null ? {} : { order: id }, replace, resetScroll: false }),
    [navigate],
  );

  function go(id: number): void {
    follow(id);
    focus.want();
  }

  const reach = useCallback(
    (id: number) => {
      const place = placeOf(id, lanes, names);
      if (place) setPosition(place);
      follow((followed) => (followed === id ? followed : null));
    },
    [lanes, names, setPosition, follow],
  );

  const openOrder = useCallback(
    (id: number) => {
      acted();
      follow(id);
      show(id);
    },
    [acted, follow, show],
  );

  const { step } = steps;
  const take = useCallback(
    (order: Shown, to: Status) => {
      acted();
      // Beside an open panel the work goes on with its order; otherwise with the next in the lane.
      follow(open === order.id ? open : null);
      void step(order, to);
    },
    [acted, follow, open, step],
  );

  const check = useCallback(
    (item: number) =>
      setChecked((so_far) => {
        const next = new Set(so_far);
        if (!next.delete(item)) next.add(item);
        return next;
      }),
    [],
  );

  function found(order: OrderView): void {
    acted();
    put(queries, order);
    queries.setQueryData(orderQuery(order.id).queryKey, order);
    const isToday = board.orders.some((one) => one.id === order.id);
    if (isToday) go(order.id);
    else focus.want();
    show(order.id, open !== null);
  }

  function walk(direction: Direction): void {
    const next = moved(position, direction, lanes, names);
    const leads = open !== null && next.id !== null;
    follow(leads ? next.id : null);
    setPosition(next);
    focus.want();
    if (leads) show(next.id, true);
  }

  function goOn(order: Shown): void {
    const to = nextStep(order);
    if (to) take(order, to);
    else if (!order.going) openOrder(order.id);
  }

  function press(event: KeyboardEvent<HTMLElement>): void {
    const direction = ARROWS[event.key];
    const enters = event.key === "Enter" && (event.target as HTMLElement).dataset.order !== undefined;
    if (!direction && !enters) return;
    event.preventDefault();
    if (direction) walk(direction);
    else if (current && !event.repeat) goOn(current);
  }

  function takePayment(): void {
    const order = open === null ? current : (opened ?? queries.getQueryData(orderQuery(open).queryKey));
    if (!order?.next_payment_statuses.includes("paid") || steps.paying !== null) return;
    acted();
    void steps.pay(order, "paid");
  }

  useHotkeys({
    onType: () => box.current?.listen(),
    onUndo: () => void steps.undo(),
    onEscape: () => open !== null && show(null, true),
    onPay: takePayment,
  });

  function choose(lane: LaneName): void {
    if (lane === "done") setDoneShut(false);
    follow(null);
    setPosition({ id: lanes[lane][0]?.id ?? null, lane, index: 0 });
  }

  return (
    <div className={css.page} {...focus.props}>
      <BoardHead live={live}>
        <Find box={box} onFound={found} onLeave={focus.now} />
      </BoardHead>
      <News orders={fresh} />
      <div className={css.body} data-open={open !== null || undefined}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows move between the cards in it */}
        <div className={css.lanes} onKeyDown={press}>
          <LaneTabs lanes={lanes} chosen={position.lane} onChoose={choose} />
          <div className={laneCss.lanes}>
            {LANES.map((lane) => (
              <Lane
                key={lane.name}
                lane={lane}
                orders={lanes[lane.name]}
                chosen={lane.name === position.lane}
                stop={stop}
                open={open}
                fresh={news}
                shut={lane.name === "done" && doneShut}
                onShut={lane.name === "done" ? () => setDoneShut(!doneShut) : undefined}
                onFresh={() => {
                  const first = lanes[lane.name].find((order) => news.has(order.id));
                  if (first) go(first.id);
                  acted();
                }}
                onReach={reach}
                onOpen={openOrder}
                onStep={take}
              />
            ))}
          </div>
        </div>
        {open !== null && (
          <Panel
            key={open}
            id={open}
            known={opened}
            checked={checked}
            onCheck={check}
            steps={steps}
            onStep={take}
            onClose={() => show(null, true)}
          />
        )}
      </div>
      <KeyHints />
    </div>
  );
}

/** An order on its way to another status: shown there, and without a next step until the server has said which. */
function underWay(order: OrderView, to: Status | undefined): Shown {
  return to ? { ...order, status: to, going: to, next_statuses: [], next_payment_statuses: [] } : order;
}
