"""Orders of a board are remembered as they were shown, while nothing is different, for the same kind of viewer."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import delete

from app import services
from app.core.database import db
from app.core.permissions import Role
from app.models import Order, Profile, board_rows
from app.models.order_states import PaymentStatus, Status
from tests.factories import ADDRESS, Make, actor_of
from tests.people import Person

BOARD = "/api/orders/today"
STAFF = (Role.CASHIER, Role.MANAGER, Role.ADMIN)


@pytest.fixture
def read(monkeypatch) -> Callable[[], list[int]]:
    """The orders that were read since this was last asked."""
    read, numbers = board_rows._order, list[int]()

    def noted(words):
        order = read(words)
        numbers.append(order.id)
        return order

    monkeypatch.setattr(board_rows, "_order", noted)

    def since() -> list[int]:
        told = sorted(numbers)
        numbers.clear()
        return told

    return since


def shown(person: Person) -> list[dict[str, Any]]:
    """The orders of the person's board, which are what each of them is by itself."""
    orders = person.get(BOARD).json["orders"]
    assert orders == [person.get(f"/api/orders/{order['id']}").json for order in orders]
    return orders


def picture(make: Make, order: Order) -> None:
    product = order.items[0].product_id
    services.products.update(make.boss, product, image="/uploads/new.png")


def name(make: Make, order: Order) -> None:
    services.profiles.update(actor_of(services.users.find(make.boss, order.customer_id)), last_name="New")


def no_profile(_: Make, order: Order) -> None:
    db.session.execute(delete(Profile).where(Profile.user_id == order.customer_id))
    db.session.commit()


CHANGES: dict[str, Callable[[Make, Order], Any]] = {
    "moved on": lambda make, order: services.orders.set_status(make.boss, order.id, Status.CONFIRMED),
    "payment failed": lambda make, order: services.payments.set_status(make.boss, order.id, PaymentStatus.FAILED),
    "annotated": lambda make, order: services.orders.add_note(make.boss, order.id, "Called."),
    "cancelled": lambda make, order: services.orders.set_status(make.boss, order.id, Status.CANCELLED),
    "another picture": picture,
    "another name": name,
    "no name at all": no_profile,
}


@pytest.mark.parametrize("change", CHANGES)
def test_an_order_on_a_board_is_what_it_is_by_itself_before_and_after_it_changed(change, make, sign_in):
    staff = [sign_in(role) for role in STAFF]
    order, other = make.order(lines=[(make.product(), 2), (make.product(), 1)]), make.order()
    before = [shown(person) for person in staff]
    make.do(lambda: CHANGES[change](make, order))
    after = [shown(person) for person in staff]
    for was, now in zip(before, after, strict=True):
        assert [each["id"] for each in now] == [other.id, order.id]
        assert now[0] == was[0]
        assert now[1] != was[1]


def test_only_what_changed_is_read_again_by_the_same_kind_of_viewer(make, sign_in, read):
    cashier, manager = sign_in(Role.CASHIER), sign_in(Role.MANAGER)
    first, second = make.order(), make.order()
    cashier.get(BOARD)
    assert read() == [first.id, second.id]
    sign_in(Role.CASHIER).get(BOARD)
    assert read() == []
    manager.get(BOARD)
    assert read() == [first.id, second.id]
    make.do(lambda: services.orders.add_note(make.boss, first.id, "Called."))
    cashier.get(BOARD)
    assert read() == [first.id]


def test_who_bought_it_themselves_is_another_viewer(make, sign_in):
    """Whoever bought an order may be told why they cannot call it off any more; nobody else is."""
    buyer, other = sign_in(Role.CASHIER), sign_in(Role.CASHIER)
    items = [{"product_id": make.product().id, "quantity": 1}]
    placed = buyer.post("/api/orders", {"items": items, "shipping_address": ADDRESS}).json["order"]
    make.do(lambda: services.orders.set_status(make.boss, placed["id"], Status.CANCELLED))
    [of_the_other], [own] = shown(other), shown(buyer)
    assert own["cancel_refusal"] is not None
    assert of_the_other["cancel_refusal"] is None
