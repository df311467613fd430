"""Statements of a transaction that are said so often that they are put into words once."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Dialect, Select

from app.core.database.base import db
from app.core.database.faults import said_of
from app.core.database.topics import wrote
from app.core.database.wording import Statement, Wording


class Prepared:
    """A statement that is put into words once and said again and again, in its caller's transaction.

    What it leaves open are parameters without a value. Its rows are bare: values in the order of its columns.

    Where others may write at the same time, `locking` comes before it, in the same message. It leaves open nothing
    else, and has no values of its own. Locking in the statement itself is not the same: under READ COMMITTED each
    looks at the shop when it begins.
    """

    def __init__(self, statement: Statement, *, locking: Select[Any] | None = None) -> None:
        self._statement, self._locking = statement, locking
        self._table = getattr(statement, "table", None)  # which it writes into, if it does
        self._options = statement.get_execution_options()
        self._wordings: dict[str, Wording] = {}

    def rows(self, values: Mapping[str, Any] = MappingProxyType({})) -> Sequence[Sequence[Any]]:
        """What it finds or says that it did; DBAPIError if the database refuses. `values` may hold others too."""
        connection = db.session.connection()
        wording = self._wordings.get(connection.dialect.name)
        if wording is None:
            wording = self._wordings[connection.dialect.name] = self._in_words(connection.dialect)
        if self._table is not None:
            wrote(self._table, self._options)
        return _said(connection, wording, values)

    def _in_words(self, dialect: Dialect) -> Wording:
        if self._locking is None or dialect.name == "sqlite":  # which has one writer at a time
            return Wording(self._statement, dialect)
        return Wording(self._statement, dialect, f"{Wording(self._locking, dialect).sql}; ")


def _said(connection: Connection, wording: Wording, values: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
    dialect, line = connection.dialect, connection.connection
    try:
        with closing(line.cursor()) as cursor:
            return wording.rows(cursor, values)
    except dialect.loaded_dbapi.Error as error:
        # If the line is lost, the ROLLBACK that follows will not get through, and then SQLAlchemy gives it up.
        is_lost = dialect.is_disconnect(error, line.dbapi_connection, None)
        raise said_of(error, dialect, is_lost=is_lost) from error
