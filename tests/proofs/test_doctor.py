"""`flask doctor` finds every counter that is not what its ledger adds up to, and names the row."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import text

from app import services
from app.core import revisions
from app.core.config import settings
from app.core.database import db, stores
from app.models import Order
from app.models.order_states import Status
from app.repositories.ledgers import Difference
from tests.backups import painted


@pytest.fixture
def order(make) -> Order:
    """A paid order of 2 and 1 pieces, of which one has been paid back."""
    order = make.order(
        lines=[(make.product(), 2), (make.product(price=500), 1)], status=Status.DELIVERED, paid=True
    )
    item = {"order_item_id": order.items[0].id, "quantity": 1}
    refunded, _ = make.do(lambda: services.refunds.refund(make.boss, order.id, items=[item]))
    return refunded


def tamper(app: Flask, statement: str) -> None:
    """Change a row behind the shop's back."""
    with app.app_context(), db.engine.begin() as connection:
        assert connection.execute(text(statement)).rowcount == 1


def examined(app: Flask) -> list[Difference]:
    with app.app_context():
        return services.doctor.examine()


def doctor(app: Flask) -> tuple[int, list[str]]:
    """What `flask doctor` exits with and prints."""
    said = app.test_cli_runner().invoke(args=["doctor"])
    return said.exit_code, said.output.splitlines()


def test_a_shop_nobody_tampered_with_is_well(app, order):
    assert examined(app) == []
    assert doctor(app) == (0, ["The books agree: no differences."])


def test_an_empty_shop_is_well(app):
    assert doctor(app)[0] == 0


def test_stock_that_its_movements_do_not_explain_is_found(app, order, make):
    product = make.product(stock=10)
    tamper(app, f"UPDATE products SET stock_quantity = 12 WHERE id = {product.id}")

    (found,) = examined(app)

    assert (found.row, found.kept, found.recomputed) == (f"product {product.id}", 12, 10)
    code, lines = doctor(app)
    assert code == 1
    assert len(lines) == 2
    assert all(part in lines[0] for part in (f"product {product.id}", "12", "10", "stock"))
    assert lines[1] == "1 difference(s)"


TAMPERED: dict[str, tuple[str, Any]] = {
    "status = 'shipped'": ("status", "shipped"),
    "payment_status = 'paid'": ("payment status", "paid"),
    "paid_cents = paid_cents + 1": ("paid", None),
    "refunded_cents = refunded_cents - 1": ("refunded", None),
    "total_items = 4": ("total_items", 4),
}


@pytest.mark.parametrize("change", TAMPERED)
def test_an_order_that_its_history_does_not_explain_is_found(change, app, order):
    tamper(app, f"UPDATE orders SET {change} WHERE id = {order.id}")
    what, kept = TAMPERED[change]

    found = [difference for difference in examined(app) if difference.what.startswith(what)]

    assert [difference.row for difference in found] == [f"order {order.id}"]
    assert kept is None or found[0].kept == kept
    assert found[0].kept != found[0].recomputed
    code, lines = doctor(app)
    assert code == 1
    assert any(line.startswith(f"order {order.id}: {what}") for line in lines)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("quantity = 3, total_cents = 3000", "what was sold"),
        ("refunded_quantity = 2", "refunded units"),
    ],
)
def test_a_line_that_its_history_does_not_explain_is_found(change, what, app, order):
    line = order.items[0].id
    tamper(app, f"UPDATE order_items SET {change} WHERE id = {line}")

    found = [difference for difference in examined(app) if difference.row == f"order line {line}"]

    assert [difference.what[: len(what)] for difference in found] == [what]
    assert doctor(app)[0] == 1


def test_money_that_the_lines_do_not_explain_is_found(app, order):
    tamper(
        app,
        f"UPDATE orders SET tax_cents = tax_cents + 5, shipping_cents = shipping_cents - 5 WHERE id = {order.id}",
    )

    whats = {difference.what.split()[0] for difference in examined(app)}

    assert whats == {"tax_cents", "shipping_cents"}


def test_the_lines_of_the_report_are_as_many_as_the_differences(app, order, make):
    products = [make.product() for _ in range(3)]
    for product in products:
        tamper(app, f"UPDATE products SET stock_quantity = 0 WHERE id = {product.id}")

    code, lines = doctor(app)

    assert (code, lines[-1]) == (1, "3 difference(s)")
    assert [line.partition(":")[0] for line in lines[:-1]] == [f"product {product.id}" for product in products]


def test_a_picture_that_is_gone_is_found_in_both_sizes_and_for_deleted_products_too(app, make):
    kept, lost, deleted = (painted(make, colour) for colour in ("navy", "teal", "plum"))
    make.product(image="https://images.example.com/elsewhere.webp")
    make.do(lambda: services.products.remove(make.boss, deleted.id))
    assert doctor(app) == (0, ["The books agree: no differences."])
    folder = make.do(lambda: settings().upload_folder)
    for address in (lost.image, deleted.thumbnail_url):
        (folder / address.removeprefix("/static/uploads/")).unlink()

    code, lines = doctor(app)

    assert code == 1
    assert [line.partition(":")[0] for line in lines] == [f"product {p.id}" for p in (lost, deleted)] + [
        "2 difference(s)"
    ]
    assert str(lost.image) in lines[0]
    assert deleted.thumbnail_url in lines[1]
    assert str(kept.image) not in str(lines)


def test_a_shop_whose_migrations_are_missing_is_told_what_to_do(installations, database):
    app = installations.on(database).emptied()
    with app.app_context():
        db.session.remove()
        flask_migrate.downgrade(revision="0002")
    try:
        code, lines = doctor(app)
    finally:
        with app.app_context():
            flask_migrate.upgrade()
    assert code == 1
    assert lines == [
        f"The tables are those of revision 0002, not of {newest()}: run `flask db upgrade`",
        "1 difference(s)",
    ]


def newest() -> str | None:
    return revisions.newest()


@pytest.fixture
def copied(installation, order, tmp_path) -> tuple[Flask, Path]:
    """A shop with an order on a SQLite file of its own, which nobody has open."""
    with installation.app.app_context():
        stores.let_go()
        path = shutil.copyfile(str(db.engine.url.database), tmp_path / "shop.db")
    return installation.with_settings(database_url=f"sqlite:///{path}"), path


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_row_of_sqlite_that_names_nothing_is_found(copied):
    app, path = copied
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE orders SET customer_id = 9999")
    code, lines = doctor(app)
    assert (code, lines[0]) == (1, "1 row(s) of orders name rows of users that are not there")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_damaged_page_of_sqlite_is_found(copied):
    app, path = copied
    with closing(sqlite3.connect(path)) as connection:
        [[page]] = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ix_products_newest'")
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    code, lines = doctor(app)
    assert code == 1
    assert "The database file cannot be read" in lines[0] or "Tree" in lines[0]
