"""What a database's exception means for the person who asked."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import cast

from sqlalchemy import Constraint, Dialect
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.core.database.base import Base
from app.core.errors import Conflict, Refusal, Unavailable

PG_SERIALIZATION_FAILURE, PG_DEADLOCK, PG_LOCK_TIMEOUT = "40001", "40P01", "55P03"
PG_CANCELLED = "57014"
PG_NO_RESOURCES = "53"
# Classes of SQLSTATE that mean "the server is not there just now": connection, resources, shutdown.
PG_AWAY = ("08", "53", "57P")
SQLITE_AWAY = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY}


def sqlstate(error: DBAPIError) -> str:
    """PostgreSQL's five letters, or nothing."""
    return getattr(error.orig, "pgcode", None) or ""


def is_sqlite_busy(error: DBAPIError) -> bool:
    """Whether somebody else held SQLite's one write lock for too long."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def is_lock_timeout(error: DBAPIError) -> bool:
    """Whether we gave up waiting for somebody else's lock."""
    return sqlstate(error) == PG_LOCK_TIMEOUT or is_sqlite_busy(error)


def is_worth_retrying(error: DBAPIError) -> bool:
    """Whether the same transaction, run again from its start, may well succeed."""
    if isinstance(error, IntegrityError):
        constraint = violated(error)
        return constraint is not None and bool(constraint.info.get("retry"))
    return sqlstate(error) in (PG_SERIALIZATION_FAILURE, PG_DEADLOCK) or is_sqlite_busy(error)


def is_lost(error: DBAPIError) -> bool:
    """Whether the connection is gone, and with it all that was not committed; another one may stand."""
    return error.connection_invalidated


def is_away(error: DBAPIError) -> bool:
    """Whether the database could not be reached or cannot take more."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in SQLITE_AWAY
    state = sqlstate(error)
    lost = type(error.orig).__name__ in ("OperationalError", "InterfaceError") and not state
    return error.connection_invalidated or lost or state.startswith(PG_AWAY) or state == PG_CANCELLED


def leaves_open(error: DBAPIError) -> bool:
    """Whether a COMMIT that ended with `error` may have come through all the same."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return code == sqlite3.SQLITE_IOERR_FSYNC
    state = sqlstate(error)
    return is_away(error) and state != PG_CANCELLED and not state.startswith(PG_NO_RESOURCES)


def refusal_for(error: DBAPIError | PoolTimeout) -> Refusal | None:
    """The answer `error` deserves, or None where it is a bug of ours."""
    if isinstance(error, PoolTimeout):
        return Unavailable("The shop is very busy. Try again in a moment.")
    if isinstance(error, IntegrityError):
        constraint = violated(error)
        answer = constraint.info.get("conflict") if constraint is not None else None
        return Conflict(**answer) if answer else None
    if is_lock_timeout(error) or is_worth_retrying(error):
        return Unavailable("The shop is very busy. Nothing was changed; try again in a moment.")
    if is_away(error):
        return Unavailable("The shop's database cannot be reached. Try again in a moment.", retry_after=2)
    return None


def violated(error: IntegrityError) -> Constraint | None:
    """The constraint of ours that `error` speaks of."""
    diagnostics = getattr(error.orig, "diag", None)
    if diagnostics is not None:
        return _named(diagnostics.constraint_name or "")
    _, _, subject = str(error.orig).partition("constraint failed: ")
    if "." not in subject:
        return _named(subject)
    table, columns = subject.split(".")[0], {part.split(".")[1] for part in subject.split(", ")}
    return next((c for c in _constraints(table) if {x.name for x in getattr(c, "columns", ())} == columns), None)


def said_of(error: Exception, dialect: Dialect, *, is_lost: bool) -> DBAPIError:
    """The driver's `error` as SQLAlchemy would say it, without what people typed."""
    base = dialect.loaded_dbapi.Error
    said = DBAPIError.instance(
        None, None, error, base, hide_parameters=True, connection_invalidated=is_lost, dialect=dialect
    )
    return cast("DBAPIError", said)


@contextmanager
def lock_timeout_as(conflict: Callable[[], Conflict]) -> Iterator[None]:
    """Inside the block, waiting too long for a lock is `conflict`, made anew each time."""
    try:
        yield
    except DBAPIError as error:
        if is_lock_timeout(error):
            raise conflict() from error
        raise


def _named(name: str) -> Constraint | None:
    return next((c for table in Base.metadata.tables for c in _constraints(table) if c.name == name), None)


def _constraints(table: str) -> set[Constraint]:
    found = Base.metadata.tables.get(table)
    return found.constraints if found is not None else set()
