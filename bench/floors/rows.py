"""Rows of a database, by the driver alone: a connection for each thread."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import orjson
import psycopg2

SQLITE = "sqlite:///"


class Rows:
    """Questions in SQL, with `?` where a value belongs."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_sqlite = url.startswith(SQLITE)
        self._own = threading.local()
        self._writer = threading.Lock()

    def of(self, question: str, *values: Any) -> list[Any]:
        """Every row of the answer."""
        if self.is_sqlite:
            return self._line().execute(question, values).fetchall()
        with self._line().cursor() as cursor:
            cursor.execute(question.replace("?", "%s"), values)
            return cursor.fetchall()

    def do(self, statement: str, *values: Any) -> None:
        """A statement that answers nothing."""
        if self.is_sqlite:
            self._line().execute(statement, values)
        else:
            with self._line().cursor() as cursor:
                cursor.execute(statement.replace("?", "%s"), values)

    @contextmanager
    def changing(self) -> Iterator[None]:
        """One transaction, synced to the disk at its end; an error undoes it."""
        line = self._line()
        if not self.is_sqlite:
            line.autocommit = False
            try:
                with line:
                    yield
            finally:
                line.autocommit = True
            return
        with self._writer:  # it lets one write at a time anyway, and whoever it sends to sleep sleeps too long
            line.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                line.execute("ROLLBACK")
                raise
            line.execute("COMMIT")

    def moment(self, value: Any) -> str:
        """A moment as JSON says it."""
        if isinstance(value, str):
            return datetime.fromisoformat(value).replace(tzinfo=UTC).isoformat()
        return value.isoformat()

    def now(self) -> Any:
        """This moment, as a column holds it."""
        return self.stored(datetime.now(UTC))  # noqa: TID251 - the shop's clock would bring the shop along

    def stored(self, moment: datetime) -> Any:
        """A moment in UTC, as a column holds it."""
        return f"{moment:%Y-%m-%d %H:%M:%S.%f}" if self.is_sqlite else moment

    def json(self, value: Any) -> Any:
        """What a column of JSON holds."""
        return orjson.loads(value) if isinstance(value, str) else value

    def close(self) -> None:
        """Give back this thread's connection."""
        if hasattr(self._own, "line"):
            self._own.line.close()

    def _line(self) -> Any:
        if not hasattr(self._own, "line"):
            self._own.line = self._opened()
        return self._own.line

    def _opened(self) -> Any:
        if self.is_sqlite:
            line = sqlite3.connect(self.url.removeprefix(SQLITE), isolation_level=None, timeout=10)
            for pragma in ("synchronous=FULL", "foreign_keys=ON"):
                line.execute(f"PRAGMA {pragma}")
            return line
        line = psycopg2.connect(self.url, options="-c timezone=UTC")
        line.autocommit = True
        return line
