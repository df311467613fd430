"""The shop, saying beside each reply how many statements it took: for counting, and never to serve.

Counted is where the driver is told to do something, whoever tells it: questions, changes, the pool's ping. That a
transaction begins or ends is none, nor is what a trigger or an index of SQLite does by itself.
"""

import re
import sqlite3
import threading
from collections.abc import Callable, Iterable, Sequence
from sqlite3 import dbapi2
from typing import Any

import psycopg2
import psycopg2.extensions

from app.routes.at_once import AtOnce, Front

HEADER = "X-Statements"
# In a request's environment: how many were said while somebody looked at it, before the application was asked.
LOOKED = "barrow.statements"
NONE_OF_THEM = re.compile(r"\s*(--|BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)", re.IGNORECASE)
_said = threading.local()


def heard(statement: Any) -> None:
    """A statement of this thread's request."""
    if not NONE_OF_THEM.match(statement if isinstance(statement, str) else "?"):
        _said.count = getattr(_said, "count", 0) + 1


class Counted:
    """A WSGI application that counts for another one."""

    def __init__(self, app: Callable[..., Iterable[bytes]]) -> None:
        self.app = app

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Answer as the other one, when it is done to the last statement."""
        _said.count = environ.get(LOOKED, 0)
        began: list[tuple[Any, ...]] = []
        parts = self.app(environ, lambda *given: began.append(given))
        try:
            body = b"".join(parts)
        finally:
            getattr(parts, "close", lambda: None)()
        status, headers, *_ = began[-1]
        start(status, [*headers, (HEADER, str(_said.count))])
        return [body]


class CountedLooks(AtOnce):
    """What `fronts` know, noting what it takes them; meant for one request at a time."""

    def __init__(self, fronts: list[Front]) -> None:
        super().__init__()
        self.fronts = fronts

    def look(self, environs: Sequence[dict[str, Any]]) -> list[bool]:
        """Whether each can be answered without waiting."""
        _said.count = 0
        found = super().look(environs)
        for environ in environs:
            environ[LOOKED] = _said.count
        return found


class _Cursor(psycopg2.extensions.cursor):
    def execute(self, query: Any, vars: Any = None) -> None:  # noqa: A002 - the driver's name for it
        heard(query)
        super().execute(query, vars)

    def executemany(self, query: Any, vars_list: Any) -> None:
        rows = list(vars_list)
        for _ in rows:  # it sends each by itself
            heard(query)
        super().executemany(query, rows)


class _SqliteCursor(sqlite3.Cursor):
    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        heard(sql)
        return super().execute(sql, parameters)

    def executemany(self, sql: str, parameters: Any, /) -> sqlite3.Cursor:
        heard(sql)  # which is no journey for each row
        return super().executemany(sql, parameters)


class _SqliteConnection(sqlite3.Connection):
    def cursor(self, factory: Any = _SqliteCursor) -> Any:
        return super().cursor(factory)

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        return self.cursor().execute(sql, parameters)


def listen() -> None:
    """Hear what either driver is told on every connection that is opened from now on."""
    to_sqlite, to_postgresql = sqlite3.connect, psycopg2.connect

    def sqlite(*args: Any, **kwargs: Any) -> sqlite3.Connection:
        return to_sqlite(*args, **{"factory": _SqliteConnection} | kwargs)

    sqlite3.connect = dbapi2.connect = sqlite
    psycopg2.connect = lambda *args, **kwargs: to_postgresql(*args, **{"cursor_factory": _Cursor} | kwargs)
