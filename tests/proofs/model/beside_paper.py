"""The real shop beside the one on paper: whatever is done in both has to be answered, and to stand, alike."""

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from app.core.permissions import Role
from tests.factories import ADDRESS, PASSWORD
from tests.people import Person
from tests.proofs.harness.shop import Shop
from tests.proofs.model import paper_deeds as deeds
from tests.proofs.model.paper import MAY, Goods, Refused, Sale, Someone, cart_of

STAFF = (Role.ADMIN, Role.MANAGER, Role.CASHIER)
# Price and stock: a few, plenty, a cent apiece, dear. A tenth of 1005 is half a cent more than a whole one.
SHELF = ((999, 6), (1005, 150), (1, 40), (123_456, 20), (777, 9))
# What the deeds on paper are called in the table of permissions.
PERMISSIONS = {
    "buy": "order:create",
    "call off": "order:cancel-own",
    "move": "order:set-status",
    "cancel": "order:cancel",
    "say paid": "order:set-payment",
    "pay back": "order:refund",
    "keep goods": "product:update",
    "remove": "product:delete",
    "rule": "user:manage",
}
# All that the paper knows, as it is in the database.
WRITTEN = """
SELECT 'goods' AS kind, id, stock_quantity AS a, price_cents AS b, CAST(is_active AS INTEGER) AS c,
    CASE WHEN deleted_at IS NULL THEN 'there' ELSE 'gone' END AS d, '' AS e FROM products WHERE id >= :goods
UNION ALL SELECT 'order', id, paid_cents, refunded_cents, customer_id, status, payment_status
    FROM orders WHERE customer_id >= :people
UNION ALL SELECT 'in the cart of', c.customer_id, i.product_id, i.quantity, i.price_when_added_cents, '', ''
    FROM cart_items i JOIN carts c ON c.id = i.cart_id WHERE c.customer_id >= :people
UNION ALL SELECT 'person', id, CAST(is_active AS INTEGER), 0, 0, role, '' FROM users WHERE id >= :people
"""


class Day:
    """Six people and five products of their own, in a shop that others used before."""

    def __init__(self, shop: Shop, tally: Counter[str]) -> None:
        self.shop, self.tally = shop, tally
        self.shelf = shop.make.category().id
        users = [shop.make.user(role) for role in (*STAFF, Role.CUSTOMER, Role.CUSTOMER, Role.CUSTOMER)]
        self.clients = [shop.make.person(user) for user in users]
        self.people = [Someone(user.id, user.role.value) for user in users]
        self.goods = [self.stocked(price, stock) for price, stock in SHELF]
        self.sales: list[Sale] = []
        self.moved: Sale | None = None
        self.actor = 0
        self.steps = 0

    def stocked(self, price: int, stock: int) -> Goods:
        """A new product."""
        made = self.shop.make.product(price=price, stock=stock, category_id=self.shelf)
        return Goods(made.id, price, stock)

    def does(
        self, who: int, call: str, body: dict[str, Any] | None, deed: Callable[..., Any], *given: Any
    ) -> tuple[Any, Any] | None:
        """Let somebody do the same in both shops: what comes of it on paper, and the reply; None if refused."""
        method, path = call.split()
        answer = self.clients[who].call(method, f"/api{path}", json=body)
        self.actor, person = who, self.people[who]
        return self._answered(f"{call} {body or ''} by a {person.role}", answer, deed, person, *given)

    def orders(self, who: int, body: dict[str, Any], deed: Callable[..., Sale], *given: Any) -> None:
        """Let somebody place an order."""
        placed = self.does(who, "POST /orders", {"shipping_address": ADDRESS} | body, deed, *given)
        if placed:
            sale, order = placed[0], placed[1]["order"]
            sale.id = order["id"]
            sale.numbered([(item["id"], item["product_id"]) for item in order["items"]])
            self.sales.append(sale)
            self.moves(sale, placed)

    def moves(self, sale: Sale, done: tuple[Any, Any] | None) -> None:
        """Compare the order in the reply to a deed, if it was done."""
        self.moved = sale
        if done:
            expected = sale.seen_by(self.people[self.actor])
            _alike(f"the reply that shows order {sale.id}", order_in(done[1]["order"]), expected)

    def fills(self, done: tuple[Any, Any] | None) -> None:
        """Compare the cart in the reply to a deed, if it was done."""
        if done:
            _alike("the reply that shows the cart", cart_in(done[1]["cart"]), cart_of(self.people[self.actor]))

    def signs_in(self, who: int) -> None:
        """Let somebody come in."""
        self.actor, user = who, self.clients[who].user
        assert user is not None
        login = {"email_or_username": user.email, "password": PASSWORD}
        answer = Person(self.shop.app).post("/api/auth/login", login)
        if self._answered("signing in", answer, deeds.sign_in, self.people[who]):
            self.clients[who] = Person(self.shop.app, user, answer.json["access_token"])

    def compare(self) -> None:
        """Everything in the database, and what some people see of it, must be what stands on paper."""
        written = self.shop.books.rows(WRITTEN, goods=self.goods[0].id, people=self.people[0].id)
        expected = self._written_on_paper()
        wrong, missing = sorted({*written} - {*expected}), sorted({*expected} - {*written})
        assert sorted(written) == expected, f"the shop has written down {wrong}, and should have {missing}"
        viewer = self.steps // 2 % len(self.people)
        if (sale := self.moved) is not None:
            self._sees(viewer, f"/orders/{sale.id}", order_in, lambda: sale.seen_by(self.people[viewer]))
            self.moved = None
        if self.steps % 2:
            self._sees(viewer, "/cart", cart_in, lambda: cart_of(self.people[viewer]))
        else:
            self._sees(viewer, "/auth/me", person_in, lambda: _person(self.people[viewer]))

    def _answered(self, said: str, answer: Any, deed: Callable[..., Any], *given: Any) -> tuple[Any, Any] | None:
        self.steps += 1
        self.tally["steps"] += 1
        got = (answer.status_code, answer.json.get("code", "") if answer.status_code >= 400 else "done")
        outcome, refused = _on_paper(deed, *given)
        if refused:
            self.tally["refused"] += 1
            assert got in refused.answers, f"{said} is to be refused with {refused}, and was {got[0]} {got[1]}"
            return None
        assert answer.status_code in (200, 201), f"{said} is to be done, and was {got[0]} {got[1]}"
        self.tally[deed.__name__] += 1
        return outcome, answer.json

    def _sees(
        self, who: int, path: str, read: Callable[[Any], dict[str, Any]], expected: Callable[[], dict[str, Any]]
    ) -> None:
        self.tally["looks"] += 1
        answer = self.clients[who].get(f"/api{path}")
        said = f"{path} as a {self.people[who].role} sees it"
        wanted, refused = _on_paper(expected)
        if refused:
            got = (answer.status_code, answer.json.get("code", ""))
            assert got in refused.answers, f"{said} is to be refused with {refused}, and was {got[0]} {got[1]}"
            return
        assert answer.status_code == 200, f"{said} is to be seen, and was {answer.status_code} {answer.text[:200]}"
        _alike(said, read(answer.json), wanted)

    def _written_on_paper(self) -> list[tuple[Any, ...]]:
        goods = [
            ("goods", g.id, g.stock, g.price, int(g.on_sale), "gone" if g.gone else "there", "") for g in self.goods
        ]
        sales = [("order", s.id, s.paid, s.refunded, s.customer.id, s.status, s.payment) for s in self.sales]
        carts = [
            ("in the cart of", who.id, line.goods.id, line.quantity, line.price_when_added, "", "")
            for who in self.people
            for line in who.cart.values()
        ]
        people = [("person", who.id, int(who.active), 0, 0, who.role, "") for who in self.people]
        return sorted(goods + sales + carts + people)


