"""Large shops for measuring: nothing in them is wrong, they are the same each time, and their lists are lists."""

import pytest
from sqlalchemy import text

from app import services
from app.core.database import db
from app.models import User
from bench.fill import Size, fill
from tests.installations import Installation
from tests.seeding import run_seed

SIZE = Size(products=400, orders=1_000, customers=90, today=40)
INDEXES = {
    "sqlite": "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') ORDER BY 1, 2",
    "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() ORDER BY 1",
}


@pytest.fixture
def filled(installation: Installation, freeze) -> Installation:
    """A shop of `SIZE` on a Tuesday evening."""
    freeze("2026-02-10T18:30:00Z")
    assert run_seed(installation) == 0
    before = kept(installation)
    with installation.app.app_context():
        fill(SIZE)
    assert kept(installation) == before
    return installation


def kept(shop: Installation) -> list[tuple[str, ...]]:
    """The indexes and triggers of the shop."""
    with shop.app.app_context():
        return [tuple(row) for row in db.session.execute(text(INDEXES[db.engine.dialect.name]))]


def test_the_books_of_a_filled_shop_agree_and_its_lists_are_as_long_as_asked(filled, sign_in):
    with filled.app.app_context():
        assert services.doctor.examine() == []
        admin = db.session.get_one(User, 1)
    boss = sign_in(admin)
    lists = {
        "products?include_inactive=true": 400,
        "orders/admin": 1_000,
        "users/customers": 90,
        "orders/today": 49,
    }
    for path, many in lists.items():
        assert boss.get(f"/api/{path}").json["total"] == many, path
    # The next of everything has an id that is free, and what was filled in can be bought.
    made = boss.post(
        "/api/products", {"name": "New", "price": 1, "category_id": 1, "sku": "NEW", "stock_quantity": 1}
    )
    found = boss.get("/api/products?search=steel&in_stock=true").json["products"]
    order = {
        "items": [{"product_id": made.json["id"], "quantity": 1}, {"product_id": found[0]["id"], "quantity": 1}]
    }
    assert boss.post("/api/orders", order | {"shipping_address": "1 High Street"}).status_code == 201


def test_what_is_there_is_not_added_again(filled):
    with filled.app.app_context():
        fill(SIZE)
        counts = [db.session.scalar(text(f"SELECT count(*) FROM {table}")) for table in ("products", "orders")]
    assert counts == [400, 1_000]
