"""Reading outside every transaction, by connections that do nothing else.

What people wait for most is one statement that changes nothing. It needs no BEGIN before and no ROLLBACK after it,
and no ping before it: where the connection turns out to be lost, the same is asked once more on a new one.
"""

from collections import deque
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from typing import Any, Self, TypeVar
from weakref import WeakKeyDictionary, ref

from sqlalchemy import Dialect, Engine, Select, event
from sqlalchemy.exc import DBAPIError

from app.core import metrics
from app.core.database import pings
from app.core.database.base import db
from app.core.database.faults import said_of
from app.core.database.wording import Wording

# So many stay open while nobody looks; whoever looks while all of them are busy opens another one.
MOST_IDLE = 16

_onlookers: WeakKeyDictionary[Engine, "Onlookers"] = WeakKeyDictionary()

T = TypeVar("T")
Row = Sequence[Any]


class Glance:
    """A query that is put into words once and asked again and again, each time of the shop as it is then.

    Neither does it see what the caller's transaction has written, nor does it fix for the caller an old picture of
    the shop. Its rows are bare: values in the order of its columns.
    """

    def __init__(self, query: Select[Any]) -> None:
        self._query: Select[Any] | None = query
        self._wordings: dict[str, Wording] = {}

    def in_words(self) -> Self:
        """The same, put into words now and for this kind of database only: a query weighs more than its words."""
        self._wording(db.engine.dialect)
        self._query = None
        return self

    def all(self, **values: Any) -> Sequence[Row]:
        """Its rows; `values` are what it leaves open. DBAPIError if the database cannot say."""
        onlookers = onlookers_of(db.engine)
        wording = self._wordings.get(onlookers.dialect.name) or self._wording(onlookers.dialect)
        return onlookers.ask(lambda cursor: wording.rows(cursor, values))

    def one(self, **values: Any) -> Row | None:
        """Its row, of which there is one at most, or None."""
        rows = self.all(**values)
        return rows[0] if rows else None

    def _wording(self, dialect: Dialect) -> Wording:
        if self._query is None:
            raise RuntimeError("it was put into the words of another database")
        wording = self._wordings[dialect.name] = Wording(self._query, dialect)
        return wording


def watch(engine: Engine) -> None:
    """Let people look at what `engine` leads to."""
    _onlookers[engine] = Onlookers(engine)


def onlookers_of(engine: Engine) -> "Onlookers":
    """Those who look at what `engine` leads to."""
    return _onlookers[engine]


class Onlookers:
    """Connections that only look, outside the pool: as many as there are threads that look at the same moment."""

    def __init__(self, engine: Engine) -> None:
        self.dialect = engine.dialect
        self._engine = ref(engine)  # whose lines end with it
        self._idle: deque[Any] = deque()
        self._disposed = 0
        event.listen(engine, "engine_disposed", self._let_go)

    def ask(self, question: Callable[[Any], T]) -> T:
        """What `question` finds by the cursor it is given, maybe a second time; DBAPIError if it cannot."""
        try:
            line = self._idle.pop()
        except IndexError:
            return self._answer(self._opened(), question)
        try:
            return self._answer(line, question)
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
            return self._answer(self._opened(), question)

    def _answer(self, line: Any, question: Callable[[Any], T]) -> T:
        disposed = self._disposed
        is_good = False
        try:
            with closing(line.cursor()) as cursor:
                found = question(cursor)
            is_good = True
        except self.dialect.loaded_dbapi.Error as error:
            is_good = not self.dialect.is_disconnect(error, line, None)
            raise said_of(error, self.dialect, is_lost=not is_good) from error
        else:
            return found
        finally:
            if is_good and disposed == self._disposed and len(self._idle) < MOST_IDLE:
                self._idle.append(line)
            else:
                self._close(line)

    def _opened(self) -> Any:
        engine = self._engine()
        if engine is None:
            raise RuntimeError("nobody looks at an engine that is gone")
        with pings.unless(begins_anew=False):  # or another one might be lent that is lost
            connection = engine.connect()
        connection.detach()
        line: Any = connection.connection.dbapi_connection
        if self.dialect.name == "postgresql":
            line.autocommit = True
        metrics.looking.inc()
        return line

    def _close(self, line: Any) -> None:
        metrics.looking.dec()
        with suppress(self.dialect.loaded_dbapi.Error):
            line.close()

    def _let_go(self, *_: Any) -> None:
        self._disposed += 1
        while self._idle:
            self._close(self._idle.pop())
