"""What a cashier, a manager and an admin are shown at one moment, asked for as their clients ask."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from app.core.permissions import Role
from app.models.order_numbers import number_of
from tests.people import Person
from tests.printing import words
from tests.proofs.clock.day_book import DayBook
from tests.proofs.harness.shop import Shop
from tests.proofs.oracle.almanac import DAY, beginning, date_at, hours
from tests.proofs.oracle.tally import Tally

MONTH = DAY * 30
PATIENCE = timedelta(minutes=30)


class Staff:
    """People who work in the shop; each is signed in anew whenever they ask."""

    def __init__(self, shop: Shop, book: DayBook, tally: Tally, dice: Random) -> None:
        self.shop, self.book, self.tally, self.dice = shop, book, tally, dice
        self.users = [shop.make.user(role) for role in (Role.CASHIER, Role.MANAGER, Role.ADMIN)]

    def ask(self, now: datetime, zone: ZoneInfo) -> None:
        """Ask for everything that depends on the shop's day."""
        cashier, manager, admin = (self.shop.make.person(user) for user in self.users)
        day = date_at(now, zone)
        self._orders(cashier, manager, day, zone)
        for person, first in ((cashier, day), (manager, day - MONTH)):
            for order_id, inside in self.book.edge(first, zone):
                self._one_order(person, order_id, 200 if inside else 404)
        for order_id, inside in self.book.edge(day, zone):
            # The last digits of a number are those of today's orders, whoever asks.
            somebody, digits = self.dice.choice([cashier, manager, admin]), number_of(order_id)[-5:]
            told = somebody.get(f"/api/orders/search?number={digits}").status_code
            self.tally.same(told, 200 if inside else 404, "last digits", order_id, now, zone)
        self._receipt(cashier, day, zone)
        self._sales(manager, day, zone)
        self._today(manager, now, day, zone)
        for person, within in ((manager, self.book.since(day - MONTH, zone)), (admin, set(self.book.placed))):
            waiting = _seen(person, "/api/reports/attention")["waiting"]["count"]
            self.tally.same(waiting, self.book.unmoved(within, now - PATIENCE), "waiting", now, zone)

    def _orders(self, cashier: Person, manager: Person, day: date, zone: ZoneInfo) -> None:
        todays, months = self.book.on(day, zone), self.book.since(day - MONTH, zone)
        self.tally.same(_listed(cashier, "/api/orders"), todays, "a cashier's orders", day, zone)
        self.tally.same(_listed(manager, "/api/orders/admin"), months, "a manager's orders", day, zone)
        self.tally.same(_listed(manager, "/api/orders/today"), todays, "the board", day, zone)
        some_day = day - DAY * self.dice.randint(0, 31)
        asked = _listed(manager, f"/api/orders/admin?from={some_day}&to={some_day}")
        self.tally.same(asked, self.book.on(some_day, zone) & months, "orders of", some_day, day, zone)

    def _one_order(self, person: Person, order_id: int, wanted: int) -> None:
        number = number_of(order_id)
        for path in (f"/api/orders/{order_id}", f"/api/orders/search?number={number}"):
            self.tally.same(person.get(path).status_code, wanted, path, self.book.placed[order_id])

    def _receipt(self, cashier: Person, day: date, zone: ZoneInfo) -> None:
        for order_id, inside in self.book.edge(day, zone):
            reply = cashier.get(f"/api/orders/{order_id}/receipt.pdf")
            self.tally.same(reply.status_code, 200 if inside else 404, "receipt", order_id, day, zone)
            if inside and reply.status_code == 200:
                printed = f"{self.book.placed[order_id].astimezone(zone):%Y-%m-%d %H:%M}"
                paper = " ".join(words(reply.data).replace(" | ", " ").split())
                self.tally.same(printed in paper, True, printed, paper)

    def _sales(self, manager: Person, day: date, zone: ZoneInfo) -> None:
        said = _seen(manager, f"/api/reports/sales?from={day}&to={day}&bucket=hour")
        self.tally.same(
            (said["today"], said["earliest"], said["total"]["orders"], said["buckets"][0]["start"]),
            (f"{day}", f"{day - MONTH}", len(self.book.on(day, zone)), beginning(day, zone).isoformat()),
            "sales of", day, zone,
        )  # fmt: skip
        found = [hour["orders"] for hour in said["buckets"]], [hour["orders"] for hour in said["by_hour"]]
        wanted = self.book.by_hour_of_the_day(day, zone), self.book.by_hour_on_the_wall(day, zone)
        self.tally.same(found, wanted, "hours of", day, zone)
        since = [(day - MONTH, 200), (day - MONTH - DAY, 403)]
        told = [manager.get(f"/api/reports/sales?from={first}").status_code for first, _ in since]
        self.tally.same(told, [status for _, status in since], "a report of 30 days", day, zone)

    def _today(self, manager: Person, now: datetime, day: date, zone: ZoneInfo) -> None:
        said, week_ago = _seen(manager, "/api/reports/today"), day - DAY * 7
        found = said["today"]["date"], said["today"]["from"], said["today"]["orders"], said["last_week"]["date"]
        opened = beginning(day, zone).isoformat()
        self.tally.same(found, (f"{day}", opened, len(self.book.on(day, zone)), f"{week_ago}"), "today", now, zone)
        # Where an hour was shown twice or not at all, the same minute may be either.
        if hours(day, zone) == hours(week_ago, zone) == 24:
            told, wanted = said["last_week"]["orders"], self.book.so_far(week_ago, now, zone)
            self.tally.same(told, wanted, "until the same minute a week ago", now, zone)
        dates = [_seen(manager, path)["date"] for path in ("/api/orders/today", "/api/reports/inventory")]
        self.tally.same(dates, [f"{day}"] * 2, "dates", now, zone)


def _seen(person: Person, path: str) -> Any:
    reply = person.get(path)
    assert reply.status_code == 200, f"GET {path} is answered with {reply.status_code}: {reply.text}"
    return reply.json


def _listed(person: Person, path: str) -> set[int]:
    """The ids of all pages of a list."""
    found: list[int] = []
    page: dict[str, Any] = {"has_next": True, "current_page": 0}
    while page["has_next"]:
        page = _seen(person, f"{path}{'&' if '?' in path else '?'}per_page=100&page={page['current_page'] + 1}")
        found += [order["id"] for order in page["orders"]]
    return set(found) if len(set(found)) == len(found) else {-1}
