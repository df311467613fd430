"""The production server tells the application since when a request has been there, and never a moment too early."""

import json
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from app import services
from tests.proofs.harness.shop import Shop

# What is served does not depend on the database.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

LIST = "/api/products"
NOBODY = json.dumps({"email_or_username": "nobody@example.com", "password": "not anybody's"})


@pytest.fixture
def threads() -> int:
    return 2


@pytest.fixture
def shop(installation, tmp_path: Path, threads: int) -> Iterator[Shop]:
    """A server of one process."""
    one = {"LOG_LEVEL": "INFO", "WEB_CONCURRENCY": "1", "WEB_THREADS": str(threads)}
    shop = Shop(installation.settings.database_url, tmp_path, one)
    shop.start()
    yield shop
    shop.close()


@pytest.fixture
def line(shop: Shop) -> Iterator[Callable[..., HTTPConnection]]:
    """Opens a connection: one that has said nothing yet, or one that is `quiet` after its first reply."""
    lines: list[HTTPConnection] = []

    def opened(*, quiet: bool) -> HTTPConnection:
        lines.append(HTTPConnection(*shop.address, timeout=30))
        lines[-1].connect()
        if quiet:
            ask(lines[-1])
        return lines[-1]

    yield opened
    for each in lines:
        each.close()


def ask(line: HTTPConnection, path: str = LIST) -> bytes:
    line.request("GET", path)
    return line.getresponse().read()


@pytest.mark.parametrize("quiet", [True, False])
def test_a_connection_that_was_open_before_a_change_is_told_of_it(shop, line, quiet):
    product = shop.make.product(name="Old name")
    others, waiting = line(quiet=True), line(quiet=quiet)
    for _ in range(3):
        assert b"Old name" in ask(others)
    shop.make.do(lambda: services.products.update(shop.make.boss, product.id, name="New name"))
    assert b"New name" in ask(waiting)
    assert b"Old name" not in ask(others)


def test_a_request_that_began_before_a_change_and_ended_after_it_is_told_of_it(shop, line):
    product = shop.make.product(name="Old name")
    others, slow = line(quiet=True), line(quiet=True)
    slow.sock.sendall(f"GET {LIST} HTTP/1.1\r\nHost: shop\r\n".encode())
    for _ in range(3):
        assert b"Old name" in ask(others)
    shop.make.do(lambda: services.products.update(shop.make.boss, product.id, name="New name"))
    slow.sock.sendall(b"\r\n")
    reply = HTTPResponse(slow.sock, method="GET")
    reply.begin()
    assert b"New name" in reply.read()


HEAD = (
    f"POST /api/auth/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\ncontent-length: {len(NOBODY)}"
)


@pytest.mark.parametrize("first", [HEAD[:30], HEAD, f"{HEAD}\r\n\r\n{NOBODY[:10]}"], ids=["line", "head", "body"])
@pytest.mark.parametrize("quiet", [True, False])
def test_who_sends_half_a_request_holds_up_nobody_and_may_send_the_rest(shop, line, threads, quiet, first):
    whole = f"{HEAD}\r\n\r\n{NOBODY}"
    slow = [line(quiet=quiet) for _ in range(2 * threads)]
    for one in slow:
        one.sock.sendall(first.encode())
    for _ in range(2 * threads):
        assert b"token_missing" in ask(line(quiet=False), "/api/cart")  # which is never ready-made
    for one in slow:
        one.sock.sendall(whole[len(first) :].encode())
        reply = HTTPResponse(one.sock, method="POST")
        reply.begin()
        assert (reply.status, json.loads(reply.read())["code"]) == (401, "wrong_credentials")


@pytest.mark.parametrize("threads", [1])
def test_the_time_of_a_request_begins_before_a_thread_is_free(shop, line):
    lines = [line(quiet=True) for _ in "ab"]
    lines[0].request("POST", "/api/auth/login", NOBODY, {"Content-Type": "application/json"})
    lines[1].request("GET", LIST)
    for one in lines:
        one.getresponse().read()
    shop.stop()
    said = [json.loads(text) for text in shop.log.read_text().splitlines() if '"event": "request"' in text]
    first, second = [entry["duration_ms"] for entry in said[-2:]]
    # It came a moment after the first, which is long on a busy machine; a list alone takes a small part of it.
    assert second >= first / 2
