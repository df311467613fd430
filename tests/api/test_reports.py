"""Figures of the shop: every one of them is added up a second time here, order by order."""

import random
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import selectinload

from app import services
from app.core.database import db
from app.core.permissions import Role
from app.models import Order, Payment, Product, Refund
from app.models.order_states import PaymentStatus, Status
from app.models.orders import Channel
from app.models.payments import PaymentKind
from tests.factories import Make, actor_of
from tests.people import Person

SALES = "/api/reports/sales"
BERLIN = ZoneInfo("Europe/Berlin")
MONEY = ("gross", "discounts", "refunds", "net", "tax", "shipping")
NOON = "2026-03-30T12:00:00Z"
RANGE = "from=2026-03-01&to=2026-03-30"


def in_cents(row: dict[str, Any], *names: str) -> list[int]:
    return [round(row[name] * 100) for name in names or MONEY]


class Ledger:
    """The shop's orders and refunds, read as models and added up by hand."""

    def __init__(self) -> None:
        loaded = select(Order).options(selectinload(Order.items)).order_by(Order.id)
        self.orders = [o for o in db.session.scalars(loaded) if not o.cancelled_at and not o.hidden_at]
        self.by_id = {order.id: order for order in self.orders}
        with_lines = select(Refund).options(selectinload(Refund.lines)).order_by(Refund.id)
        self.refunds = [r for r in db.session.scalars(with_lines) if r.order_id in self.by_id]
        self.cashiers: dict[int, int | None] = {}
        for payment in db.session.scalars(select(Payment).order_by(Payment.id)):
            if payment.kind is PaymentKind.RECEIVED:
                self.cashiers[payment.order_id] = payment.actor_id
        self.categories = {p.id: p.category_id for p in db.session.scalars(select(Product))}
        before: Counter[int] = Counter()
        self.shares: dict[int, tuple[int, ...]] = {}
        for refund in self.refunds:
            order = self.by_id[refund.order_id]
            after = before[order.id] + refund.amount_cents
            gone, now = self.paid_back(order, before[order.id]), self.paid_back(order, after)
            self.shares[refund.id] = tuple(a - b for a, b in zip(now, gone, strict=True))
            before[order.id] = after

    @staticmethod
    def paid_back(order: Order, cents: int) -> tuple[int, int, int]:
        """Goods, tax and shipping of the first `cents` paid back."""
        goods = (order.subtotal_cents - order.discount_cents) * cents // order.total_cents
        rest = cents - goods
        tax = order.tax_cents * rest // (order.tax_cents + order.shipping_cents)
        return goods, tax, rest - tax

    def figures(self, key: Any, since: datetime, until: datetime) -> dict[Any, list[int]]:
        """Orders, units and amounts by `key(order, moment)` from `since` to `until`."""
        found: dict[Any, list[int]] = defaultdict(lambda: [0] * 8)
        for order in self.orders:
            if since <= order.created_at < until:
                row, units = found[key(order, order.created_at)], sum(item.quantity for item in order.items)
                goods = sum(item.total_cents for item in order.items)
                change = (1, units, goods, order.discount_cents, 0, goods - order.discount_cents)
                row[:] = map(sum, zip(row, (*change, order.tax_cents, order.shipping_cents), strict=True))
        for refund in self.refunds:
            if since <= refund.created_at < until:
                row = found[key(self.by_id[refund.order_id], refund.created_at)]
                goods, tax, shipping = self.shares[refund.id]
                row[:] = map(sum, zip(row, (0, 0, 0, 0, goods, -goods, -tax, -shipping), strict=True))
        return dict(found)


