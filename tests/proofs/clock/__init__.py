"""The shop's day in every zone: which orders are today's or of 30 days, and when a token is over, to the moment."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import time_machine
from sqlalchemy import select

from app import repositories as repo
from app.core import clock
from app.core.database import db
from app.core.periods import Bucket, Period
from app.core.permissions import Actor, Permission, Role
from app.models import Order
from app.repositories.orders import OrderFilters
from tests.proofs.clock.day_book import DayBook
from tests.proofs.clock.office_hours import MONTH, Staff
from tests.proofs.clock.sign_ins import SignIns
from tests.proofs.harness.proof import Proof, Trial
from tests.proofs.harness.shop import Shop
from tests.proofs.oracle.almanac import DAY, HOUR, MOMENT, ZONES, beginning, date_at, hours, remarkable
from tests.proofs.oracle.tally import Tally

STOCK = 1_000_000
SECOND = timedelta(seconds=1)
# Around a day somebody looks so often, so often through the API, each time also in so many other zones.
LOOKS, BY_THE_API, ELSEWHERE = 8, 2, 4
A_DAY = LOOKS * (1 + ELSEWHERE)


class Walk:
    """A shop that walks through six years, from one remarkable moment to the next."""

    def __init__(self, shop: Shop, dice: Random) -> None:
        self.shop, self.dice = shop, dice
        self.tally, self.book = Tally(), DayBook()
        self.customer, self.product = shop.make.user(), shop.make.product(stock=STOCK)
        self.staff = Staff(shop, self.book, self.tally, dice)
        self.sign_ins = SignIns(shop, self.tally, dice)

    def place(self, moment: datetime) -> None:
        """Place an order."""
        with self._at(moment):
            order = self.shop.make.order(self.customer, [(self.product, 1)])
        self.tally.same(order.created_at, moment, "an order is placed")
        self.book.add(order.id, moment)

    def look(self, moment: datetime, zone: ZoneInfo, *, through_the_api: bool) -> None:
        """See what day it is in a shop in `zone`, and which orders it shows."""
        self.shop.app.config["SETTINGS"] = replace(self.shop.settings, shop_timezone=zone)
        with self._at(moment):
            self._wall(moment, zone)
            with self.shop.app.app_context():
                self._windows(date_at(moment, zone), zone)
            if through_the_api:
                self.tally.counted["by the API"] += 1
                self.staff.ask(moment, zone)

    def _wall(self, moment: datetime, zone: ZoneInfo) -> None:
        day = date_at(moment, zone)
        start, end = beginning(day, zone), beginning(day + DAY, zone)
        found = clock.today(zone), clock.days_ago(0, zone), clock.days_ago(30, zone)
        self.tally.same(found, (day, start, beginning(day - MONTH, zone)), moment, zone)
        edges = clock.moment_of(day, zone), clock.moment_of(day, zone, end=True)
        self.tally.same(edges, (start, end), moment, zone)
        pieces = [(hour.start, hour.end) for hour in Period(day, day).cut(Bucket.HOUR, zone)]
        passed = [(start + HOUR * hour, start + HOUR * (hour + 1)) for hour in range(hours(day, zone))]
        self.tally.same(pieces, passed, "hours of", day, zone)

    def _windows(self, day: date, zone: ZoneInfo) -> None:
        some_day = day - DAY * self.dice.randint(0, 31)
        cashier, manager = Actor(0, Role.CASHIER), Actor(0, Role.MANAGER)
        for conditions, wanted in (
            ([repo.orders.within(cashier, Permission.ORDER_VIEW)], self.book.since(day, zone)),
            ([repo.orders.within(manager, Permission.ORDER_VIEW)], self.book.since(day - MONTH, zone)),
            (OrderFilters(since=some_day, until=some_day).clauses(), self.book.on(some_day, zone)),
            (repo.reports.placed_within(Period(some_day, day).span(zone)), self.book.since(some_day, zone)),
        ):
            found = set(db.session.scalars(select(Order.id).where(*conditions)))
            self.tally.same(found, wanted, day, some_day, zone)

    def _at(self, moment: datetime) -> time_machine.travel:
        # The clock of the computer shows the time of some other place than the shop's.
        return time_machine.travel(moment.astimezone(self.dice.choice(ZONES)), tick=False)


@dataclass(frozen=True, order=True)
class Look:
    """A moment at which somebody looks, and the zone of the shop they look at."""

    moment: datetime
    zone: str
    through_the_api: bool


def walk_through_six_years(trial: Trial) -> None:
    """`n` times somebody looks at what day it is, in a shop of one zone or another."""
    with trial.shop(serve=False) as shop:
        zones = [ZONES[number % len(ZONES)] for number in range(-(-trial.n // A_DAY))]
        days = [(zone, remarkable(trial.dice, zone, number)) for number, zone in enumerate(zones)]
        orders = sorted(moment for zone, day in days for moment in _orders(trial.dice, zone, day))
        looks = sorted(look for zone, day in days for look in _looks(trial.dice, zone, day))
        with time_machine.travel(orders[0], tick=False):
            walk = Walk(shop, trial.dice)
        try:
            for look in looks:
                while orders and orders[0] <= look.moment:
                    walk.place(orders.pop(0))
                walk.look(look.moment, ZoneInfo(look.zone), through_the_api=look.through_the_api)
            for number, (zone, day) in enumerate(days):
                evening = beginning(day, zone) - SECOND * 5400 * trial.dice.random()
                walk.sign_ins.check(evening, in_cookie=number % 2 == 0)
        finally:
            trial.found(
                days=len(days),
                moments=len(looks),
                orders=len(walk.book.placed),
                by_the_api=walk.tally.counted["by the API"],
                sign_ins=len(days),
                compared=walk.tally.compared,
                mismatches=walk.tally.differences,
            )
        walk.tally.judge()
        assert shop.differences() == [], "the books do not agree"


def _orders(dice: Random, zone: ZoneInfo, day: date) -> list[datetime]:
    """Orders at the edges of `day` and of the 30 days before it, one within it, and one a week before."""
    opened, month, week_ago = (beginning(day - DAY * before, zone) for before in (0, 30, 7))
    some = [midnight + DAY * dice.random() for midnight in (opened, week_ago)]
    return [month - MOMENT, month, opened - MOMENT, opened, *some]


def _looks(dice: Random, zone: ZoneInfo, day: date) -> Iterator[Look]:
    """Looks at the edges of `day` and within it, in its own zone and in others."""
    opened, closed = beginning(day, zone), beginning(day + DAY, zone)
    some = [opened + (closed - opened) * dice.random() for _ in range(3)]
    edges = [opened, opened + MOMENT, closed - MOMENT, closed, closed + HOUR * dice.random()]
    asked = dice.sample(range(LOOKS), BY_THE_API)
    for number, moment in enumerate([*edges, *some]):
        yield Look(moment, zone.key, number in asked)
        yield from (Look(moment, other.key, False) for other in dice.sample(ZONES, ELSEWHERE))


PROOF = Proof(
    promise="Today, 30 days and the end of a token are what the clock on the shop's wall says, in every zone",
    run=walk_through_six_years,
    full={"postgresql": 5_000, "sqlite": 5_000},
    quick={"postgresql": 280, "sqlite": 280},
)
