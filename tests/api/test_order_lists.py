"""How staff find orders: filters, sorting, and numbers read out or scanned."""

import pytest

from app.core.database import db
from app.core.permissions import Role
from app.models import Order
from app.models.order_states import Status

NOON, NEXT_DAY = "2026-05-01T12:00:00Z", "2026-05-02T12:00:00Z"


def ids(answer):
    assert answer.status_code == 200, answer.text
    return [order["id"] for order in answer.json["orders"]]


def search(person, number):
    return person.get("/api/orders/search", query_string={"number": number})


@pytest.fixture
def alike(app, make):
    """Two of today's orders with numbers a thousand apart, as if as many had been placed in between."""
    first = make.order()
    row = {name: getattr(first, name) for name in Order.__table__.columns.keys()}  # noqa: SIM118
    with app.app_context():
        second = Order(**row | {"id": first.id + 1000})
        db.session.add(second)
        db.session.commit()
    return first, second


@pytest.mark.parametrize("path", ["/api/orders", "/api/orders/admin"])
def test_orders_are_found_by_how_and_whether_they_were_paid(path, make, sign_in):
    cash, card = make.order(payment_method="cash"), make.order(paid=True)
    admin = sign_in(Role.ADMIN)
    assert ids(admin.get(f"{path}?payment_status=pending")) == [cash.id]
    assert ids(admin.get(f"{path}?payment_status=paid&payment_method=credit_card")) == [card.id]
    assert ids(admin.get(f"{path}?payment_method=cash")) == [cash.id]
    assert ids(admin.get(f"{path}?payment_status=&payment_method=")) == [card.id, cash.id]


def test_orders_are_sorted_by_time_or_total_and_then_by_id(make, sign_in, freeze):
    freeze(NOON)
    cheap, dear = make.product(price=100), make.product(price=9000)
    orders = [make.order(lines=[(product, 1)]).id for product in (dear, cheap, cheap, dear)]
    first, second, third, fourth = orders
    admin = sign_in(Role.ADMIN)
    assert ids(admin.get("/api/orders/admin")) == orders[::-1]
    assert ids(admin.get("/api/orders/admin?sort_by=created_at&sort_order=asc")) == orders
    assert ids(admin.get("/api/orders/admin?sort_by=total")) == [fourth, first, third, second]
    assert ids(admin.get("/api/orders/admin?sort_by=total&sort_order=asc")) == [second, third, first, fourth]


def test_a_customers_page_lists_their_orders_within_reach(make, sign_in, freeze):
    freeze("2026-03-01T12:00:00Z")
    customer = make.user()
    old = make.order(customer)
    freeze(NOON)
    new = make.order(customer)
    make.order()
    path = f"/api/orders/admin?customer_id={customer.id}"
    assert ids(sign_in(Role.ADMIN).get(path)) == [new.id, old.id]
    assert ids(sign_in(Role.MANAGER).get(path)) == [new.id]
    assert sign_in(Role.CASHIER).get(path).status_code == 403


def test_a_customer_filters_only_their_own(make, sign_in):
    person = sign_in(Role.CUSTOMER)
    own, _ = make.order(person.user), make.order(paid=True)
    assert ids(person.get("/api/orders?payment_status=pending&sort_by=total")) == [own.id]
    assert ids(person.get("/api/orders?payment_status=paid")) == []
    assert ids(person.get("/api/orders?waiting=false")) == [own.id]


def test_the_last_digits_of_a_number_are_enough_to_search(make, sign_in):
    order, other = make.order(), make.order()
    admin, digits = sign_in(Role.ADMIN), other.order_number[-3:]
    assert ids(admin.get(f"/api/orders/admin?q={digits}")) == [other.id]
    assert ids(admin.get(f"/api/orders?q={order.order_number[-4:]}")) == [order.id]
    assert ids(admin.get(f"/api/orders?q={digits[1:]}00")) == []


def test_the_last_digits_find_an_order_of_today_at_the_counter(make, sign_in, freeze):
    freeze(NOON)
    yesterdays = make.order()
    freeze(NEXT_DAY)
    order = make.order(status=Status.CONFIRMED)
    for role in (Role.CASHIER, Role.MANAGER, Role.ADMIN):
        person = sign_in(role)
        for said in (order.order_number[-3:], order.order_number[-5:], f" {order.order_number[-4:]} "):
            assert search(person, said).json["id"] == order.id
        assert search(person, order.order_number[-2:]).status_code == 404
        assert search(person, yesterdays.order_number[-3:]).status_code == 404
    assert search(sign_in(Role.ADMIN), yesterdays.order_number).json["id"] == yesterdays.id


@pytest.mark.parametrize("said", ["{}", "]C1{}", "]C0{}", "]c1{} "])
def test_a_scanned_slip_finds_its_order(said, make, sign_in):
    order = make.order()
    assert search(sign_in(Role.CASHIER), said.format(order.order_number)).json["id"] == order.id


def test_several_orders_that_end_alike_are_named(make, sign_in, alike):
    first, second = alike
    cashier = sign_in(Role.CASHIER)

    refused = search(cashier, first.order_number[-3:])

    assert (refused.status_code, refused.json["code"]) == (409, "several_orders")
    assert refused.json["details"]["orders"] == [
        {"id": order.id, "order_number": order.order_number} for order in (second, first)
    ]
    assert search(cashier, second.order_number[-4:]).json["id"] == second.id
    assert search(cashier, first.order_number).json["id"] == first.id
