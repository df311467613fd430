"""Whether a connection that has waited still stands: PostgreSQL is asked, for whoever could not do without it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import InvalidatePoolError

_begins_anew: ContextVar[bool] = ContextVar("begins anew", default=False)


@contextmanager
def unless(*, begins_anew: bool) -> Iterator[None]:
    """Inside the block, ask for no connection if all that is done begins anew when one turns out to be lost."""
    before = _begins_anew.set(begins_anew)
    try:
        yield
    finally:
        _begins_anew.reset(before)


def watch(engine: Engine) -> None:
    """Look at each connection of `engine` that is lent; if one is lost, all that are waiting are given up."""
    dialect = engine.dialect

    def look(connection: Any, _entry: object, _proxy: object) -> None:
        if _begins_anew.get():
            return
        try:
            dialect.do_ping(connection)
        except dialect.loaded_dbapi.Error as error:
            if dialect.is_disconnect(error, connection, None):
                raise InvalidatePoolError from error
            raise

    if dialect.name == "postgresql":
        event.listen(engine, "checkout", look)
