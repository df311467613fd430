"""The catalogue's version: it moves on with every transaction that changes what everybody may see.

It moves in that transaction itself. So once somebody was told that a price has changed, nobody who asks for the
version afterwards gets the old one, in whatever process; and a reply made after its version was read is at least
as new as that version says.
"""

import random
from contextvars import ContextVar
from typing import Any

from sqlalchemy import Engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Mapped, mapped_column

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


def move_on_if_changed() -> None:
    """The last statement of a transaction that wrote into a table that is shown: nobody waits for long."""
    if changed.get():
        db.session.execute(_MOVE_ON, {"part": random.randrange(PARTS)})  # nosec B311


def version(engine: Engine) -> int | None:
    """The version as it is now; None if the database does not say."""
    try:
        line = engine.raw_connection()
    except (engine.dialect.loaded_dbapi.Error, DBAPIError, PoolTimeout):
        return None
    try:
        return _asked(line.driver_connection, autocommit=engine.dialect.name == "postgresql")
    except engine.dialect.loaded_dbapi.Error:
        line.invalidate()
        return None
    finally:
        line.close()


def _asked(connection: Any, *, autocommit: bool) -> int:
    """One round trip: without a transaction there is none to begin and none to end."""
    if autocommit:
        connection.autocommit = True
    cursor = connection.cursor()
    try:
        cursor.execute(_VERSION)
        return int(cursor.fetchone()[0])
    finally:
        cursor.close()
        if autocommit:
            connection.autocommit = False


def _notice(_connection: Any, _cursor: Any, _said: Any, _values: Any, context: Any, _many: Any) -> None:
    if context.isinsert or context.isupdate or context.isdelete:
        table = getattr(context.compiled.statement, "table", None) if context.compiled else None
        if table is not None and table.info.get("shown"):
            changed.set(True)
