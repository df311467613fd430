"""Two years of older orders: the rows that the services would have written, and the same each time."""

import random
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

import seed_bulk
import seed_data
from app import services
from app.core.database import Base, db, transactional
from app.models import Order, OrderItem, Product, StockMovement
from app.models.order_states import Status
from seed_sales import drawn, history, sales, sell
from tests.installations import Installation
from tests.seeding import run_seed

OLDER = 300
WRITTEN = ("orders", "order_items", "payments", "refunds", "refund_lines", "order_events", "audit_entries")
MORNING = "2026-02-10T07:05:00Z"


def table_of(name: str) -> Any:
    return Base.metadata.tables[name]


def rows(name: str, *hidden: str) -> list[tuple[str, ...]]:
    """Every row of a table, each value as text, without the columns `hidden`."""
    kept = [column for column in table_of(name).columns if column.name not in hidden]
    return sorted(tuple(map(repr, row)) for row in db.session.execute(select(*kept)))


def everything(shop: Flask) -> dict[str, list[tuple[str, ...]]]:
    """What sales leave behind, deliveries left aside."""
    with shop.app_context():
        found = {name: rows(name, "request_id", *(["id"] if name != "orders" else [])) for name in WRITTEN}
        moved = select(StockMovement).where(StockMovement.order_id.is_not(None))
        facts = ("product_id", "kind", "quantity", "order_id", "actor_id", "note", "created_at")
        found["stock"] = sorted(tuple(repr(getattr(m, fact)) for fact in facts) for m in db.session.scalars(moved))
        found["audit_entries"] = [row for row in found["audit_entries"] if "'stock.receive'" not in row]
        return found


def sold(shop: Installation, *, in_bulk: bool) -> dict[str, list[tuple[str, ...]]]:
    """The hundred sales of the example and what is in the books after them, written the one or the other way."""

    @transactional
    def fill() -> None:
        story = seed_data.opened(random.Random(7))
        placed = enumerate(sorted(sales(story.dice), key=lambda sale: sale[0]), start=1)
        wanted = [drawn(story, number, *sale) for number, sale in placed]
        if in_bulk:
            seed_bulk.write(story, iter(wanted), lambda _: None)
        else:
            for sale in wanted:
                sell(story, sale)

    shop.emptied()
    with shop.app.app_context():
        fill()
        assert services.doctor.examine() == []
    return everything(shop.app)


def test_what_is_written_in_bulk_is_what_the_services_write(installation, freeze):
    freeze("2026-02-10T20:00:00Z")
    by_services, in_bulk = sold(installation, in_bulk=False), sold(installation, in_bulk=True)

    assert len(by_services["orders"]) == 100
    for name, expected in by_services.items():
        assert in_bulk[name] == expected, name


def test_older_orders_come_after_the_example_and_leave_it_as_it_is(installation, freeze):
    freeze(MORNING)
    assert run_seed(installation) == 0
    example = example_of(installation.app)
    installation.emptied()
    assert run_seed(installation, "--orders", str(OLDER)) == 0
    assert example_of(installation.app) == example

    with installation.app.app_context():
        assert services.doctor.examine() == []
        older = list(db.session.scalars(select(Order).where(Order.id > 100).order_by(Order.id)))
        assert [order.id for order in older] == list(range(101, 101 + OLDER))
        assert [order.created_at for order in older] == sorted(order.created_at for order in older)
        assert {order.status for order in older} >= {Status.DELIVERED, Status.REFUNDED, Status.CANCELLED}
        now = datetime.fromisoformat(MORNING)
        assert now - timedelta(days=731) < older[0].created_at < now - timedelta(days=700)
        assert now - timedelta(days=10) < older[-1].created_at < now
        assert lowest_stock() >= 0


def example_of(app: Flask) -> dict[str, Any]:
    """The orders that testers know, and what the shelves hold."""
    with app.app_context():
        columns = [column for column in table_of("orders").columns if column.name != "id"]
        return {
            "orders": db.session.execute(
                select(Order.id, *columns).where(Order.id <= 100).order_by(Order.id)
            ).all(),
            "items": db.session.execute(
                select(OrderItem.product_id, OrderItem.quantity, OrderItem.total_cents)
                .where(OrderItem.order_id <= 100)
                .order_by(OrderItem.id)
            ).all(),
            "shelves": db.session.execute(
                select(Product.id, Product.sku, Product.stock_quantity).order_by(Product.id)
            ).all(),
        }


def lowest_stock() -> int:
    """The least any counter ever was, if the ledger is read as it happened."""
    at = StockMovement.created_at, StockMovement.quantity.desc(), StockMovement.id
    running = func.sum(StockMovement.quantity).over(
        partition_by=StockMovement.product_id, order_by=at, rows=(None, 0)
    )
    counters = select(running.label("left")).subquery()
    return db.session.scalar(select(func.min(counters.c.left))) or 0


def test_older_orders_are_the_same_each_time(app):
    with app.app_context():
        first, again = (list(history(OLDER, random.Random(3))) for _ in range(2))
    assert [ending for _, ending in first] == [ending for _, ending in again]
    assert first == again
    assert len(first) == OLDER


def test_a_filled_shop_gets_no_older_orders(installation, capsys):
    assert run_seed(installation) == 0
    assert run_seed(installation, "--orders", "20") == 1
    assert "need an empty database" in capsys.readouterr().out
    installation.emptied()
    assert run_seed(installation, "--orders", "20") == 0
    assert run_seed(installation, "--orders", "20") == 0
    assert "nothing was changed" in capsys.readouterr().out


@pytest.mark.parametrize("number", ["-1", "many", "1.5", "9999999", ""])
def test_a_senseless_number_of_orders_is_refused(number, capsys):
    with pytest.raises(SystemExit):
        seed_data.main(["--orders", number])
    assert "whole number" in capsys.readouterr().err or number == "-1"
