"""The people of the shop: those at the counter, and those in the office."""

from collections.abc import Iterator
from contextlib import contextmanager
from random import choice
from typing import Any, ClassVar

from locust import task

from tests.performance.person import ROUND, Person, Reply

A_PAGE = 100
CUTS = ("day", "week")


class Staff(Person):
    """Somebody who works here. Two of them do not take the same thing in hand: they see each other."""

    abstract = True
    board: Reply | None = None
    in_hand: ClassVar[set[tuple[str, int]]] = set()

    def on_start(self) -> None:
        self.sign_in()

    @contextmanager
    def taking(self, kind: str, number: int) -> Iterator[None]:
        """Let nobody else take it meanwhile."""
        self.in_hand.add((kind, number))
        try:
            yield
        finally:
            self.in_hand.discard((kind, number))

    def look_at_board(self) -> list[dict[str, Any]]:
        """Today's orders, sent again only if something happened."""
        tag = {"If-None-Match": self.board.tag} if self.board else {}
        path = f"/api/orders/today?per_page={A_PAGE}"
        reply = self.ask("board", "GET", path, expected=(200, 304), headers=tag)
        if reply.status != 304 or self.board is None:
            self.board = reply
        self.wait()
        return self.board.body["orders"]


class Cashier(Staff):
    """Stands at the counter and moves orders along."""

    @task(3)
    def watches(self) -> None:
        """The board."""
        self.look_at_board()

    @task(2)
    def moves(self) -> None:
        """The next step of an order that nobody has in hand."""
        if waiting := [order for order in self.look_at_board() if self.can_move(order)]:
            order = choice(waiting)
            with self.taking("order", order["id"]):
                step = {"status": order["next_statuses"][0]}
                path = f"/api/orders/{order['id']}/status"
                reply = self.ask("move order", "PUT", path, step)
                ROUND.statuses[order["id"]] = reply.body["order"]["status"]

    @task(1)
    def is_asked(self) -> None:
        """An order whose number somebody reads out."""
        if orders := self.look_at_board():
            self.get("find order", f"/api/orders/search?number={choice(orders)['order_number']}")

    def can_move(self, order: dict[str, Any]) -> bool:
        """Whether it is free, still stands where the board shows it, and may go on."""
        stands = ROUND.statuses.get(order["id"], order["status"]) == order["status"]
        return stands and ("order", order["id"]) not in self.in_hand and bool(order["next_statuses"])


class Manager(Staff):
    """Sits in the office: figures, prices, a look at the board."""

    @task(2)
    def reads_figures(self) -> None:
        """What was sold in thirty days, which is what the report covers if nobody says otherwise."""
        self.get("30-day report", f"/api/reports/sales?bucket={choice(CUTS)}")

    @task(2)
    def watches(self) -> None:
        """The board."""
        self.look_at_board()

    @task(3)
    def changes_a_price(self) -> None:
        """Another price for a product that nobody has in hand, if it is still the product that was looked at."""
        page = self.get("list for staff", f"/api/products?per_page={A_PAGE}&include_inactive=true")
        free = [each["id"] for each in page["products"] if ("product", each["id"]) not in self.in_hand]
        chosen = choice(free)
        path = f"/api/products/{chosen}"
        with self.taking("product", chosen):
            seen = self.ask("product for staff", "GET", path)
            self.wait()
            cents = round(seen.body["price"] * 100) + choice((-100, -50, 50, 100))
            change = {"price": max(cents, 100) / 100}
            reply = self.ask("change product", "PUT", path, change, headers={"If-Match": seen.tag})
            ROUND.prices[chosen] = round(reply.body["price"] * 100)