def busy_month(make: Make, freeze: Any, orders: int = 30) -> list[Person]:
    """Orders, payments, discounts, refunds and cancellations at random moments of March, DST included."""
    dice = random.Random(11)
    products = [make.product(stock=10_000, price=dice.randrange(99, 9999)) for _ in range(5)]
    people = [make.user() for _ in range(4)]
    staff = [make.user(Role.CASHIER), make.user(Role.ADMIN)]
    minutes = sorted(dice.sample(range(31 * 24 * 60), orders))
    for minute in minutes:
        moment = datetime(2026, 2, 27, 21, 7, tzinfo=UTC) + timedelta(minutes=minute)
        freeze(moment.isoformat())
        lines = [(p, dice.randint(1, 5)) for p in dice.sample(products, dice.randint(1, 3))]
        method = dice.choice(["cash", "paypal", None])
        order = make.order(dice.choice(people), lines, payment_method=method)
        change_by_hand(make, order, dice)
        deeds = dice.choices(["none", "pay", "cancel", "delete", "refund"], [2, 4, 1, 1, 5])[0]
        if deeds in ("pay", "refund"):
            clerk = actor_of(dice.choice(staff))
            make.do(lambda o=order, c=clerk: services.payments.set_status(c, o.id, PaymentStatus.PAID))
        for _ in range(dice.randint(1, 3) if deeds == "refund" else 0):
            freeze((moment := moment + timedelta(minutes=dice.randrange(3000))).isoformat())
            pay_back(make, order, dice)
        if deeds == "cancel":
            make.do(lambda o=order: services.orders.set_status(make.boss, o.id, Status.CANCELLED))
        if deeds == "delete":
            make.do(lambda o=order: services.orders.delete(make.boss, o.id))
    freeze(NOON)
    return [make.person(user) for user in staff]


