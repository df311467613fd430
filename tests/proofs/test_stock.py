"""Stock is never sold twice."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app import services
from app.core.database import db
from app.core.permissions import Role
from tests.factories import ADDRESS


def order_of(person, *products):
    items = [{"product_id": product.id, "quantity": 1} for product in products]
    return lambda: person.post("/api/orders", {"shipping_address": ADDRESS, "items": items})


def test_sixty_four_clients_who_want_five_pieces_get_five(make, sign_in, together):
    product = make.product(stock=5)
    people = [sign_in(Role.CUSTOMER) for _ in range(64)]
    replies = together([order_of(person, product) for person in people])
    assert sorted(reply.status_code for reply in replies) == [201] * 5 + [409] * 59
    assert people[0].get(f"/api/products/{product.id}").json["stock_quantity"] == 0
    assert make.do(services.doctor.examine) == []


def test_crossed_orders_neither_deadlock_nor_sell_half(make, sign_in, together):
    products = [make.product(stock=10) for _ in range(6)]
    people = [sign_in(Role.CUSTOMER) for _ in range(16)]
    there, back = products, products[::-1]
    replies = together([order_of(p, *(there if n % 2 else back)) for n, p in enumerate(people)])
    assert sorted(reply.status_code for reply in replies) == [201] * 10 + [409] * 6
    left = [people[0].get(f"/api/products/{product.id}").json["stock_quantity"] for product in products]
    assert left == [0] * 6
    assert make.do(services.doctor.examine) == []


def test_the_table_itself_refuses_less_than_nothing(app, make):
    make.product(stock=1)
    with app.app_context(), pytest.raises(IntegrityError):
        db.session.execute(text("UPDATE products SET stock_quantity = -1"))


def test_stock_set_by_hand_while_selling_loses_no_sale(make, sign_in, together):
    product = make.product(stock=50)
    people, manager = [sign_in(Role.CUSTOMER) for _ in range(8)], sign_in(Role.MANAGER)
    recount = lambda: manager.put(f"/api/products/{product.id}", {"stock_quantity": 30})  # noqa: E731
    replies = together([*(order_of(person, product) for person in people), recount])
    assert {reply.status_code for reply in replies} == {200, 201}
    assert 22 <= manager.get(f"/api/products/{product.id}").json["stock_quantity"] <= 30
    assert make.do(services.doctor.examine) == []
