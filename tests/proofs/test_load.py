"""`make load` in small: it runs, and it would notice a shop that did not keep what it promised."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import psutil
import pytest
from sqlalchemy import text

from app.core.database import db
from app.models.order_states import Status
from tests.performance import afterwards, ground
from tests.performance.record import Record
from tests.proofs.harness.books import Books
from tools import shop

ORDERS = "orders people were promised are the shop's, to the cent"
STOCK = "stock before less what people bought is stock now"
STEPS = "orders stand where staff put them"
PRICES = "prices are what staff made them"


def test_a_server_that_ends_while_it_is_counted_is_left_to_what_started_it(monkeypatch):
    me, gone = psutil.Process(), psutil.Popen([sys.executable, "-c", ""])
    gone.wait()
    monkeypatch.setattr(ground, "_family", lambda process: [process, gone])
    before = sum(me.cpu_times()[:4])
    assert before <= ground._seconds(me) <= sum(me.cpu_times()[:4])


@pytest.fixture
def books(installation) -> Iterator[Books]:
    """The books of the shop."""
    with closing(Books(installation.settings.database_url)) as opened:
        yield opened


@pytest.fixture
def promised(make, books) -> tuple[afterwards.Before, Record]:
    """A shop where something was sold, moved along and made dearer, and what people were told of it."""
    product, other = make.product(stock=50), make.product(stock=50)
    make.order(lines=[(other, 1)])
    then = afterwards.before(books)
    order = make.order(lines=[(product, 3), (other, 2)], status=Status.CONFIRMED)
    record = Record(statuses={order.id: "confirmed"}, prices={other.id: 1000})
    record.orders[order.id] = {"total": order.total_cents, "items": {product.id: 3, other.id: 2}}
    return then, record


def failed(books: Books, promised: tuple[afterwards.Before, Record]) -> list[str]:
    return [one.what for one in afterwards.verdicts(books, *promised) if not one.holds]


def test_a_shop_that_kept_its_promises_is_right(books, promised):
    assert failed(books, promised) == []


def test_an_order_that_nobody_was_promised_is_noticed(make, books, promised):
    make.order()
    assert ORDERS in failed(books, promised)


def test_an_order_that_is_not_there_is_noticed(books, promised):
    promised[1].orders[10_000] = {"total": 1, "items": {}}
    assert failed(books, promised) == [ORDERS]


BROKEN: dict[str, Callable[[Record], Any]] = {
    ORDERS: lambda record: next(iter(record.orders.values())).update(total=1),
    STOCK: lambda record: next(iter(record.orders.values()))["items"].popitem(),
    STEPS: lambda record: record.statuses.update(dict.fromkeys(record.statuses, "shipped")),
    PRICES: lambda record: record.prices.update(dict.fromkeys(record.prices, 999)),
}


@pytest.mark.parametrize("promise", BROKEN)
def test_a_promise_that_was_not_kept_is_noticed(books, promised, promise):
    BROKEN[promise](promised[1])
    assert failed(books, promised) == [promise]


def test_books_that_do_not_add_up_are_noticed(app, books, promised):
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text("UPDATE orders SET total_items = total_items + 1"))
    assert failed(books, promised) == ["the books add up"]


@pytest.mark.timeout(400)
def test_a_small_crowd_is_served_without_errors_and_leaves_a_shop_that_is_right():
    """The command itself. How fast it is depends on what else the machine does, so that is not asked here."""
    small = ("--people", "20", "--minutes", "0.1", "--db", "sqlite", "--products", "60", "--orders", "0")
    env = os.environ | {"PYTHONPATH": str(shop.BACKEND)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.performance", *small],
        cwd=shop.ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stdout.splitlines()
    failures = [line for line in said if line.strip().startswith("FAILED") and not line.split()[1].startswith("p9")]
    assert failures == [], done.stdout
    assert said, done.stderr
    figures = json.loads(said[-1])
    assert figures["errors"] == 0
    assert figures["requests"] > 20
    assert sum("holds" in line for line in said) >= 7, done.stdout
