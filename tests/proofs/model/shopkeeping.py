"""Days in the shop, made up step by step: a state machine for Hypothesis."""

from collections import Counter
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.proofs.harness.shop import Shop
from tests.proofs.model import paper_deeds as deeds
from tests.proofs.model.beside_paper import Day
from tests.proofs.model.paper import FORWARD, Goods, Sale

# Who is who by place: an admin, a manager, a cashier and three customers, as they begin.
ANYBODY, BUT_THE_FIRST = st.integers(0, 5), st.integers(1, 5)
DESK = st.sampled_from((0, 0, 1, 1, 2, 3, 4, 5))
BOSS = st.sampled_from((0, 0, 0, 0, 1, 2, 3))
LATEST = st.integers(0, 5)
MOSTLY = st.sampled_from((True, True, False))
FEW = st.sampled_from((1, 1, 2, 3, 5, 60))
WANTED = st.lists(st.tuples(LATEST, st.integers(1, 3)), min_size=1, max_size=3)
STATUSES = st.sampled_from(("pending", "confirmed", "processing", "shipped", "delivered", "cancelled", "refunded"))
PAYMENTS = st.sampled_from(("paid", "paid", "failed", "pending", "refunded"))
# Of each line so many, and whether they go back on the shelf; or no lines at all.
UNITS = st.none() | st.lists(
    st.tuples(st.integers(1, 3), st.sampled_from((None, True, False))), min_size=1, max_size=3
)
PRICES = st.integers(1, 50_000)
AMOUNTS = st.none() | st.integers(1, 300) | st.integers(1, 20_000)
ROLES = st.sampled_from(("customer", "customer", "cashier", "manager", "admin"))
# What is done, how often beside the others, and how it is drawn.
DEEDS: dict[str, tuple[int, tuple[st.SearchStrategy[Any], ...]]] = {
    "order": (3, (ANYBODY, WANTED)),
    "order_cart": (2, (ANYBODY,)),
    "put_in_cart": (3, (ANYBODY, LATEST, FEW)),
    "set_in_cart": (2, (ANYBODY, LATEST, MOSTLY, FEW)),
    "take_from_cart": (1, (ANYBODY, LATEST, MOSTLY)),
    "empty_cart": (1, (ANYBODY,)),
    "call_off": (2, (ANYBODY, LATEST, MOSTLY)),
    "move": (2, (DESK, LATEST, STATUSES)),
    "move_on": (3, (DESK, LATEST)),
    "take_back": (1, (DESK, LATEST)),
    "say_paid": (3, (DESK, LATEST, PAYMENTS)),
    "pay_back": (3, (BOSS, LATEST, MOSTLY, UNITS, AMOUNTS)),
    "reprice": (2, (DESK, LATEST, PRICES)),
    "count": (2, (DESK, LATEST, st.integers(0, 40))),
    "offer": (2, (DESK, LATEST, MOSTLY)),
    "delete": (1, (BOSS, LATEST)),
    "ban": (2, (BOSS, ANYBODY, st.booleans())),
    "hire": (1, (BOSS, BUT_THE_FIRST, ROLES)),
    "sign_in": (3, (ANYBODY,)),
}
NAMES = [name for name, (often, _) in DEEDS.items() for _ in range(often)]