def order_in(reply: Any) -> dict[str, Any]:
    """What a reply says of an order, as `Sale.seen_by` writes it."""
    names = ("subtotal", "tax", "shipping_cost", "discount", "total", "amount_paid", "amount_refunded")
    rows = [
        (
            item["id"],
            item["product_id"],
            _cents(item["unit_price"]),
            item["quantity"],
            _cents(item["total_price"]),
            item["refunded_quantity"],
        )
        for item in reply["items"]
    ]
    return {
        "of": reply["customer_id"],
        "stands": (reply["status"], reply["payment_status"]),
        "amounts": tuple(_cents(reply[name]) for name in names),
        "items": (reply["total_items"], rows),
        "next": tuple(set(reply[name]) for name in ("next_statuses", "next_payment_statuses", "actions")),
        "cannot be called off": reply["cancel_refusal"] is not None,
        "names its customer": "customer" in reply,
    }


def cart_in(reply: Any) -> dict[str, Any]:
    """What a reply says of a cart, as `cart_of` writes it."""
    names = ("subtotal", "tax", "shipping_cost", "discount", "total")
    lines = [
        (
            item["product_id"],
            item["quantity"],
            _cents(item["unit_price"]),
            _cents(item["total_price"]),
            _cents(item["price_when_added"]),
            item["price_changed"],
            item["available"],
        )
        for item in reply["items"]
    ]
    amounts = tuple(_cents(reply[name]) for name in names)
    return {"items": (reply["total_items"], sorted(lines)), "amounts": amounts}


def person_in(reply: Any) -> dict[str, Any]:
    """What a reply says of the person who asks."""
    may = {deed for deed, permission in PERMISSIONS.items() if permission in reply["permissions"]}
    return {"role": reply["user"]["role"], "may": may}


def _on_paper(deed: Callable[..., Any], *given: Any) -> tuple[Any, Refused | None]:
    """What comes of `deed` on paper, or why it is refused."""
    try:
        return deed(*given), None
    except Refused as refused:
        return None, refused


def _person(who: Someone) -> dict[str, Any]:
    who.may("buy")
    return {"role": who.role, "may": {deed for deed, roles in MAY.items() if who.role in roles}}


def _cents(amount: float) -> Decimal:
    return Decimal(str(amount)) * 100


def _alike(said: str, got: dict[str, Any], expected: dict[str, Any]) -> None:
    for name, value in expected.items():
        assert got[name] == value, f"{said}: {name} is {got[name]}, and should be {value}"
