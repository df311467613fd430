"""Stock is never sold twice."""

import time
from typing import Any

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError

from app import services
from app.core.database import db, faults
from app.core.permissions import Role
from app.models import Product
from tests.factories import ADDRESS

WAITING = text(
    "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)
PATIENCE = 30.0


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


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_orders_of_what_others_put_into_carts_meanwhile_do_not_deadlock(app, make, sign_in, together, monkeypatch):
    """PostgreSQL locks an old version of a row once more for whoever comes from a look before it was replaced."""
    product, again = make.product(stock=10), list[Any]()
    monkeypatch.setattr(faults, "is_worth_retrying", again.append)
    people = [sign_in(Role.CUSTOMER) for _ in range(2)]
    with app.app_context(), db.engine.connect() as first, db.engine.connect() as cart:
        at_each_look = db.engine.execution_options(isolation_level="AUTOCOMMIT")
        first.execute(update(Product).where(Product.id == product.id).values(stock_quantity=8))
        cart.execute(select(Product.id).where(Product.id == product.id).with_for_update(read=True, key_share=True))

        def let_them_meet() -> None:
            with at_each_look.connect() as onlooker:
                deadline = time.monotonic() + PATIENCE
                while onlooker.scalar(WAITING) < len(people):
                    assert time.monotonic() < deadline, "nobody waits for the first"
            first.commit()

        *replies, _ = together([*(order_of(person, product) for person in people), let_them_meet])
    assert [reply.status_code for reply in replies] == [201, 201]
    assert again == []
    assert people[0].get(f"/api/products/{product.id}").json["stock_quantity"] == 6
