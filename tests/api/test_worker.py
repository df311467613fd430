"""What needs no thread of its own is answered without one, as it would be with one, and holds up nobody."""

import http.client
import json
import re
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import text

from app import services
from app.core.database import db
from app.core.permissions import Role
from tests.installations import Installation
from tests.servers.shop import serving
from tests.servers.threaded import HEADER, OF_THE_SERVER

LIST, BOARD = "/api/products", "/api/orders/today"
PER_REQUEST = ("X-Request-ID", "Date", HEADER)
ASKED = re.compile(rb'barrow_http_request_duration_seconds_count\{[^}]*route="/api/products"[^}]*\} ([0-9.]+)')


@pytest.fixture
def port(installation: Installation) -> Iterator[int]:
    """Where the production server listens."""
    with serving(installation.settings, app="tests.servers.threaded:app") as port:
        yield port


@pytest.fixture
def line(port) -> Iterator[http.client.HTTPConnection]:
    """A connection that was asked for something before."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    told(line, LIST)
    yield line
    line.close()


def told(line: http.client.HTTPConnection, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    line.request("GET", path, headers=headers)
    reply = line.getresponse()
    return reply.status, dict(reply.headers), reply.read()


def is_by_the_server_itself(reply: tuple[int, dict[str, str], bytes]) -> bool:
    return reply[1][HEADER] == OF_THE_SERVER


def said(reply: tuple[int, dict[str, str], bytes]) -> Any:
    return reply[0], {name: value for name, value in reply[1].items() if name not in PER_REQUEST}, reply[2]


def test_a_ready_reply_is_given_without_a_thread_and_is_the_same(make, line):
    make.product()
    by_a_thread = told(line, LIST)
    at_once = told(line, LIST, **{"X-Request-ID": "the-same-one"})
    assert [is_by_the_server_itself(each) for each in (by_a_thread, at_once)] == [False, True]
    assert said(at_once) == said(by_a_thread)
    assert at_once[1]["X-Request-ID"] == "the-same-one"
    known = told(line, LIST, **{"If-None-Match": at_once[1]["ETag"]})
    assert (known[0], is_by_the_server_itself(known)) == (304, True)


def test_a_new_connection_is_answered_at_once_too(make, line, port):
    make.product()
    by_a_thread = told(line, LIST)
    new = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    first = told(new, LIST, Connection="close")
    assert (is_by_the_server_itself(first), first[1].pop("Connection")) == (True, "close")
    assert by_a_thread[1].pop("Connection") == "keep-alive"
    assert said(first) == said(by_a_thread)
    new.close()


def test_a_price_that_was_changed_is_not_shown_as_it_was(make, line):
    product = make.product(price=1000)
    path = f"{LIST}/{product.id}"
    prices = list[float]()
    for cents in (1000, 1100, 1200):
        make.do(lambda cents=cents: services.products.update(make.boss, product.id, price_cents=cents))
        prices += [json.loads(told(line, path)[2])["price"] for _ in range(2)]
    assert prices == [10, 10, 11, 11, 12, 12]
    assert is_by_the_server_itself(told(line, path))


def test_a_board_that_stands_is_told_so_to_whoever_may_ask(make, line, sign_in):
    make.order()
    cashier, customer = (f"Bearer {sign_in(role).token}" for role in (Role.CASHIER, Role.CUSTOMER))
    tag = told(line, BOARD, Authorization=cashier)[1]["ETag"]
    stands = told(line, BOARD, **{"Authorization": cashier, "If-None-Match": tag})
    assert (stands[0], stands[2], is_by_the_server_itself(stands)) == (304, b"", True)
    refused = [
        told(line, BOARD, **{"Authorization": who, "If-None-Match": tag})[0] for who in (customer, "Bearer x")
    ]
    assert refused == [403, 401]
    make.order()
    changed = told(line, BOARD, **{"Authorization": cashier, "If-None-Match": tag})
    assert (changed[0], is_by_the_server_itself(changed)) == (200, False)


@pytest.mark.parametrize("headers", [{"Origin": "http://localhost:5173"}, {"Authorization": "Bearer x"}])
def test_who_says_where_from_or_who_gets_a_thread(line, headers):
    assert not is_by_the_server_itself(told(line, LIST, **headers))


def test_more_than_fits_is_sent_by_a_thread(make, line):
    for _ in range(20):
        make.product(description="x" * 1000)
    replies = [told(line, LIST) for _ in range(2)]
    assert len(replies[0][2]) > 16 * 1024
    assert said(replies[0]) == said(replies[1])
    assert not any(map(is_by_the_server_itself, replies))


def test_who_reads_nothing_of_what_they_are_sent_holds_up_nobody(make, port, line):
    for _ in range(10):
        make.product(description="x" * 1000)
    told(line, LIST)
    with socket.socket() as rude:
        rude.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        rude.connect(("127.0.0.1", port))
        answered = asked(line)
        for _ in range(5000):  # until nothing more fits between the server and its reader
            rude.sendall(b"GET /api/products HTTP/1.1\r\nHost: shop\r\n\r\n")
            if not any(asked(line) > answered for _ in range(100)):
                break
            answered += 1
        else:
            pytest.fail("everything was taken, and nothing was shown")
        assert told(line, "/health")[0] == 200


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_database_that_does_not_answer_holds_up_nobody_who_does_not_ask_it(app, make, port, line):
    make.product()
    replies = [told(line, LIST), told(line, LIST)]
    other = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text("LOCK TABLE topic_versions IN ACCESS EXCLUSIVE MODE"))
        line.request("GET", LIST)
        assert [told(other, "/metrics")[0] for _ in range(3)] == [200] * 3
    waited = line.getresponse()
    assert (waited.status, waited.read()) == (200, replies[1][2])
    other.close()


def asked(line: http.client.HTTPConnection) -> int:
    """How often the server was asked for the list so far."""
    return sum(int(float(count)) for count in ASKED.findall(told(line, "/metrics")[2]))
