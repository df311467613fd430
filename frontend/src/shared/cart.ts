import { queryOptions, useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import {
  type CartItemView,
  type CartView,
  type ChangeView,
  cartAdd,
  cartMerge,
  cartQuote,
  cartRemove,
  cartSetQuantity,
  cartShow,
  type LineView,
  type MergeReply,
  type ProblemView,
} from "@/shared/api";
import { takeAll, type Wanted, want, wanted, watch } from "@/shared/guestcart";
import { queries } from "@/shared/queries";
import { current, subscribe, useSession } from "@/shared/session";
import { toast } from "@/shared/ui/toasts";

/** One product in the cart; an account's cart also knows what it cost when it was put in. */
export type CartLine = LineView & Partial<Pick<CartItemView, "price_changed" | "price_when_added">>;

/** What is in the cart and what an order of it would come to now, as the shop says. */
export interface Cart
  extends Pick<CartView, "total_items" | "subtotal" | "tax" | "shipping_cost" | "discount" | "total"> {
  items: CartLine[];
  problems: ProblemView[];
}

const own = queryOptions({
  queryKey: ["cart", "own"],
  queryFn: async (): Promise<Cart> => ({ ...(await cartShow()), problems: [] }),
});

const quoted = (items: readonly Wanted[]) =>
  queryOptions({
    queryKey: ["cart", "guest", items],
    queryFn: (): Promise<Cart> => cartQuote({ body: { items: [...items] } }),
    placeholderData: (before: Cart | undefined) => before,
  });

/** The cart of whoever is here, signed in or not. */
export function useCart() {
  const { me } = useSession();
  const guest = useSyncExternalStore(watch, wanted);
  const account = useQuery({ ...own, enabled: me !== null });
  const stranger = useQuery({ ...quoted(guest), enabled: me === null });
  return me ? account : stranger;
}

/** How many pieces are in the cart. */
export function useCartCount(): number {
  const { me } = useSession();
  const guest = useSyncExternalStore(watch, wanted);
  const { data } = useQuery({ ...own, enabled: me !== null });
  return me ? (data?.total_items ?? 0) : guest.reduce((sum, one) => sum + one.quantity, 0);
}

/** How many of a product are in the cart. */
export function useInCart(productId: number): number {
  const { me } = useSession();
  const guest = useSyncExternalStore(watch, wanted);
  const { data } = useQuery({ ...own, enabled: me !== null });
  const lines: readonly Wanted[] = me ? (data?.items ?? []) : guest;
  return lines.find((line) => line.product_id === productId)?.quantity ?? 0;
}

/** Put `quantity` more of a product into the cart of whoever is here. Throws what the shop refuses. */
export async function addToCart(productId: number, quantity = 1): Promise<void> {
  if (current().me) {
    await inTurn(() => cartAdd({ body: { product_id: productId, quantity } }));
    return;
  }
  const before = wanted().find((one) => one.product_id === productId)?.quantity ?? 0;
  want(productId, before + quantity);
}

/** So many of a product shall be in the cart; 0 takes it out. Throws what the shop refuses. */
export async function setQuantity(productId: number, quantity: number): Promise<void> {
  if (!current().me) return want(productId, quantity);
  const path = { product_id: productId };
  // The number is what the person said: pressing on counts from it. What it comes to, the shop says.
  const before = queries.getQueryData(own.queryKey);
  if (quantity > 0) queries.setQueryData<Cart>(own.queryKey, (cart) => cart && numbered(cart, productId, quantity));
  try {
    await inTurn(() => (quantity < 1 ? cartRemove({ path }) : cartSetQuantity({ path, body: { quantity } })));
  } catch (error) {
    if (before) queries.setQueryData<Cart>(own.queryKey, before);
    throw error;
  }
}

/** The cart became an order, or may have changed elsewhere. */
export function refreshCart(): Promise<void> {
  return queries.invalidateQueries({ queryKey: ["cart"] });
}

let turn: Promise<unknown> = Promise.resolve();
let waiting = 0;

/** Change the account's cart, one change after the other, and keep what the last of them made of it. */
function inTurn<Reply extends { cart: CartView }>(ask: () => Promise<Reply>): Promise<Reply> {
  const whose = current().me?.user.id;
  waiting += 1;
  const done = turn
    .then(ask)
    .finally(() => {
      waiting -= 1;
    })
    .then((reply) => {
      if (waiting === 0 && current().me?.user.id === whose) keep(reply.cart);
      return reply;
    });
  turn = done.catch(() => void refreshCart());
  return done;
}

function numbered(cart: Cart, productId: number, quantity: number): Cart {
  const items = cart.items.map((line) => (line.product_id === productId ? { ...line, quantity } : line));
  return { ...cart, items };
}

function keep(cart: CartView): void {
  // An answer that is still on its way is older than this one.
  void queries.cancelQueries({ queryKey: own.queryKey });
  queries.setQueryData<Cart>(own.queryKey, { ...cart, problems: [] });
}

/** What was collected before signing in joins the account's cart, once, and what changed is said. */
function join(): void {
  const { me } = current();
  if (!me || !("cart:manage-own" in me.permissions) || wanted().length === 0) return;
  const collected = [...takeAll()];
  if (collected.length === 0) return;
  void inTurn(() => cartMerge({ body: { items: collected } }))
    .then(({ cart, changes }: MergeReply) => {
      if (changes.length > 0) toast({ text: changes.map((change) => said(change, cart)).join(" "), seconds: 12 });
    })
    .catch(() => {
      for (const one of collected) want(one.product_id, one.quantity);
    });
}

const SAID: Record<ChangeView["kind"], (name: string, change: ChangeView) => string> = {
  added: (name, { now_in_cart }) => `${name} is in your cart (${now_in_cart}).`,
  increased: (name, { now_in_cart }) => `${name}: now ${now_in_cart} in your cart.`,
  capped: (name, { asked, now_in_cart }) => `${name}: ${now_in_cart} of ${asked} could be put into your cart.`,
  unavailable: (name) => `${name} is no longer on sale.`,
};

function said(change: ChangeView, cart: CartView): string {
  const line = cart.items.find((item) => item.product_id === change.product_id);
  return SAID[change.kind](line?.product.name ?? "A product you chose", change);
}

subscribe(join);
join();
