"""The bare server: what gunicorn is given in place of the shop."""

import os
import re
from collections.abc import Callable, Iterable
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qsl

import orjson
from argon2 import PasswordHasher

from bench.floors import carts, catalogue, orders
from bench.floors.people import person
from bench.floors.rows import Rows

HELLO = orjson.dumps({"hello": "world"})
PRODUCT = re.compile("/api/products/([0-9]+)")
# As the shop hashes; what a sign-in cannot do without.
HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
HASH = HASHER.hash("Admin123!")


class Bare:
    """A WSGI application with as little in it as there can be."""

    # The server's configuration tells the shop's live board when it stops.
    extensions: dict[str, Any] = {"barrow-board": SimpleNamespace(closing=False)}  # noqa: RUF012

    def __init__(self) -> None:
        self.rows = Rows(os.environ["DATABASE_URL"])
        self.answers: dict[str, Callable[[dict[str, Any]], bytes]] = {
            "/hello": lambda _: HELLO,
            "/argon2": self._argon2,
            "/api/products": self._page,
            "/api/cart": lambda environ: carts.mine(self.rows, self._person(environ)),
            "/api/cart/items": lambda environ: carts.add(self.rows, self._person(environ), **_body(environ)),
            "/api/orders": lambda environ: orders.place(self.rows, self._person(environ), _body(environ)),
        }

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        path = environ["PATH_INFO"]
        answer = self.answers.get(path)
        body = answer(environ) if answer else catalogue.product(self.rows, _product_id(path))
        status = "201 Created" if path == "/api/orders" else "200 OK"
        start(status, [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
        return [body]

    def _argon2(self, environ: dict[str, Any]) -> bytes:
        HASHER.verify(HASH, _body(environ)["password"])
        return HELLO

    def _page(self, environ: dict[str, Any]) -> bytes:
        query = dict(parse_qsl(environ["QUERY_STRING"]))
        return catalogue.page(self.rows, int(query["per_page"]), query.get("sort_by"), query.get("search"))

    def _person(self, environ: dict[str, Any]) -> int:
        return person(self.rows, environ["HTTP_AUTHORIZATION"])


def _body(environ: dict[str, Any]) -> Any:
    return orjson.loads(environ["wsgi.input"].read())


def _product_id(path: str) -> int:
    found = PRODUCT.fullmatch(path)
    if found is None:
        raise LookupError(path)
    return int(found[1])


app = Bare()
