"""The log: one JSON line for each request, and never a secret in any."""

import io
import json
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from app.core import logs
from app.core.permissions import Role
from tests.factories import ADDRESS, PASSWORD
from tests.people import Person

NEW_PASSWORD = "another correct horse"
STAFF_PASSWORD = "a battery for the till"


@pytest.fixture
def guest(installation) -> Iterator[Person]:
    """Somebody at a shop that logs as it does for its owner."""
    yield Person(installation.with_settings(log_level="INFO"))
    logs.configure("CRITICAL")


@pytest.fixture
def lines(capsys) -> Callable[[], list[dict[str, Any]]]:
    """What was logged since the last call; every line is a JSON object."""
    return lambda: [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_each_request_is_one_line(guest, lines, make, sign_in):
    cashier = sign_in(Role.CASHIER)
    lines()
    guest.get("/api/products", headers={"X-Request-ID": "request-1"})
    guest.token = cashier.token
    guest.post("/api/products?name=x", {"name": "Lamp"}, headers={"X-Request-ID": "request-2"})
    guest.get("/nowhere", headers={"X-Request-ID": "request-3"})
    guest.get("/health", headers={"X-Request-ID": "request-4"})

    logged = lines()

    assert [
        (line["request_id"], line["method"], line["path"], line["status"], line["user_id"]) for line in logged
    ] == [
        ("request-1", "GET", "/api/products", 200, None),
        ("request-2", "POST", "/api/products", 403, cashier.id),
        ("request-3", "GET", "/nowhere", 404, None),
        ("request-4", "GET", "/health", 200, None),
    ]
    for line in logged:
        assert (line["event"], line["level"]) == ("request", "info")
        assert line["timestamp"].endswith("Z")
        assert 0 <= line["duration_ms"] < 60_000


TRACE, PARENT = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"


@pytest.mark.parametrize(
    "said", [f"00-{TRACE}-{PARENT}-01", f"00-{TRACE}-{PARENT}-00", f"cc-{TRACE}-{PARENT}-01-more"]
)
def test_a_request_that_is_part_of_a_trace_has_its_id_everywhere(said, guest, lines):
    lines()
    missing = guest.get("/api/products/1", headers={"traceparent": said})
    for _ in range(2):  # the second reply is ready-made
        assert guest.get("/api/products", headers={"traceparent": said}).headers["X-Request-ID"] == TRACE
    named = guest.get("/api/products", headers={"traceparent": said, "X-Request-ID": "my-own-name"})
    assert missing.json["request_id"] == missing.headers["X-Request-ID"] == TRACE
    assert named.headers["X-Request-ID"] == "my-own-name"
    assert [line["request_id"] for line in lines()] == [TRACE, TRACE, TRACE, "my-own-name"]


@pytest.mark.parametrize(
    "said",
    [
        "",
        TRACE,
        f"ff-{TRACE}-{PARENT}-01",
        f"00-{TRACE}-{PARENT}-01-more",
        f"00-{TRACE.upper()}-{PARENT}-01",
        f"00-{'0' * 32}-{PARENT}-01",
        f"00-{TRACE}-{'0' * 16}-01",
        f"00-{TRACE[1:]}-{PARENT}-01",
    ],
)
def test_what_names_no_trace_is_not_listened_to(said, guest):
    reply = guest.get("/api/products", headers={"traceparent": said})
    assert reply.headers["X-Request-ID"] != TRACE
    assert len(reply.headers["X-Request-ID"]) == 32


def test_no_line_holds_a_password_a_token_or_a_secret(guest, lines, make, installation, capsys):
    product, boss = make.product(), make.person(make.user(Role.ADMIN))
    register = {"email": "ann@example.com", "username": "ann", "password": PASSWORD}
    secrets = {PASSWORD, NEW_PASSWORD, STAFF_PASSWORD, installation.settings.secret_key, boss.token}

    def said(answer: Any, status: int) -> dict[str, Any]:
        assert answer.status_code == status, answer.text
        secrets.update(value for name, value in answer.json.items() if name.endswith("token") and value)
        secrets.update(cookie.partition(";")[0] for cookie in answer.headers.getlist("Set-Cookie"))
        return answer.json

    lines()
    said(guest.post("/api/auth/register", register), 201)
    said(guest.post("/api/auth/register", register | {"username": PASSWORD[::-1]}), 409)
    said(guest.post("/api/auth/login", {"email": "ann", "password": "wrong: " + PASSWORD}), 401)
    tokens = said(guest.post("/api/auth/login", {"email": "ann", "password": PASSWORD}), 200)
    said(guest.post("/api/auth/login", {"email": "ann", "password": PASSWORD, "cookie": True}), 200)
    said(guest.post("/api/auth/refresh"), 200)
    said(guest.post("/api/auth/refresh", headers={"Authorization": f"Bearer {tokens['refresh_token']}"}), 200)
    guest.token = tokens["refresh_token"]
    said(guest.get("/api/cart"), 401)
    guest.token = tokens["access_token"]
    change = {"old_password": PASSWORD, "new_password": NEW_PASSWORD}
    said(guest.post("/api/auth/change-password", change), 200)
    order = {"items": [{"product_id": product.id}], "shipping_address": ADDRESS}
    placed = said(guest.post("/api/orders", order, headers={"Idempotency-Key": "key of ann"}), 201)
    guest.token = boss.token
    said(
        guest.post(f"/api/users/{placed['order']['customer_id']}/password-reset", {"new_password": STAFF_PASSWORD}),
        200,
    )
    hire = {"email": "k@example.com", "username": "k", "password": STAFF_PASSWORD, "role": "cashier"}
    said(guest.post("/api/auth/register", hire), 201)
    said(guest.post("/api/auth/logout"), 200)

    captured = capsys.readouterr()
    written = captured.out + captured.err
    assert len(written.splitlines()) == 13
    assert [secret for secret in secrets if secret in written] == []
    assert "$argon2" not in written


def test_what_is_called_a_secret_is_never_written(guest, lines):
    lines()
    told = {
        "password": "one",
        "new_password": "two",
        "access_token": "three",
        "Authorization": "four",
        "Cookie": "five",
    }
    logs.log().info("deed", name="shown", secret_key="six", **told)

    (line,) = lines()

    assert line["name"] == "shown"
    assert {line[name] for name in told} | {line["secret_key"]} == {"***"}


def test_whatever_is_said_is_one_line_of_ascii(guest, capsys):
    capsys.readouterr()
    said = {"word": "Fl\u00fcgel\u2028", "half": "\ud800", "large": 10**30}
    logs.log().info("deed", **said, thing=object())
    written = capsys.readouterr().out
    assert written.isascii()
    [line] = written.splitlines()
    assert {name: json.loads(line)[name] for name in said} == said


def test_a_bug_is_logged_with_its_cause(guest, lines, monkeypatch):
    def fall_over(*_: Any, **__: Any) -> None:
        raise RuntimeError("the shelf fell over")

    monkeypatch.setattr("app.services.products.page", fall_over)
    lines()
    guest.get("/api/products", headers={"X-Request-ID": "request-1"})

    bug, request = lines()

    assert (bug["event"], bug["level"], bug["request_id"]) == ("unexpected_error", "error", "request-1")
    assert "the shelf fell over" in bug["exception"]
    assert (request["event"], request["status"], request["request_id"]) == ("request", 500, "request-1")


class Page(io.StringIO):
    """A file that tells when something was written to it."""

    def __init__(self) -> None:
        super().__init__()
        self.written = threading.Event()

    def flush(self) -> None:
        """Something was."""
        self.written.set()


def test_lines_are_written_behind_in_their_order():
    page = Page()
    behind = logs.Behind(page)
    for number in range(1000):
        behind.info(f"line {number}")
    behind.write()
    assert page.getvalue().splitlines() == [f"line {number}" for number in range(1000)]
    page.written.clear()
    behind.info("the last one")
    assert page.written.wait(30)
    assert page.getvalue().endswith("line 999\nthe last one\n")


def test_an_error_is_written_before_its_sayer_goes_on(monkeypatch):
    monkeypatch.setattr(logs.Behind, "MOMENT_SECONDS", 3600)
    page = Page()
    behind = logs.Behind(page)
    behind.info("before")
    assert page.getvalue() == ""
    behind.error("broken")
    assert page.getvalue() == "before\nbroken\n"


def test_who_says_more_than_is_written_waits_for_it(monkeypatch):
    monkeypatch.setattr(logs.Behind, "MOMENT_SECONDS", 3600)
    monkeypatch.setattr(logs.Behind, "MOST_LINES", 3)
    page = Page()
    behind = logs.Behind(page)
    for _ in range(3):
        behind.info("a line")
    assert page.getvalue() == ""
    behind.info("one more")
    assert len(page.getvalue().splitlines()) == 4
