"""Days are added up once, and no report can tell: whatever happens later, it says what the orders come to."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import delete, func, select, update

from app import services
from app.core import clock
from app.core.database import db
from app.core.permissions import Role
from app.models import Category, Order, OrderItem, Product, Tally, TallyChange, TallyRound, User
from app.models.order_states import PaymentStatus
from app.services import kept, tallies
from tests.api.test_reports import NOON, SALES, busy_month
from tests.factories import Make, actor_of
from tests.people import Person

PATH = f"{SALES}?from=2026-03-01&to=2026-03-29&compare=previous&top=100"
IN_THE_RANGE = (
    select(Order)
    .where(Order.created_at > datetime(2026, 3, 5, tzinfo=UTC), Order.cancelled_at.is_(None))
    .where(Order.hidden_at.is_(None), Order.paid_cents == 0)
    .order_by(Order.id)
    .limit(1)
)


def written(make: Make, *statements: Any) -> None:
    """Do this behind the back of every service."""

    def write() -> None:
        for statement in statements:
            db.session.execute(statement)
        db.session.commit()

    make.do(write)


def many(make: Make, table: type[Any]) -> int:
    return make.do(lambda: db.session.scalar(select(func.count()).select_from(table)) or 0)


def as_if_nothing_was_kept(make: Make, person: Person, path: str = PATH) -> bytes:
    """The reply to `path` from the orders, payments and refunds alone."""
    written(make, delete(Tally), delete(TallyRound))
    kept.forget()
    return person.get(path).data


def unpaid(make: Make) -> Order:
    return make.do(lambda: db.session.scalars(IN_THE_RANGE).one())


def sold(make: Make) -> Product:
    bought = select(Product).join(OrderItem, OrderItem.product_id == Product.id).order_by(Product.id).limit(1)
    return make.do(lambda: db.session.scalars(bought).one())


def cancelled(make: Make, _: Any) -> None:
    written(make, update(Order).where(Order.id == unpaid(make).id).values(cancelled_at=clock.now()))


def reopened(make: Make, _: Any) -> None:
    written(make, update(Order).where(Order.cancelled_at.is_not(None)).values(cancelled_at=None))


def deleted(make: Make, _: Any) -> None:
    order = unpaid(make)
    make.do(lambda: services.orders.delete(make.boss, order.id))


def paid_at_last(make: Make, _: Any) -> None:
    order, clerk = unpaid(make), make.user(Role.ADMIN)
    make.do(lambda: services.payments.set_status(actor_of(clerk), order.id, PaymentStatus.PAID))


def paid_back_in_the_past(make: Make, freeze: Any) -> None:
    freeze("2026-03-20T10:00:00Z")
    paid = select(Order.id).where(Order.paid_cents > Order.refunded_cents, Order.cancelled_at.is_(None))
    make.do(lambda: services.refunds.refund(make.boss, db.session.scalar(paid.limit(1)) or 0, amount_cents=7))


def sold_in_the_past(make: Make, freeze: Any) -> None:
    freeze("2026-03-18T10:00:00Z")
    make.order()


def renamed_product(make: Make, _: Any) -> None:
    written(make, update(Product).where(Product.id == sold(make).id).values(name="Another name"))


def moved_product(make: Make, _: Any) -> None:
    shelf = make.category(name="Another shelf")
    written(make, update(Product).where(Product.id == sold(make).id).values(category_id=shelf.id))


def renamed_category(make: Make, _: Any) -> None:
    written(make, update(Category).where(Category.id == sold(make).category_id).values(name="Another one"))


def renamed_cashier(make: Make, _: Any) -> None:
    written(make, update(User).where(User.role == Role.CASHIER).values(username="another"))


DEEDS = (
    cancelled,
    reopened,
    deleted,
    paid_at_last,
    paid_back_in_the_past,
    sold_in_the_past,
    renamed_product,
    moved_product,
    renamed_category,
    renamed_cashier,
)


@pytest.mark.parametrize("deed", DEEDS)
def test_what_happens_after_a_day_was_added_up_is_in_the_next_report(
    deed: Callable[[Make, Any], None], make, freeze
):
    admin = busy_month(make, freeze)[1]
    before = admin.get(PATH).data
    assert many(make, Tally) == 58
    assert admin.get(PATH).data == before
    deed(make, freeze)
    freeze(NOON)
    after = admin.get(PATH).data
    assert after != before
    assert after == admin.get(PATH).data == as_if_nothing_was_kept(make, admin)


def test_somebody_is_new_on_a_later_day_when_their_first_order_is_cancelled_after_all(make, sign_in, freeze):
    admin, regular = sign_in(Role.ADMIN), make.user()
    orders = []
    for day in ("2026-03-02", "2026-03-09", "2026-03-16"):
        freeze(f"{day}T10:00:00Z")
        orders.append(make.order(regular))
    freeze(NOON)
    path, week = f"{SALES}?from=2026-03-01&to=2026-03-29", f"{SALES}?from=2026-03-09&to=2026-03-15"
    admin = make.person(admin.user)
    admin.get(path)
    assert admin.get(week).json["customers"] == {"new": 0, "returning": 1}
    written(make, update(Order).where(Order.id == orders[0].id).values(cancelled_at=clock.now()))
    assert admin.get(week).json["customers"] == {"new": 1, "returning": 0}
    assert admin.get(path).json["customers"] == {"new": 1, "returning": 0}
    written(make, update(Order).where(Order.id == orders[0].id).values(cancelled_at=None))
    assert admin.get(week).json["customers"] == {"new": 0, "returning": 1}


# SQLite has one writer: whoever would keep a day waits for the other one.
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_what_is_committed_only_after_the_day_was_added_up_is_in_the_next_report(app, make, freeze):
    admin, order = busy_month(make, freeze)[1], unpaid(make)
    with app.app_context(), db.engine.connect() as slow:
        slow.execute(update(Order).where(Order.id == order.id).values(cancelled_at=clock.now()))
        # Its change has a lower number than those that come now.
        make.order()
        before = admin.get(PATH).json
        assert many(make, Tally) == 58
        slow.commit()
    after = admin.get(PATH)
    assert after.json["total"]["orders"] == before["total"]["orders"] - 1
    assert after.data == as_if_nothing_was_kept(make, admin)


def test_a_report_that_is_asked_for_again_is_not_made_again(make, freeze, statements):
    staff = busy_month(make, freeze, orders=5)
    admin, customer = staff[1], make.person(Role.CUSTOMER)
    path = f"{SALES}?from=2026-03-01&to=2026-03-30"
    for _ in range(2):
        admin.get(path)
    with statements() as said:
        kept = admin.get(path).json
    assert len(said) <= 2, said
    make.order()
    assert admin.get(path).json["total"]["orders"] == kept["total"]["orders"] + 1
    assert [person.get(path).status_code for person in (staff[0], customer)] == [403, 403]
    manager = make.person(Role.MANAGER).get(path).json
    assert (manager["earliest"], kept["earliest"]) == ("2026-02-28", None)
    assert manager["total"] == admin.get(path).json["total"]


def test_too_many_changes_to_look_at_are_no_reason_to_be_wrong(make, freeze, monkeypatch):
    admin = busy_month(make, freeze, orders=5)[1]
    admin.get(PATH)
    monkeypatch.setattr(tallies, "MOST", 1)
    freeze("2026-03-18T10:00:00Z")
    for _ in range(2):
        make.order()
    freeze(NOON)
    assert many(make, TallyChange) > 1
    after = admin.get(PATH).data
    assert many(make, TallyChange) == 0
    assert after == as_if_nothing_was_kept(make, admin)


@pytest.mark.parametrize(("many_are", "most_are", "left"), [(3, 50_000, 0), (3, 4, 0), (50_000, 50_000, None)])
def test_a_sweep_takes_away_many_changes_that_nobody_has_looked_at(
    app, make, freeze, monkeypatch, many_are, most_are, left
):
    admin = busy_month(make, freeze)[1]
    before = many(make, TallyChange)
    monkeypatch.setattr(tallies, "MANY", many_are)
    monkeypatch.setattr(tallies, "MOST", most_are)
    assert app.test_cli_runner().invoke(args=["sweep"]).exit_code == 0
    assert before > 4
    assert many(make, TallyChange) == (before if left is None else left)
    assert admin.get(PATH).data == as_if_nothing_was_kept(make, admin)


def test_a_kept_day_that_is_wrong_is_found(app, make, freeze):
    admin = busy_month(make, freeze)[1]
    admin.get(PATH)
    with app.app_context():
        assert services.doctor.examine() == []
    day = select(func.min(Tally.id)).where(Tally.people.not_like("%[]%")).scalar_subquery()
    written(make, update(Tally).where(Tally.id == day).values(people='{"newcomers":0,"ids":[]}'))
    with app.app_context():
        [found] = services.doctor.examine()
    assert (found.what, found.row[:8]) == ("what reports keep of it is what its orders come to", "day 2026")
