"""What was sold in the example shop: when, to whom, what became of it. The dice fall the same each time."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from app import services
from app.core import clock, money
from app.core.config import settings
from app.core.database import db
from app.core.permissions import Actor
from app.models import Product
from app.models.order_states import PaymentMethod, PaymentStatus, Status

STAFF, ORDERS, DAYS, TODAYS = 3, 100, 60, 9
HISTORY_DAYS = 730
CITIES = (("Leeds", "Yorkshire", "LS1 4AP"), ("Bristol", "Avon", "BS1 5TR"), ("Bath", "Somerset", "BA1 1LZ"))
PLACE = ("city", "state", "postal_code", "country")
WISHES = (None, None, None, "Please ring twice.", "Leave it next door.")
RETURNED = "Returned within 30 days"

# How orders of a certain age ended; together they show every status.
TODAY_ENDS = (Status.PENDING, Status.PENDING, Status.CONFIRMED, Status.PROCESSING, Status.CANCELLED)
RECENT_ENDS = (Status.CONFIRMED, Status.PROCESSING, Status.SHIPPED, Status.DELIVERED, Status.CANCELLED)
OLD_ENDS = (*(Status.DELIVERED,) * 7, Status.REFUNDED, Status.CANCELLED, Status.SHIPPED)
FORWARD = (Status.PENDING, Status.CONFIRMED, Status.PROCESSING, Status.SHIPPED, Status.DELIVERED)


@dataclass
class Shop:
    """What the parts of the story share."""

    now: datetime
    dice: random.Random
    admin: Actor
    cashier: Actor
    customers: list[Actor]
    products: list[Product]

    @cached_property
    def plenty(self) -> list[int]:
        """The products there are enough of to sell."""
        return [article.id for article in self.products if int(article.sku[-5:]) % 10]


@dataclass(frozen=True)
class Sale:
    """One order: what was wanted, and the steps it took to its end. `number` is what its parcel is called."""

    number: int
    moment: datetime
    ending: Status
    buyer: Actor
    items: list[tuple[int, int]]
    method: PaymentMethod
    notes: str | None

    @property
    def is_paid(self) -> bool:
        """Whether the money came in: it did unless the order still waits or was called off."""
        return self.ending not in (Status.PENDING, Status.CANCELLED)

    def steps(self, now: datetime) -> list[tuple[Status, datetime]]:
        """The statuses after the first of a paid order, some hours apart and never after `now`."""
        last = Status.DELIVERED if self.ending is Status.REFUNDED else self.ending
        taken = FORWARD[1 : FORWARD.index(last) + 1]
        return [(step, min(now, self.moment + timedelta(hours=5 * n))) for n, step in enumerate(taken, start=1)]

    def returned_at(self, now: datetime) -> datetime:
        """When a refunded order was paid back."""
        return min(now, self.moment + timedelta(days=3))

    @property
    def parcel(self) -> str:
        """What the carrier calls it."""
        return f"PX{self.number:08}GB"


def address_of(number: int) -> dict[str, str | None]:
    """Where a customer lives and has orders sent."""
    place = dict(zip(PLACE, (*CITIES[number % len(CITIES)], "United Kingdom"), strict=True))
    return {"line1": f"{number} High Street", "line2": None, **place}


def sales(dice: random.Random) -> Iterator[tuple[datetime, Status]]:
    """When each of the 100 orders was placed and how it ended."""
    zone = settings().shop_timezone
    now, midnight = clock.now(), clock.days_ago(0, zone)
    for number in range(TODAYS):
        yield midnight + (now - midnight) * (number + 1) / (TODAYS + 1), TODAY_ENDS[number % len(TODAY_ENDS)]
    for number in range(ORDERS - TODAYS):
        days = 1 + number * (DAYS - 1) // (ORDERS - TODAYS)
        endings = RECENT_ENDS if days <= 5 else OLD_ENDS
        moment = clock.days_ago(days, zone) + timedelta(minutes=dice.randrange(8 * 60, 21 * 60))
        yield moment, endings[number % len(endings)]


def history(orders: int, dice: random.Random) -> Iterator[tuple[datetime, Status]]:
    """The same for `orders` orders of two years, oldest first: twice as many a day at the end as at the start."""
    zone, before = settings().shop_timezone, 0
    whole = sum(range(HISTORY_DAYS, 2 * HISTORY_DAYS))
    for days in range(HISTORY_DAYS, 0, -1):
        pace = 2 * HISTORY_DAYS - days
        many = money.part(orders, before, pace, whole)
        before += pace
        day = clock.days_ago(days, zone)
        for minute in sorted(dice.randrange(8 * 60, 21 * 60) for _ in range(many)):
            yield day + timedelta(minutes=minute), dice.choice(RECENT_ENDS if days <= 5 else OLD_ENDS)


def drawn(shop: Shop, number: int, moment: datetime, ending: Status) -> Sale:
    """Who bought what at `moment`."""
    dice, buyer = shop.dice, shop.dice.choice(shop.customers)
    bought = dice.sample(shop.plenty, dice.randrange(1, 5))
    items = [(product_id, dice.randrange(1, 4)) for product_id in bought]
    return Sale(number, moment, ending, buyer, items, dice.choice(list(PaymentMethod)), dice.choice(WISHES))


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Make `moment` the present, and write what is done in it before it is over: rows are dated when written."""
    with clock.pretend(moment):
        yield
        db.session.flush()


def sell(shop: Shop, sale: Sale) -> None:
    """One order and what became of it, through the services."""
    with at(sale.moment):
        order = services.orders.place(
            sale.buyer,
            items=[{"product_id": product_id, "quantity": quantity} for product_id, quantity in sale.items],
            shipping_address=address_of(sale.buyer.id - STAFF),
            payment_method=sale.method,
            customer_notes=sale.notes,
        )
        if sale.ending is Status.CANCELLED:
            services.orders.cancel(sale.buyer, order.id)
        if sale.is_paid:
            services.payments.set_status(shop.cashier, order.id, PaymentStatus.PAID)
    if sale.is_paid:
        follow(shop, sale, order.id)


def follow(shop: Shop, sale: Sale, order_id: int) -> None:
    """Take a paid order step by step to its end."""
    for status, moment in sale.steps(shop.now):
        with at(moment):
            if status is Status.SHIPPED:
                services.orders.ship(shop.admin, order_id, sale.parcel)
            else:
                services.orders.set_status(shop.admin, order_id, status)
    if sale.ending is Status.REFUNDED:
        with at(sale.returned_at(shop.now)):
            services.refunds.refund(shop.admin, order_id, reason=RETURNED)
