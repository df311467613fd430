"""What the head of a request says is what the server makes of it, or nothing is said."""

import io
from typing import Any

import pytest
from gunicorn.config import Config
from gunicorn.http.parser import RequestParser
from gunicorn.http.wsgi import create
from hypothesis import given
from hypothesis import strategies as st

from app.routes.at_once import read

CONFIG = Config()
CLIENT: Any = ("127.0.0.1", 40_000)
PLAIN = [
    b"GET /api/products HTTP/1.1\r\nHost: shop\r\n\r\n",
    b"GET /api/products?per_page=20&search=a%20b&x=? HTTP/1.1\r\nhost: shop:5000\r\nAccept:\t*/*  \r\n\r\n",
    b'GET /a//b/;c?d=e HTTP/1.1\r\nHost: shop\r\nIf-None-Match: W/"a", "b"\r\nX-Empty:\r\n\r\n',
    b"GET / HTTP/1.1\r\nHost: shop\r\nConnection: close\r\nAuthorization: Bearer a.b.c\r\nCookie: caf\xe9\r\n\r\n",
]
NOT_PLAIN = [
    b"",
    b"\r\n\r\n",
    b"GET /api/products HTTP/1.1\r\nHost: shop\r\n",
    b"GET /api/products HTTP/1.0\r\nHost: shop\r\n\r\n",
    b"HEAD /api/products HTTP/1.1\r\nHost: shop\r\n\r\n",
    b"POST /api/products HTTP/1.1\r\nHost: shop\r\n\r\n",
    b"GET /caf%C3%A9 HTTP/1.1\r\nHost: shop\r\n\r\n",
    b"GET /caf\xe9 HTTP/1.1\r\nHost: shop\r\n\r\n",
    b"GET /api#part HTTP/1.1\r\nHost: shop\r\n\r\n",
    b"GET http://shop/api HTTP/1.1\r\nHost: shop\r\n\r\n",
    b"GET /api/products HTTP/1.1\r\nHost: shop\r\nContent-Length: 5\r\n\r\n",
    b"GET /api/products HTTP/1.1\r\nHost: shop\r\nTransfer-Encoding: chunked\r\n\r\n",
    b"GET /api/products HTTP/1.1\r\nHost: shop\r\nExpect: 100-continue\r\n\r\n",
    b"GET /api/products HTTP/1.1\r\nHost: shop\r\nUpgrade: h2c\r\n\r\n",
    b"GET /api/products HTTP/1.1\r\nHost: shop\r\nAccept: a\r\nAccept: b\r\n\r\n",
    b"GET /api/products HTTP/1.1\r\nHost: shop\r\nX-Long: a\r\n b\r\n\r\n",
    b"GET /api/products HTTP/1.1\r\nHost: shop\r\nX_Under: a\r\n\r\n",
    b"GET /api/products HTTP/1.1\r\nHost : shop\r\n\r\n",
    b"GET /api/products HTTP/1.1\nHost: shop\n\n\r\n\r\n",
    b"GET /a HTTP/1.1\r\nHost: shop\r\n\r\nGET /b HTTP/1.1\r\nHost: shop\r\n\r\n",
]
PARTS = [
    b"Host",
    b"Origin",
    b"If-None-Match",
    b"A-b",
    b":",
    b" ",
    b"\t",
    b"\r\n",
    b"\n",
    b"\0",
    b"x",
    b"\xe9",
    b"_",
]


def environ_of(head: bytes):
    """What the server tells the application of a request."""

    class Line:
        """A connection that brought `head`."""

        received = io.BytesIO(head)

        def recv(self, most: int) -> bytes:
            return self.received.read(most)

    line: Any = Line()
    return create(next(RequestParser(CONFIG, line, CLIENT)), line, CLIENT, ("127.0.0.1", 5000), CONFIG)[1]


def agrees(said, environ) -> bool:
    in_front = {name for name in environ if name.startswith("HTTP_")}
    return said == {name: environ.get(name) for name in said} and in_front <= set(said)


@pytest.mark.parametrize("head", PLAIN)
def test_a_plain_request_is_read_as_the_server_reads_it(head):
    said = read(head)
    assert said is not None
    assert agrees(said, environ_of(head))


@pytest.mark.parametrize("head", NOT_PLAIN)
def test_of_any_other_nothing_is_said(head):
    assert read(head) is None


@given(st.lists(st.sampled_from(PARTS), max_size=12).map(b"".join))
def test_whatever_is_said_the_server_says_too(lines):
    head = b"GET /api/products?a=b HTTP/1.1\r\nHost: shop\r\n" + lines + b"\r\n\r\n"
    said = read(head)
    assert said is None or agrees(said, environ_of(head))
