"""The catalogue's version: it moves on with every transaction that changes what everybody may see.

It moves in that transaction itself. So once somebody was told that a price has changed, nobody who asks for the
version afterwards gets the old one, in whatever process; and a reply made after its version was read is at least
as new as that version says.
"""

import random
import threading
from contextlib import suppress
from contextvars import ContextVar
from typing import Any

from sqlalchemy import Engine, Table, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Mapped, mapped_column

from app.core import metrics
from app.core.database.base import Base, db

# For the `info` of a table whose rows everybody may see.
SHOWN = {"shown": True}
# The version is the sum of its parts: writers meet at one only by chance, and whoever meets waits for a commit.
PARTS = 16

_MOVE_ON = text(
    "INSERT INTO catalogue_versions (part, version) VALUES (:part, 1)"
    " ON CONFLICT (part) DO UPDATE SET version = catalogue_versions.version + 1"
)
_VERSION = "SELECT coalesce(sum(version), 0) FROM catalogue_versions"

changed: ContextVar[bool] = ContextVar("changed", default=False)


class CatalogueVersion(Base):
    """A part of the version."""

    __tablename__ = "catalogue_versions"

    part: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int]


def watch(engine: Engine) -> None:
    """Notice whatever `engine` writes into a table that is shown."""
    event.listen(engine, "after_cursor_execute", _notice)


def wrote(table: Table) -> None:
    """Say that this transaction wrote into `table`, for what says so by no statement that `watch` sees."""
    if table.info.get("shown"):
        changed.set(True)


def move_on_if_changed() -> None:
    """The last statement of a transaction that wrote into a table that is shown: nobody waits for long."""
    if changed.get():
        db.session.execute(_MOVE_ON, {"part": random.randrange(PARTS)})  # nosec B311


class Reader:
    """Reads the version for all who wait: an answer is good for whoever came before its question was asked.

    It has a connection of its own, outside the pool and without transactions, until the engine is disposed.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._one_at_a_time = threading.Lock()
        self._asked = 0
        self._answer: int | None = None
        self._line: Any = None
        event.listen(engine, "engine_disposed", self._let_go)

    def version(self) -> int | None:
        """The version as it is now or a moment later; None if the database does not say."""
        before_me = self._asked
        with self._one_at_a_time:
            if self._asked == before_me:
                self._asked += 1
                self._answer = self._ask()
            return self._answer

    def _ask(self) -> int | None:
        for _ in range(2):  # a connection may have broken since it was used last
            try:
                return self._version()
            except (self._engine.dialect.loaded_dbapi.Error, DBAPIError, PoolTimeout):
                self._let_go()
        return None

    def _version(self) -> int:
        if self._line is None:
            self._line = self._engine.raw_connection()
            self._line.detach()
            metrics.idle.inc()
            if self._engine.dialect.name == "postgresql":
                self._line.dbapi_connection.autocommit = True
        cursor = self._line.dbapi_connection.cursor()
        cursor.execute(_VERSION)
        [version] = cursor.fetchone()
        cursor.close()
        return int(version)

    def _let_go(self, *_: Any) -> None:
        line, self._line = self._line, None
        if line is not None:
            metrics.idle.dec()
            with suppress(self._engine.dialect.loaded_dbapi.Error, DBAPIError):
                line.close()


def _notice(_connection: Any, _cursor: Any, _said: Any, _values: Any, context: Any, _many: Any) -> None:
    if context.isinsert or context.isupdate or context.isdelete:
        table = getattr(context.compiled.statement, "table", None) if context.compiled else None
        if table is not None:
            wrote(table)
