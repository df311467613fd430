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

from app.core.database.base import Base, db
from app.core.database.glances import Onlookers

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
    """Reads the version for all who wait: an answer is good for whoever came before its question was asked."""

    def __init__(self, onlookers: Onlookers) -> None:
        self._onlookers = onlookers
        self._one_at_a_time = threading.Lock()
        self._asked = 0
        self._answer: int | None = None

    def version(self) -> int | None:
        """The version as it is now or a moment later; None if the database does not say."""
        before_me = self._asked
        with self._one_at_a_time:
            if self._asked == before_me:
                self._asked += 1
                self._answer = self._ask()
            return self._answer

    def _ask(self) -> int | None:
        with suppress(DBAPIError, PoolTimeout):
            return self._onlookers.ask(_version)
        return None


def _version(cursor: Any) -> int:
    cursor.execute(_VERSION)
    [version] = cursor.fetchone()
    return int(version)


def _notice(_connection: Any, _cursor: Any, _said: Any, _values: Any, context: Any, _many: Any) -> None:
    if context.isinsert or context.isupdate or context.isdelete:
        table = getattr(context.compiled.statement, "table", None) if context.compiled else None
        if table is not None:
            wrote(table)
