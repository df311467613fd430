"""The shop on paper: what docs/api and docs/decisions promise, worked out without any code of the shop.

Amounts are cents. A deed either raises Refused and changes nothing, or is written down here as it should be there.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

EVERYBODY = {"customer", "cashier", "manager", "admin"}
STAFF, UPSTAIRS, ADMIN = EVERYBODY - {"customer"}, {"manager", "admin"}, {"admin"}
# docs/api/permissions.md; every order here is of today, so that staff reach all of them.
MAY = {
    "buy": EVERYBODY,
    "call off": {"customer"},
    "move": STAFF,
    "cancel": UPSTAIRS,
    "say paid": STAFF,
    "pay back": ADMIN,
    "keep goods": UPSTAIRS,
    "remove": ADMIN,
    "rule": ADMIN,
}
# docs/api/orders.md, "Statuses" and "Payments".
FORWARD = {"pending": "confirmed", "confirmed": "processing", "processing": "shipped", "shipped": "delivered"}
IN_THE_SHOP = ("pending", "confirmed", "processing")
CLOSED = ("cancelled", "refunded")
BY_HAND = {"pending": {"paid", "failed"}, "failed": {"paid", "pending"}, "paid": {"pending", "failed"}}
MOST_OF_ONE = 100
SHIPPING = 1000


class Refused(Exception):
    """The shop has to say no, with one of these statuses and codes."""

    def __init__(self, *answers: tuple[int, str]) -> None:
        super().__init__(" or ".join(f"{status} {code}" for status, code in answers))
        self.answers = answers


@dataclass
class Goods:
    """A product."""

    id: int
    price: int
    stock: int
    on_sale: bool = True
    gone: bool = False

    @property
    def available(self) -> int:
        """How many can be sold now."""
        return self.stock if self.on_sale and not self.gone else 0


@dataclass
class InCart:
    """Some of one product in a cart."""

    goods: Goods
    quantity: int
    price_when_added: int


@dataclass
class Someone:
    """A person: whether they may come in, whether they are signed in, and their cart by product."""

    id: int
    role: str
    active: bool = True
    here: bool = True
    cart: dict[int, InCart] = field(default_factory=dict)

    def may(self, what: str) -> None:
        """Refuse whoever is not signed in, and whose role may not."""
        if not self.here:
            raise Refused((401, "session_ended"))
        if self.role not in MAY[what]:
            raise Refused((403, "forbidden"))


@dataclass
class Row:
    """Some of one product in an order: price, tax and shipping as they were at the sale."""

    goods: Goods
    price: int
    quantity: int
    id: int = 0
    tax: int = 0
    shipping: int = 0
    refunded: int = 0

    @property
    def left(self) -> int:
        """How many could still be paid back."""
        return self.quantity - self.refunded

    def worth(self, units: int) -> int:
        """What the next `units` bring: of each part, the difference of a running sum."""
        first, last = self.refunded, self.refunded + units
        wholes = (self.price * self.quantity, self.tax, self.shipping)
        return sum(whole * last // self.quantity - whole * first // self.quantity for whole in wholes)


@dataclass
class Sale:
    """An order."""

    customer: Someone
    rows: list[Row]
    id: int = 0
    status: str = "pending"
    payment: str = "pending"
    paid: int = 0
    refunded: int = 0
    # Who took the last step forward, and from where, while nothing else has happened since.
    stepped: tuple[Someone, str] | None = None

    @property
    def goods(self) -> int:
        """What the goods cost."""
        return sum(row.price * row.quantity for row in self.rows)

    @property
    def tax(self) -> int:
        """A tenth of the goods, half a cent rounded up."""
        return (self.goods + 5) // 10

    @property
    def total(self) -> int:
        """What is to be paid."""
        return self.goods + self.tax + SHIPPING

    @property
    def left(self) -> int:
        """What could still be paid back."""
        return self.paid - self.refunded

    def numbered(self, ids: Sequence[tuple[int, int]]) -> None:
        """Take over the ids of the rows, in their order; (row, product). Tax and shipping are shared out in it."""
        by_goods = {row.goods.id: row for row in self.rows}
        self.rows = [by_goods[goods] for _, goods in ids]
        costs = [row.price * row.quantity for row in self.rows]
        shares = zip(ids, self.rows, _shared(self.tax, costs), _shared(SHIPPING, costs), strict=True)
        for (number, _), row, tax, shipping in shares:
            row.id, row.tax, row.shipping = number, tax, shipping

    def next_statuses(self, viewer: Someone) -> set[str]:
        """Where `viewer` may move it."""
        found = {FORWARD[self.status]} if self.status in FORWARD and viewer.role in MAY["move"] else set[str]()
        own = viewer is self.customer and viewer.role in MAY["call off"]
        if self.status in IN_THE_SHOP and (own or viewer.role in MAY["cancel"]):
            found.add("cancelled")
        return found | ({"refunded"} if self.left and viewer.role in MAY["pay back"] else set())

    def next_payments(self, viewer: Someone) -> set[str]:
        """What `viewer` may say of its payment."""
        if viewer.role not in MAY["say paid"]:
            return set()
        by_hand = set[str]() if self.status in CLOSED else BY_HAND.get(self.payment, set())
        return by_hand | ({"refunded"} if self.left and viewer.role in MAY["pay back"] else set())

    def actions(self, viewer: Someone) -> set[str]:
        """What `viewer` is offered."""
        offered = {
            "cancel": "cancelled" in self.next_statuses(viewer),
            "ship": viewer.role in UPSTAIRS and self.status == "processing",
            "note": viewer.role in UPSTAIRS,
            "refund": viewer.role in ADMIN and self.left > 0,
            "print": True,
            "pack": viewer.role in STAFF,
            "delete": viewer.role in ADMIN,
        }
        return {action for action, may in offered.items() if may}

    def seen_by(self, viewer: Someone) -> dict[str, Any]:
        """What `viewer` reads of it."""
        if not viewer.here:
            raise Refused((401, "session_ended"))
        if viewer.role == "customer" and viewer is not self.customer:
            raise Refused((404, "not_found"))
        rows = [
            (row.id, row.goods.id, row.price, row.quantity, row.price * row.quantity, row.refunded)
            for row in self.rows
        ]
        cannot = viewer is self.customer and self.status not in IN_THE_SHOP
        return {
            "of": self.customer.id,
            "stands": (self.status, self.payment),
            "amounts": (self.goods, self.tax, SHIPPING, 0, self.total, self.paid, self.refunded),
            "items": (sum(row.quantity for row in self.rows), rows),
            "next": (self.next_statuses(viewer), self.next_payments(viewer), self.actions(viewer)),
            "cannot be called off": cannot,
            "names its customer": viewer.role in STAFF,
        }


def cart_of(who: Someone) -> dict[str, Any]:
    """What `who` reads of their cart."""
    who.may("buy")
    lines = [
        (
            line.goods.id,
            line.quantity,
            line.goods.price,
            line.goods.price * line.quantity,
            line.price_when_added,
            line.goods.price != line.price_when_added,
            line.goods.available,
        )
        for line in who.cart.values()
    ]
    goods = sum(line.goods.price * line.quantity for line in who.cart.values())
    tax, shipping = (goods + 5) // 10, SHIPPING if who.cart else 0
    return {
        "items": (sum(line.quantity for line in who.cart.values()), sorted(lines)),
        "amounts": (goods, tax, shipping, 0, goods + tax + shipping),
    }


def summed(wanted: Iterable[tuple[Goods, int]]) -> list[tuple[Goods, int]]:
    """`wanted` with the same product on one line."""
    goods = {each.id: each for each, _ in wanted}
    quantities: Counter[int] = Counter()
    for each, quantity in wanted:
        quantities[each.id] += quantity
    return [(goods[number], quantity) for number, quantity in quantities.items()]


def _shared(total: int, weights: Sequence[int]) -> list[int]:
    """`total` in whole cents by `weights`: what is left over goes to the largest fractions, ties to the first."""
    exact = [Fraction(total * weight, sum(weights)) for weight in weights]
    cents = [share.numerator // share.denominator for share in exact]
    by_fraction = sorted(range(len(weights)), key=lambda place: cents[place] - exact[place])
    for place in by_fraction[: total - sum(cents)]:
        cents[place] += 1
    return cents
