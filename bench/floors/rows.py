"""Rows of the database at DATABASE_URL, by the driver alone: a connection for each thread."""

import os
import sqlite3
import threading
from datetime import UTC, datetime
from typing import Any

import orjson
import psycopg2

SQLITE = "sqlite:///"


class Rows:
    """Questions in SQL, with `?` where a value belongs."""

    def __init__(self) -> None:
        self.url = os.environ["DATABASE_URL"]
        self.is_sqlite = self.url.startswith(SQLITE)
        self._own = threading.local()

    def of(self, question: str, *values: Any) -> list[Any]:
        """Every row of the answer."""
        if self.is_sqlite:
            return self._line().execute(question, values).fetchall()
        with self._line().cursor() as cursor:
            cursor.execute(question.replace("?", "%s"), values)
            return cursor.fetchall()

    def moment(self, value: Any) -> str:
        """A moment as JSON says it."""
        if self.is_sqlite:
            return datetime.fromisoformat(value).replace(tzinfo=UTC).isoformat()
        return value.isoformat()

    def list(self, value: Any) -> list[Any]:
        """A list, as a column holds it."""
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
            return sqlite3.connect(self.url.removeprefix(SQLITE), isolation_level=None)
        line = psycopg2.connect(self.url, options="-c timezone=UTC")
        line.autocommit = True
        return line
