"""A floor that leaves something out is none: what is written by hand replies and writes what the shop does."""

from collections.abc import Iterator
from typing import Any

import pytest

from app import services
from app.models import Product
from bench.floors import carts, catalogue, orders
from bench.floors.people import person
from bench.floors.rows import Rows
from tests.factories import ADDRESS

WRITTEN = ("orders", "order_items", "stock_movements", "order_events")
THEIR_OWN = {"id", "order_id", "created_at", "updated_at"}


@pytest.fixture
def rows(installation, monkeypatch) -> Iterator[Rows]:
    """The shop's database, by its driver alone."""
    monkeypatch.setenv("JWT_SECRET_KEY", installation.settings.jwt_secret_key)
    rows = Rows(installation.settings.database_url.replace("+psycopg2", ""))
    yield rows
    rows.close()


@pytest.fixture
def articles(make) -> list[Product]:
    """Products with all that can be different about them."""
    shelf = make.category(parent_id=make.category().id)
    picture = f"/static/uploads/products/{'a' * 32}-large.webp"
    made = [
        make.product(name="Linen shirt", category_id=shelf.id, compare_price_cents=17_777, weight=0.4, price=1999),
        make.product(name="Old shirt", image=picture, images=[picture, "/elsewhere.png"], stock=6, price=333),
        make.product(name="Lamp", stock=0, is_featured=True, description="As bright as a shirt"),
    ]
    for rating in (5, 4, 4):
        make.review(made[1], rating=rating)
    return made


@pytest.mark.parametrize("path", ["", "&sort_by=price&sort_order=asc", "&search=shirt"])
def test_a_page_by_hand_is_the_page_of_the_shop(stranger, rows, articles, path):
    query = dict(part.split("=") for part in path.split("&") if part)
    by_hand = catalogue.page(rows, 2, query.get("sort_by"), query.get("search"))
    assert stranger.get(f"/api/products?per_page=2{path}").data == by_hand


def test_a_product_by_hand_is_the_product_of_the_shop(stranger, rows, articles):
    for product in articles:
        assert stranger.get(f"/api/products/{product.id}").data == catalogue.product(rows, product.id)


def test_a_person_by_hand_is_the_person_of_the_token(make, rows):
    somebody = make.person()
    assert person(rows, f"Bearer {somebody.token}") == somebody.id
    forged = f"Bearer {somebody.token[:-4]}AAAA"
    with pytest.raises(ValueError, match="not our signature"):
        person(rows, forged)
    somebody.post("/api/auth/logout")
    with pytest.raises(ValueError, match="not enough values"):
        person(rows, f"Bearer {somebody.token}")


def test_a_cart_by_hand_is_the_cart_of_the_shop(make, rows, articles):
    somebody = make.person()
    assert carts.mine(rows, somebody.id) == somebody.get("/api/cart").data
    for product in articles[:2]:
        somebody.post("/api/cart/items", {"product_id": product.id, "quantity": 2})
    make.do(lambda: rows.do("UPDATE products SET price_cents = price_cents + 1, is_active = false"))
    assert carts.mine(rows, somebody.id) == somebody.get("/api/cart").data


def test_what_is_put_into_a_cart_by_hand_lies_in_the_cart_of_the_shop(make, rows, articles):
    somebody = make.person()
    for quantity in (1, 2):  # a new line, then more of it
        reply = carts.add(rows, somebody.id, articles[1].id, quantity)
        assert reply == b'{"message":"Added to the cart","cart":%b}' % somebody.get("/api/cart").data
    assert b'"quantity":3' in reply
    for product, quantity in ((articles[1], 1), (articles[2], 1), (articles[0], 11)):
        with pytest.raises(ValueError, match="too few"):
            carts.add(rows, somebody.id, product.id, quantity)
    assert b'"total_items":3' in somebody.get("/api/cart").data


def test_an_order_by_hand_is_an_order_of_the_shop(make, rows, articles):
    somebody, product = make.person(), make.product(price=2751)
    lines = [(product, 3), (articles[0], 2), (articles[1], 1)]
    wanted = {"items": [{"product_id": p.id, "quantity": n} for p, n in lines], "shipping_address": ADDRESS}
    by_shop = somebody.post("/api/orders", wanted | {"payment_method": "cash"})
    by_hand = orders.place(rows, somebody.id, wanted | {"payment_method": "cash"})
    number = by_shop.json["order"]["id"]
    assert by_hand == b'{"message":"Order placed","order":%b}' % somebody.get(f"/api/orders/{number + 1}").data
    for table in WRITTEN:
        assert _facts(rows, table, number) == _facts(rows, table, number + 1), table
    assert somebody.get(f"/api/products/{product.id}").json["stock_quantity"] == 10 - 2 * 3
    assert make.do(services.doctor.examine) == []


def test_an_order_by_hand_that_cannot_be_filled_changes_nothing(make, rows, articles):
    somebody = make.person()
    items = [{"product_id": p.id, "quantity": 1} for p in articles]
    with pytest.raises(ValueError, match="too little"):
        orders.place(rows, somebody.id, {"items": items, "shipping_address": ADDRESS, "payment_method": "cash"})
    assert somebody.get("/api/orders").json["total"] == 0
    assert [p["stock_quantity"] for p in somebody.get("/api/products").json["products"]].count(10) == 1


def _facts(rows: Rows, table: str, order_id: int) -> list[dict[str, Any]]:
    """What the order wrote into `table`, but for what no two orders share."""
    key = "id" if table == "orders" else "order_id"
    names = [name for name in _columns(rows, table) if name not in THEIR_OWN]
    found = rows.of(f"SELECT {', '.join(names)} FROM {table} WHERE {key} = ?", order_id)
    assert found
    facts = [dict(zip(names, row, strict=True)) for row in found]
    if table == "orders":
        facts[0]["shipping_address"] = rows.json(facts[0]["shipping_address"])
    return sorted(facts, key=str)


def _columns(rows: Rows, table: str) -> list[str]:
    if rows.is_sqlite:
        return [row[1] for row in rows.of(f"PRAGMA table_info({table})")]
    return [
        name
        for (name,) in rows.of("SELECT column_name FROM information_schema.columns WHERE table_name = ?", table)
    ]
