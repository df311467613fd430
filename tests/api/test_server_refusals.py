"""What the production server refuses before the application hears of it, in the shape of every other error."""

import http.client
import json
import socket
from collections.abc import Iterator

import pytest

from tests.installations import Installation
from tests.servers.shop import serving


@pytest.fixture
def port(installation: Installation) -> Iterator[int]:
    """Where the production server listens."""
    with serving(installation.settings) as port:
        yield port


def sent(port: int, request: bytes) -> tuple[http.client.HTTPResponse, dict[str, object]]:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(request)
        reply = http.client.HTTPResponse(line)
        reply.begin()
        return reply, json.loads(reply.read())


@pytest.mark.parametrize(
    ("request_line", "status", "code"),
    [
        (b"GET /api/products?search=" + b"x" * 8200 + b" HTTP/1.1", 414, "uri_too_long"),
        (b"GET /api/products", 400, "bad_request"),
        (b"GET /api/products HTTP/1.1\r\nX-Large: " + b"x" * 9000, 431, "headers_too_large"),
    ],
)
def test_the_server_refuses_as_the_application_does(port, request_line, status, code):
    reply, error = sent(port, request_line + b"\r\nHost: shop\r\n\r\n")
    assert (reply.status, reply.headers["Content-Type"]) == (status, "application/json")
    assert (error["code"], error["details"]) == (code, {})
    assert error["request_id"] == reply.headers["X-Request-ID"]
    assert str(error["error"]).endswith(".")


def test_what_does_not_arrive_in_time_is_refused_so_too(installation):
    with serving(installation.settings, app="tests.servers.hasty:app") as port:
        reply, error = sent(port, b"POST /api/auth/login HTTP/1.1\r\nHost: shop\r\nContent-Length: 2\r\n\r\n{")
    assert (reply.status, reply.headers["Content-Type"]) == (408, "application/json")
    assert (error["code"], error["details"]) == ("request_timeout", {})


def test_a_search_of_eight_thousand_bytes_still_reaches_the_application(port):
    reply, error = sent(port, b"GET /api/products?search=" + b"x" * 8000 + b" HTTP/1.1\r\nHost: shop\r\n\r\n")
    assert (reply.status, error["code"]) == (400, "validation_failed")