def change_by_hand(make: Make, order: Order, dice: random.Random) -> None:
    """What no route sets yet: a discount, and the other channel."""
    discount = dice.choice([0, 0, order.subtotal_cents // 7])
    values: dict[str, Any] = {"discount_cents": discount, "total_cents": order.total_cents - discount}
    values["channel"] = dice.choice(list(Channel))

    def write() -> None:
        db.session.execute(update(Order).where(Order.id == order.id).values(**values))
        db.session.commit()

    make.do(write)


def pay_back(make: Make, order: Order, dice: random.Random) -> None:
    def write() -> None:
        fresh = db.session.scalars(
            select(Order).where(Order.id == order.id).options(selectinload(Order.items))
        ).one()
        left = [item for item in fresh.items if item.left_quantity]
        if fresh.left_cents and dice.random() < 0.5:
            amount = dice.randint(1, fresh.left_cents)
            services.refunds.refund(make.boss, order.id, amount_cents=amount)
        elif fresh.left_cents and left:
            line = {"order_item_id": left[0].id, "quantity": 1}
            services.refunds.refund(make.boss, order.id, items=[line])

    make.do(write)


def test_every_figure_is_what_adding_up_the_orders_by_hand_comes_to(make, freeze):
    admin = busy_month(make, freeze)[1]
    report = admin.get(f"{SALES}?{RANGE}&top=100").json
    ledger = make.do(Ledger)
    since, until = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 31, tzinfo=UTC)

    def by_hand(key: Any) -> dict[Any, list[int]]:
        return ledger.figures(key, since, until)

    def told(rows: list[dict[str, Any]], name: str) -> dict[Any, list[int]]:
        found = {row[name]: [row["orders"], row["units"], *in_cents(row)] for row in rows}
        return {key: values for key, values in found.items() if any(values)}

    total = by_hand(lambda *_: "all")["all"]
    assert [report["total"]["orders"], report["total"]["units"], *in_cents(report["total"])] == total
    assert total[4] > 0 < total[3]
    days = by_hand(lambda _, moment: moment.date().isoformat())
    assert told(report["buckets"], "label") == days
    assert told(report["by_payment_method"], "payment_method") == by_hand(lambda order, _: order.payment_method)
    assert told(report["by_channel"], "channel") == by_hand(lambda order, _: order.channel)
    assert told(report["by_hour"], "hour") == by_hand(lambda _, moment: moment.hour)
    cashier = by_hand(lambda order, _: ledger.cashiers.get(order.id))
    assert told(report["by_cashier"], "user_id") == cashier
    assert len(report["buckets"]) == 30
    refunds = [refund for refund in ledger.refunds if since <= refund.created_at < until]
    assert report["total"]["refund_count"] == len(refunds)
    assert sum(bucket["refund_count"] for bucket in report["buckets"]) == len(refunds)
    assert round(report["total"]["average_order"] * 100) == (2 * (total[2] - total[3]) + total[0]) // (2 * total[0])
    for way in ("by_product", "by_category"):
        for name in ("gross", "discounts", "refunds", "net", "units"):
            assert round(sum(row[name] for row in report[way]), 2) == report["total"][name], (way, name)
    for row in report["by_product"]:
        items = [i for o in ledger.orders for i in o.items if since <= o.created_at < until]
        mine = [item for item in items if item.product_id == row["product_id"]]
        assert row["units"] == sum(item.quantity for item in mine)
        assert in_cents(row, "gross") == [sum(item.total_cents for item in mine)]
        assert (row["orders"], row["category_id"]) == (len(mine), ledger.categories[row["product_id"]])


def test_a_report_agrees_with_the_order_list_of_the_same_range(make, freeze):
    admin = busy_month(make, freeze, orders=15)[1]
    for days in ("from=2026-03-01&to=2026-03-30", "from=2026-03-05&to=2026-03-12", "from=2026-03-09&to=2026-03-09"):
        total = admin.get(f"{SALES}?{days}").json["total"]
        listed = admin.get(f"/api/orders/admin?{days}&per_page=100").json["orders"]
        counted = [order for order in listed if order["cancelled_at"] is None]
        assert total["orders"] == len(counted)
        assert total["gross"] == round(sum(order["subtotal"] for order in counted), 2)
        assert total["discounts"] == round(sum(order["discount"] for order in counted), 2)
        assert total["units"] == sum(order["total_items"] for order in counted)


@pytest.mark.parametrize("bucket", ["hour", "day", "week", "month"])
def test_the_pieces_of_a_range_add_up_to_it_in_a_zone_of_its_own(bucket, installation, freeze):
    make = Make(installation.with_settings(shop_timezone=BERLIN))
    admin = busy_month(make, freeze, orders=12)[1]
    report = admin.get(f"{SALES}?{RANGE}&bucket={bucket}").json
    until = datetime(2026, 3, 31, tzinfo=BERLIN)
    by_hand = make.do(Ledger).figures(lambda *_: 0, datetime(2026, 3, 1, tzinfo=BERLIN), until)[0]
    assert [report["total"]["orders"], report["total"]["units"], *in_cents(report["total"])] == by_hand
    for name in MONEY:
        assert round(sum(piece[name] for piece in report["buckets"]), 2) == report["total"][name]
    ends = [piece["end"] for piece in report["buckets"]]
    assert [piece["start"] for piece in report["buckets"]][1:] == ends[:-1]
    assert report["timezone"] == "Europe/Berlin"


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-06-01", 24)])
def test_a_day_has_the_hours_its_clock_has(day, hours, installation, freeze):
    freeze("2026-11-20T12:00:00Z")
    admin = Make(installation.with_settings(shop_timezone=BERLIN)).person(Role.ADMIN)
    buckets = admin.get(f"{SALES}?from={day}&to={day}&bucket=hour").json["buckets"]
    assert (len(buckets), len({bucket["label"] for bucket in buckets})) == (hours, hours)
    assert buckets[0]["label"].startswith(f"{day}T00:00+0")


def test_an_order_at_the_repeated_hour_is_in_the_right_one(installation, freeze):
    make = Make(installation.with_settings(shop_timezone=BERLIN))
    freeze("2026-10-25T01:30:00Z")  # half past two for the second time
    make.order()
    freeze("2026-10-25T12:00:00Z")
    report = make.person(Role.MANAGER).get(f"{SALES}?from=2026-10-25&bucket=hour").json
    assert [b["label"] for b in report["buckets"] if b["orders"]] == ["2026-10-25T02:00+01:00"]
    assert [row["hour"] for row in report["by_hour"] if row["orders"]] == [2]


def test_a_refund_counts_on_the_day_it_happened_and_ends_at_nothing(make, sign_in, freeze):
    admin = sign_in(Role.ADMIN)
    freeze("2026-03-02T10:00:00Z")
    order = make.order(lines=[(make.product(price=3333), 3)], paid=True)
    freeze("2026-03-04T10:00:00Z")
    for cents in (1001, 1, 3337, None):
        make.do(lambda cents=cents: services.refunds.refund(make.boss, order.id, amount_cents=cents))
    report = make.person(admin.user).get(f"{SALES}?from=2026-03-02&to=2026-03-04").json
    sold, _, back = report["buckets"]
    assert in_cents(sold, "gross", "refunds", "net") == [9999, 0, 9999]
    assert in_cents(back, "gross", "refunds", "net") == [0, 9999, -9999]
    assert in_cents(report["total"], "net", "tax", "shipping") == [0, 0, 0]


def test_cancelled_and_deleted_orders_do_not_count_not_even_when_they_are_refunded(make, sign_in):
    admin = sign_in(Role.ADMIN)
    cancelled = make.order(paid=True)
    make.do(lambda: services.orders.set_status(make.boss, cancelled.id, Status.CANCELLED))
    make.do(lambda: services.refunds.refund(make.boss, cancelled.id))
    make.do(lambda: services.orders.delete(make.boss, make.order(paid=True).id))
    total = admin.get(SALES).json["total"]
    assert not any(total.values())


def test_who_recorded_the_payment_that_stands_took_the_money(make, sign_in):
    first, second = make.user(Role.CASHIER), make.user(Role.CASHIER)
    taken, reopened = make.order(), make.order()
    for order, steps in (
        (taken, [(first, PaymentStatus.PAID), (first, PaymentStatus.PENDING), (second, PaymentStatus.PAID)]),
        (reopened, [(first, PaymentStatus.PAID), (first, PaymentStatus.PENDING)]),
    ):
        for clerk, status in steps:
            make.do(lambda c=clerk, o=order, s=status: services.payments.set_status(actor_of(c), o.id, s))
    rows = sign_in(Role.ADMIN).get(SALES).json["by_cashier"]
    assert {(row["user_id"], row["username"], row["orders"]) for row in rows} == {
        (second.id, second.username, 1),
        (None, None, 1),
    }


def test_people_are_new_once(make, sign_in, freeze):
    freeze("2026-03-02T10:00:00Z")
    regular, fresh = make.user(), make.user()
    make.order(regular)
    freeze("2026-03-09T10:00:00Z")
    for customer in (regular, fresh, fresh):
        make.order(customer)
    admin = sign_in(Role.ADMIN)
    assert admin.get(f"{SALES}?from=2026-03-09").json["customers"] == {"new": 1, "returning": 1}
    assert admin.get(f"{SALES}?from=2026-03-01").json["customers"] == {"new": 2, "returning": 0}


@pytest.mark.parametrize(
    ("how", "first", "last"),
    [
        ("previous", "2024-02-19", "2024-02-23"),
        ("week", "2024-02-17", "2024-02-21"),
        ("year", "2023-02-24", "2023-02-28"),
    ],
)
def test_a_range_stands_beside_another(how, first, last, make, sign_in, freeze):
    freeze(f"{last}T10:00:00Z")
    make.order(lines=[(make.product(price=700), 1)])
    freeze("2024-03-01T10:00:00Z")
    report = sign_in(Role.ADMIN).get(f"{SALES}?from=2024-02-24&to=2024-02-28&compare={how}").json
    compared = report["compared"]
    assert (compared["from"], compared["to"], compared["total"]["gross"]) == (first, last, 7.0)
    assert [piece["orders"] for piece in compared["buckets"]] == [0, 0, 0, 0, 1]
    assert report["total"]["orders"] == 0


def test_today_stands_beside_last_week_up_to_the_same_minute(installation, freeze):
    make = Make(installation.with_settings(shop_timezone=BERLIN))
    product = make.product(price=1000, stock=100)
    # Summer time began in between: the same minute on the wall is another one in UTC.
    for moment in ("2026-03-26T09:59:30Z", "2026-03-26T10:00:30Z", "2026-03-26T10:01:00Z", "2026-04-02T08:30:00Z"):
        freeze(moment)
        make.order(lines=[(product, 1)])
    freeze("2026-04-02T09:00:30Z")
    report = make.person(Role.MANAGER).get("/api/reports/today").json
    assert (report["today"]["date"], report["last_week"]["date"]) == ("2026-04-02", "2026-03-26")
    assert (report["today"]["orders"], report["last_week"]["orders"]) == (1, 2)
    assert report["difference"]["orders"] == -1
    assert report["difference"]["gross"] == -10.0
    assert report["last_week"]["until"] == "2026-03-26T10:01:00+00:00"


def test_a_manager_looks_back_as_far_as_the_order_list_does(sign_in, freeze):
    freeze(NOON)
    manager, admin = sign_in(Role.MANAGER), sign_in(Role.ADMIN)
    assert manager.get(SALES).status_code == 200
    assert manager.get(f"{SALES}?from=2026-02-28").status_code == 200
    for query in ("from=2026-02-27", "from=2026-02-28&compare=week", "compare=previous", "to=2026-03-01"):
        refused = manager.get(f"{SALES}?{query}")
        assert refused.status_code == 403, query
        assert refused.json["details"]["earliest"] == "2026-02-28"
        assert "30 days" in refused.json["error"]
        assert admin.get(f"{SALES}?{query}").status_code == 200


@pytest.mark.parametrize("path", ["sales", "today", "attention", "low-stock", "inventory", "sales?format=csv"])
def test_reports_are_for_managers_and_admins(path, sign_in, stranger):
    assert stranger.get(f"/api/reports/{path}").status_code == 401
    told = {role: sign_in(role).get(f"/api/reports/{path}") for role in Role}
    assert [told[role].status_code for role in Role] == [403, 403, 200, 200]
    assert told[Role.CASHIER].json["details"]["permission"] == "report:view"


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("from=2026-03-20&to=2026-03-10", "to"),
        ("to=2026-03-31", "to"),
        ("from=2026-04-01", "from"),
        ("from=2024-03-29", "to"),
        ("from=2026-02-27&bucket=hour", "bucket"),
        ("bucket=minute", "bucket"),
        ("compare=never", "compare"),
        ("top=0", "top"),
        ("top=many", "top"),
        ("from=yesterday", "from"),
        ("from=2026-02-30", "from"),
        ("from=0001-01-01", "from"),
        ("from=2026-03-01T00:00:00Z", "from"),
        ("format=pdf", "format"),
    ],
)
def test_what_is_wrong_with_a_range_is_said_by_field(query, field, sign_in, freeze):
    freeze(NOON)
    refused = sign_in(Role.ADMIN).get(f"{SALES}?{query}")
    assert (refused.status_code, list(refused.json["details"])) == (400, [field])


def test_two_whole_years_are_not_too_long(sign_in, freeze):
    freeze(NOON)
    report = sign_in(Role.ADMIN).get(f"{SALES}?from=2024-03-30&bucket=month").json
    assert (len(report["buckets"]), report["buckets"][0]["label"]) == (25, "2024-03")
    assert date.fromisoformat(report["to"]) == date(2026, 3, 30)


def test_a_report_asks_as_much_of_many_orders_as_of_few(make, sign_in, statements):
    admin = sign_in(Role.ADMIN)
    counts = []
    for orders in (2, 6):
        for _ in range(orders):
            order = make.order(lines=[(make.product(), 1), (make.product(), 2)], paid=True)
            make.do(lambda o=order: services.refunds.refund(make.boss, o.id, amount_cents=500))
        with statements() as said:
            assert admin.get(f"{SALES}?compare=previous").status_code == 200
        counts.append(len(said))
    assert counts[0] == counts[1] <= 13
