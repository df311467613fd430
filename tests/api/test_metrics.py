"""Numbers for Prometheus: what is counted, what no label holds, and who finds nothing there."""

from collections.abc import Callable
from ipaddress import ip_network
from typing import Any

import pytest
from flask import Flask
from prometheus_client.parser import text_string_to_metric_families

from app import services
from app.core.database import db
from app.core.permissions import Role
from tests.factories import ADDRESS
from tests.people import Person

REQUESTS = "barrow_http_request_duration_seconds_count"
ORDERS = "barrow_orders_placed_total"
CONFLICTS = "barrow_stock_conflicts_total"
LIMITED = "barrow_limited_total"
OUTSIDE = {"REMOTE_ADDR": "203.0.113.9"}
Numbers = dict[tuple[str, frozenset[tuple[str, str]]], float]


def numbers(reader: Person) -> Numbers:
    """Every number there is, by name and labels."""
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(reader.get("/metrics").text)
        for sample in family.samples
    }


def number(found: Numbers, name: str, **labels: str) -> float:
    """One of them; what was never counted is 0."""
    return found.get((name, frozenset(labels.items())), 0)


@pytest.fixture
def more(stranger: Person) -> Callable[..., float]:
    """By how much a number has grown since the test began: the process counted other tests too."""
    before = numbers(stranger)
    return lambda name, **labels: number(numbers(stranger), name, **labels) - number(before, name, **labels)


def order_of(product: Any, quantity: int = 1) -> dict[str, Any]:
    return {"items": [{"product_id": product.id, "quantity": quantity}], "shipping_address": ADDRESS}


def test_the_reply_is_text_for_prometheus_and_never_kept(stranger):
    reply = stranger.get("/metrics")
    assert (reply.status_code, reply.headers["Content-Type"]) == (200, "text/plain; version=0.0.4; charset=utf-8")
    assert reply.headers["Cache-Control"] == "no-store"
    families = {family.name: family.type for family in text_string_to_metric_families(reply.text)}
    assert families == {
        "barrow_http_request_duration_seconds": "histogram",
        "barrow_orders_placed": "counter",
        "barrow_stock_conflicts": "counter",
        "barrow_limited": "counter",
        "barrow_reply_cache": "counter",
        "barrow_database_connections": "gauge",
    }


def test_a_request_is_counted_by_its_rule_method_and_status(stranger, more):
    stranger.get("/api/products/987654?secret=1")
    assert more(REQUESTS, route="/api/products/<int:product_id>", method="GET", status="404") == 1
    text = stranger.get("/metrics").text
    assert "987654" not in text
    assert "secret" not in text


def test_nobody_can_make_the_list_of_labels_grow(stranger, more):
    stranger.get("/no-such-page-1")
    stranger.get("/no-such-page-2")
    assert more(REQUESTS, route="unmatched", method="GET", status="404") == 2
    for method in ("BREW", "PROPFIND"):
        stranger.call(method, "/api/products")
    assert more(REQUESTS, route="unmatched", method="other", status="405") == 2
    text = stranger.get("/metrics").text
    assert [word for word in ("no-such-page", "BREW", "PROPFIND") if word in text] == []


def test_reading_the_numbers_is_not_counted(stranger):
    before = numbers(stranger)
    assert numbers(stranger) == before


def test_an_order_is_counted_once_however_often_it_is_sent(sign_in, make, more):
    customer, order = sign_in(Role.CUSTOMER), order_of(make.product())
    replies = [customer.post("/api/orders", order, headers={"Idempotency-Key": "one"}) for _ in range(3)]
    assert [reply.headers.get("Idempotency-Replayed") for reply in replies] == [None, "true", "true"]
    assert more(ORDERS) == 1
    assert customer.post("/api/orders", order).status_code == 201
    assert more(ORDERS) == 2


def test_an_order_that_cannot_be_filled_is_a_conflict_and_no_order(sign_in, make, more):
    customer, order = sign_in(Role.CUSTOMER), order_of(make.product(stock=1), 2)
    assert customer.post("/api/orders", order).json["code"] == "insufficient_stock"
    refused = customer.post("/api/orders", order, headers={"Idempotency-Key": "two"})
    assert refused.json["code"] == "insufficient_stock"
    assert (more(ORDERS), more(CONFLICTS)) == (0, 2)


def test_an_order_whose_commit_fails_is_not_counted(sign_in, make, more, monkeypatch):
    customer, order = sign_in(Role.CUSTOMER), order_of(make.product())

    def fall_over(*_: Any) -> None:
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr("app.core.database.transaction._commit", fall_over)
    assert customer.post("/api/orders", order, headers={"Idempotency-Key": "three"}).status_code == 500
    assert more(ORDERS) == 0


