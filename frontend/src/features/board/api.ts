import { keepPreviousData, type QueryClient, queryOptions } from "@tanstack/react-query";
import { type OrderView, ordersShow, ordersTimeline, ordersToday, type TodayPage } from "@/shared/api";

/** Today's orders, all of them. */
export interface Board {
  date: string;
  orders: OrderView[];
}

const KEY = ["board"];
const A_PAGE = 100;

/** What the stream told while the whole day was being read, which may be newer than what is read. */
let told = new Map<number, OrderView | null>();

export const boardQuery = queryOptions({
  queryKey: KEY,
  queryFn: async (): Promise<Board> => {
    told = new Map();
    const board = await wholeDay();
    return [...told].reduce((so_far, [id, order]) => placed(so_far, id, order), board);
  },
});

export const orderQuery = (id: number) =>
  queryOptions({ queryKey: ["orders", id], queryFn: () => ordersShow({ path: { order_id: id } }) });

export const timelineQuery = (order: OrderView) =>
  queryOptions({
    queryKey: ["orders", order.id, "timeline", order.updated_at],
    queryFn: () => ordersTimeline({ path: { order_id: order.id } }),
    placeholderData: keepPreviousData,
  });

/** Show an order as the server now has it, on the board and wherever else it is shown. */
export function put(queries: QueryClient, order: OrderView): void {
  told.set(order.id, order);
  queries.setQueryData<Board>(KEY, (board) => board && placed(board, order.id, order, false));
  queries.setQueryData<OrderView>(["orders", order.id], (known) => (known ? newer(known, order) : undefined));
}

/** An order that the stream told of: it is one of today's. */
export function add(queries: QueryClient, order: OrderView): void {
  put(queries, order);
  queries.setQueryData<Board>(KEY, (board) => board && placed(board, order.id, order));
}

export function remove(queries: QueryClient, id: number): void {
  told.set(id, null);
  queries.setQueryData<Board>(KEY, (board) => board && placed(board, id, null));
}

/** It is this day now: the orders of another leave the board. */
export function turnTo(queries: QueryClient, date: string): void {
  queries.setQueryData<Board>(KEY, (board) => (board && board.date !== date ? { date, orders: [] } : board));
  void queries.invalidateQueries({ queryKey: KEY });
}

/** `board` with `order` in the place of what it knew of it, unless it knew something newer. */
export function placed(board: Board, id: number, order: OrderView | null, isNew = true): Board {
  const at = board.orders.findIndex((one) => one.id === id);
  const known = board.orders[at];
  if (order === null) return known ? { ...board, orders: board.orders.toSpliced(at, 1) } : board;
  if (!known) return isNew ? { ...board, orders: [order, ...board.orders] } : board;
  return { ...board, orders: board.orders.with(at, newer(known, order)) };
}

function newer(known: OrderView, order: OrderView): OrderView {
  return order.updated_at < known.updated_at ? known : order;
}

async function wholeDay(): Promise<Board> {
  const first = await page(1);
  const rest = await Promise.all(Array.from({ length: Math.max(0, first.pages - 1) }, (_, n) => page(n + 2)));
  const orders = new Map([first, ...rest].flatMap((one) => one.orders).map((order) => [order.id, order]));
  return { date: first.date, orders: [...orders.values()] };
}

function page(number: number): Promise<TodayPage> {
  return ordersToday({ query: { page: number, per_page: A_PAGE } });
}