class Shopkeeping(RuleBasedStateMachine):
    """One day: every step is a request of somebody, in the shop and on paper."""

    shop: ClassVar[Shop]
    tally: ClassVar[Counter[str]]

    def __init__(self) -> None:
        super().__init__()
        self.day = Day(self.shop, self.tally)
        self.tally["days"] += 1
        # Some came before the first step: orders, one of them paid and partly paid back, and carts in which
        # something lies that is no longer on sale.
        for customer in (3, 4):
            self.order(customer, [(1, 1), (2, 2), (3, 1)])
            self.put_in_cart(customer, which=0, quantity=2)
        self.say_paid(who=0, which=0, payment="paid")
        self.pay_back(who=0, which=0, owed=True, units=None, amount=100)
        self.offer(who=0, which=0, on_sale=False)

    def goods(self, which: int) -> Goods:
        """One of the products that came last."""
        return self.day.goods[-1 - which % len(self.day.goods)]

    def in_cart(self, who: int, which: int, *, really: bool) -> Goods:
        """Something that lies in a cart, if it `really` shall and anything does; else any product."""
        there = [line.goods for line in self.day.people[who].cart.values()]
        return there[which % len(there)] if really and there else self.goods(which)

    def sale(self, which: int) -> Sale:
        """One of the orders that came last."""
        return self.day.sales[-1 - which % len(self.day.sales)]

    def put_in_cart(self, who: int, which: int, quantity: int) -> None:
        """More of something."""
        goods = self.goods(which)
        body = {"product_id": goods.id, "quantity": quantity}
        self.day.fills(self.day.does(who, "POST /cart/items", body, deeds.put_in_cart, goods, quantity))

    def set_in_cart(self, who: int, which: int, really: bool, quantity: int) -> None:
        """Exactly so many."""
        goods = self.in_cart(who, which, really=really)
        body = {"quantity": quantity}
        self.day.fills(self.day.does(who, f"PUT /cart/items/{goods.id}", body, deeds.set_in_cart, goods, quantity))

    def take_from_cart(self, who: int, which: int, really: bool) -> None:
        """None of it."""
        goods = self.in_cart(who, which, really=really)
        self.day.fills(self.day.does(who, f"DELETE /cart/items/{goods.id}", None, deeds.take_from_cart, goods))

    def empty_cart(self, who: int) -> None:
        """Nothing at all."""
        self.day.fills(self.day.does(who, "POST /cart/clear", None, deeds.empty_cart))

    def order_cart(self, who: int) -> None:
        """Buy what lies in the cart."""
        self.day.orders(who, {}, deeds.order_cart)

    def order(self, who: int, wanted: list[tuple[int, int]]) -> None:
        """Buy these."""
        lines = [(self.goods(which), quantity) for which, quantity in wanted]
        items = [{"product_id": goods.id, "quantity": quantity} for goods, quantity in lines]
        self.day.orders(who, {"items": items}, deeds.order, lines)

    def call_off(self, who: int, which: int, own: bool) -> None:
        """A customer cancels, mostly an order of their own."""
        sale = self.sale(which)
        who = self.day.people.index(sale.customer) if own else who
        self.day.moves(sale, self.day.does(who, f"POST /orders/{sale.id}/cancel", None, deeds.call_off, sale))

    def move(self, who: int, which: int, status: str) -> None:
        """Staff set a status."""
        sale, body = self.sale(which), {"status": status}
        self.day.moves(sale, self.day.does(who, f"PUT /orders/{sale.id}/status", body, deeds.move, sale, status))

    def move_on(self, who: int, which: int) -> None:
        """Staff set the status that comes next."""
        self.move(who, which, FORWARD.get(self.sale(which).status, "cancelled"))

    def take_back(self, who: int, which: int) -> None:
        """Somebody undoes a step."""
        sale = self.sale(which)
        done = self.day.does(who, f"POST /orders/{sale.id}/status/undo", None, deeds.take_back, sale)
        self.day.moves(sale, done)

    def say_paid(self, who: int, which: int, payment: str) -> None:
        """Staff say how the payment stands."""
        sale, body = self.sale(which), {"payment_status": payment}
        done = self.day.does(who, f"PUT /orders/{sale.id}/payment-status", body, deeds.say_paid, sale, payment)
        self.day.moves(sale, done)

    def pay_back(
        self, who: int, which: int, owed: bool, units: list[tuple[int, bool | None]] | None, amount: int | None
    ) -> None:
        """An admin refunds units, an amount, units for an amount, or everything; mostly where money is left."""
        paid, body = [sale for sale in self.day.sales if sale.left], dict[str, Any]()
        sale = paid[which % len(paid)] if owed and paid else self.sale(which)
        rows = None if units is None else [(row, *unit) for row, unit in zip(sale.rows, units, strict=False)]
        if rows is not None:
            body["items"] = [
                {"order_item_id": row.id, "quantity": number} | ({} if back is None else {"restock": back})
                for row, number, back in rows
            ]
        if amount is not None:
            body["amount"] = amount / 100
        done = self.day.does(who, f"POST /orders/{sale.id}/refund", body, deeds.pay_back, sale, rows, amount)
        self.day.moves(sale, done)

    def reprice(self, who: int, which: int, price: int) -> None:
        """Something costs something else now."""
        goods = self.goods(which)
        self.day.does(who, f"PUT /products/{goods.id}", {"price": price / 100}, deeds.reprice, goods, price)

    def count(self, who: int, which: int, counted: int) -> None:
        """Somebody counts what is on the shelf."""
        goods, body = self.goods(which), {"counted": counted}
        self.day.does(who, f"POST /products/{goods.id}/stock/count", body, deeds.count, goods, counted)

    def offer(self, who: int, which: int, on_sale: bool) -> None:
        """Off sale, or on sale again."""
        goods = self.goods(which)
        self.day.does(who, f"PUT /products/{goods.id}", {"is_active": on_sale}, deeds.offer, goods, on_sale)

    def delete(self, who: int, which: int) -> None:
        """Something leaves the shop, and something else comes for it."""
        goods = self.goods(which)
        if self.day.does(who, f"DELETE /products/{goods.id}", None, deeds.delete, goods):
            self.day.goods.append(self.day.stocked(goods.price, 8))

    def ban(self, who: int, whom: int, out: bool) -> None:
        """Out, or in again. The first admin is banned by nobody: otherwise there soon were none."""
        other, way = self.day.people[whom], "ban" if out else "unban"
        self.day.does(who if whom else 0, f"POST /users/{other.id}/{way}", None, deeds.ban, other, out)

    def hire(self, who: int, whom: int, role: str) -> None:
        """Somebody gets another role."""
        other = self.day.people[whom]
        self.day.does(who, f"PUT /users/{other.id}/role", {"role": role}, deeds.hire, other, role)

    def sign_in(self, who: int) -> None:
        """With name and password; those who are not signed in come first."""
        out = [place for place, person in enumerate(self.day.people) if not person.here]
        self.day.signs_in(out[who % len(out)] if out else who)

    # One rule: with one for each deed, Hypothesis leaves out half of them on any day, mostly the better half.
    @rule(does=st.sampled_from(NAMES).flatmap(lambda name: st.tuples(st.just(name), *DEEDS[name][1])))
    def somebody(self, does: tuple[Any, ...]) -> None:
        """A step."""
        name, *how = does
        getattr(self, name)(*how)

    @invariant()
    def the_shop_is_as_it_stands_on_paper(self) -> None:
        """After each step."""
        self.day.compare()