def test_a_refused_sign_in_is_counted_by_its_limit(installation, more):
    guest = Person(installation.with_settings(ratelimit_enabled=True))
    login = {"email_or_username": "barrow_nobody", "password": "wrong password"}
    said = [guest.post("/api/auth/login", login).status_code for _ in range(12)]
    assert said == [401] * 10 + [429] * 2
    assert more(LIMITED, limit="login-account") == 2
    assert "barrow_nobody" not in guest.get("/metrics").text


def test_connections_are_counted_while_they_are_lent_and_while_they_wait(app, more):
    state = "barrow_database_connections"
    with app.app_context():
        db.engine.dispose()
        before = {name: more(state, state=name) for name in ("in_use", "idle")}
        with db.engine.connect():
            assert more(state, state="in_use") - before["in_use"] == 1
        assert more(state, state="in_use") == before["in_use"]
        assert more(state, state="idle") - before["idle"] == 1
        with db.engine.connect() as broken:
            broken.invalidate()
            assert more(state, state="in_use") == before["in_use"]
        assert more(state, state="idle") == before["idle"]
        db.engine.dispose()
        assert {name: more(state, state=name) for name in before} == before


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "DELETE", "OPTIONS", "BREW"])
@pytest.mark.parametrize("path", ["/metrics", "/metrics/"])
def test_for_everybody_else_it_does_not_exist(method, path, stranger, more):
    refused = stranger.call(method, path, environ_base=OUTSIDE, headers={"X-Request-ID": "request-1"})
    nothing = stranger.call(method, "/nowhere", environ_base=OUTSIDE, headers={"X-Request-ID": "request-1"})
    assert (refused.status_code, refused.data, refused.headers) == (404, nothing.data, nothing.headers)
    known = method if method != "BREW" else "other"
    assert more(REQUESTS, route="unmatched", method=known, status="404") == 2


def test_an_admin_from_elsewhere_finds_nothing_either(sign_in):
    assert sign_in(Role.ADMIN).get("/metrics", environ_base=OUTSIDE).status_code == 404


def status(app: Flask, peer: str, **headers: str) -> int:
    """What somebody at `peer` is answered."""
    said = {name.replace("_", "-"): value for name, value in headers.items()}
    return Person(app).get("/metrics", environ_base={"REMOTE_ADDR": peer}, headers=said).status_code


@pytest.mark.parametrize(
    ("peer", "expected"),
    [
        ("127.0.0.1", 200),
        ("127.9.9.9", 200),
        ("::1", 200),
        ("::ffff:127.0.0.1", 200),
        ("10.1.2.3", 200),
        ("::ffff:10.1.2.3", 200),
        ("fd00::7", 200),
        ("10.2.0.1", 404),
        ("fd01::7", 404),
        ("", 404),
    ],
)
def test_the_machine_itself_and_named_networks_may_read(peer, expected, installation):
    allowed = (ip_network("10.1.0.0/16"), ip_network("fd00::/64"))
    assert status(installation.with_settings(metrics_allow=allowed), peer) == expected


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "Via"])
def test_behind_a_proxy_nobody_told_us_of_nobody_may_read(header, app):
    assert status(app, "127.0.0.1", **{header: "127.0.0.1"}) == 404


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("127.0.0.1", None, 200),  # Prometheus beside the shop, not through the proxy
        ("127.0.0.1", "127.0.0.1", 200),
        ("127.0.0.1", "203.0.113.9", 404),
        ("127.0.0.1", "127.0.0.1, 203.0.113.9", 404),  # the proxy adds the truth behind the lie
        ("127.0.0.1", "203.0.113.9, 10.1.2.3", 200),
        ("203.0.113.9", "127.0.0.1", 404),  # around the proxy
        ("127.0.0.1", "unknown", 404),
    ],
)
def test_behind_a_known_proxy_the_address_it_adds_counts(peer, forwarded, expected, installation):
    app = installation.with_settings(trusted_proxies=1, metrics_allow=(ip_network("10.1.0.0/16"),))
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    assert status(app, peer, **headers) == expected


def test_a_request_that_passed_fewer_proxies_than_there_are_is_refused(installation):
    app = installation.with_settings(trusted_proxies=2)
    assert status(app, "127.0.0.1", **{"X-Forwarded-For": "203.0.113.9"}) == 404


def test_replies_that_were_ready_are_counted_and_so_are_those_that_had_become_wrong(stranger, make, more):
    product = make.product()
    for _ in range(3):
        stranger.get("/api/products")
    assert more("barrow_reply_cache_total", result="hit") == 2
    make.do(lambda: services.stock.receive(make.boss, product.id, quantity=1))
    stranger.get("/api/products")
    assert more("barrow_reply_cache_total", result="hit") == 2
    assert more("barrow_reply_cache_total", result="stale") == 1
    seen = {"route": "/api/products", "method": "GET", "status": "200"}
    assert more("barrow_http_request_duration_seconds_count", **seen) == 4
