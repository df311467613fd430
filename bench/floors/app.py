"""The bare server: what gunicorn is given in place of the shop."""

import re
from collections.abc import Callable, Iterable
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qsl

import orjson
from argon2 import PasswordHasher

from bench.floors import catalogue
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
        self.rows = Rows()

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        body = self._body(environ)
        start("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
        return [body]

    def _body(self, environ: dict[str, Any]) -> bytes:
        path = environ["PATH_INFO"]
        if path == "/hello":
            return HELLO
        if path == "/argon2":
            HASHER.verify(HASH, orjson.loads(environ["wsgi.input"].read())["password"])
            return HELLO
        if found := PRODUCT.fullmatch(path):
            return catalogue.product(self.rows, int(found[1]))
        query = dict(parse_qsl(environ["QUERY_STRING"]))
        return catalogue.page(self.rows, int(query["per_page"]), query.get("sort_by"), query.get("search"))


app = Bare()
