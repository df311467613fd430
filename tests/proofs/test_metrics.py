"""The numbers of several processes are one: whoever is asked adds up all of them, the dead included."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest
from prometheus_client.parser import text_string_to_metric_families

from app.core.permissions import Role
from tests.factories import ADDRESS
from tests.installations import Installation
from tests.proofs.harness.clients import Answer
from tests.proofs.harness.shop import Shop

# What is counted does not depend on the database.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
TRIES = 5
PRODUCTS = ("barrow_http_request_duration_seconds_count", "/api/products")


@pytest.fixture
def shop(installation, tmp_path, monkeypatch) -> Iterator[Shop]:
    """The production server in two processes; it keeps its numbers in `tmp_path`."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    shop = Shop(installation.settings.database_url, tmp_path)
    shop.start()
    yield shop
    shop.close()


def workers(shop: Shop) -> list[psutil.Process]:
    """The two processes that answer; waits until there are two."""
    assert shop.process is not None
    while True:
        assert shop.process.poll() is None, shop.log.read_text()
        living = [w for w in psutil.Process(shop.process.pid).children() if w.status() != psutil.STATUS_ZOMBIE]
        if len(living) == 2:
            return living


@contextmanager
def only(worker: psutil.Process, all_workers: list[psutil.Process]) -> Iterator[None]:
    """Let `worker` answer, because the others are stopped."""
    others = [other for other in all_workers if other != worker]
    for other in others:
        other.suspend()
        while other.status() != psutil.STATUS_STOPPED:
            pass
    try:
        yield
    finally:
        for other in others:
            other.resume()


def asked(shop: Shop, method: str, path: str, body: Any = None, **more: Any) -> Answer:
    """The answer on a connection of its own, so that any process may take it."""
    client = shop.client()
    try:
        return client.call(method, path, body, **more)
    finally:
        client.hang_up()


def counted(shop: Shop) -> dict[Any, float]:
    """The numbers, by name and label."""
    reply = asked(shop, "GET", "/metrics")
    assert reply.status == 200
    return {
        (sample.name, sample.labels.get("route") or sample.labels.get("state")): sample.value
        for family in text_string_to_metric_families(reply.body.decode())
        for sample in family.samples
    }


def trade(shop: Shop, order: dict[str, Any], token: str) -> None:
    """Look at the products, and order, on new connections."""
    for _ in range(TRIES):
        assert asked(shop, "GET", "/api/products").status == 200
        assert asked(shop, "POST", "/api/orders", order, token=token).status == 201


def connections(installation: Installation, processes: list[psutil.Process]) -> int:
    """How often the processes have the database open, as the system says."""
    path = installation.settings.database_url.removeprefix("sqlite:///")
    return sum(file.path == path for process in processes for file in process.open_files())


def files_of(shop: Shop) -> list[Path]:
    return list(shop.folder.glob("barrow-metrics-*"))


def at_rest(found):
    """The connections that nobody uses to change anything."""
    return sum(found["barrow_database_connections", state] for state in ("idle", "looking"))


def test_numbers_are_those_of_all_processes_and_outlive_the_death_of_one(shop, installation, make):
    product = make.product(stock=1000)
    order = {"items": [{"product_id": product.id}], "shipping_address": ADDRESS}
    token = shop.token(Role.CUSTOMER)
    pair = workers(shop)

    for worker in pair:
        with only(worker, pair):
            trade(shop, order, token)

    for worker in pair:
        with only(worker, pair):
            found = counted(shop)
        assert (found[PRODUCTS], found["barrow_orders_placed_total", None]) == (2 * TRIES, 2 * TRIES)
        assert found["barrow_database_connections", "in_use"] == 0
        assert at_rest(found) == connections(installation, pair)

    killed, survivor = pair
    os.kill(killed.pid, signal.SIGKILL)
    psutil.wait_procs([killed], timeout=30)
    pair = workers(shop)
    [successor] = [worker for worker in pair if worker != survivor]
    with only(successor, pair):
        trade(shop, order, token)
        found = counted(shop)

    assert connections(installation, pair) >= 2
    assert successor.pid != killed.pid
    assert (found[PRODUCTS], found["barrow_orders_placed_total", None]) == (3 * TRIES, 3 * TRIES)
    assert at_rest(found) == connections(installation, pair)


def test_a_server_that_starts_anew_counts_from_nothing_and_leaves_nothing_behind(shop, make):
    asked(shop, "GET", "/api/products")
    assert counted(shop)[PRODUCTS] == 1
    assert [oct(folder.stat().st_mode & 0o777) for folder in files_of(shop)] == ["0o700"]
    shop.stop()
    assert files_of(shop) == []

    shop.start()

    assert PRODUCTS not in counted(shop)
