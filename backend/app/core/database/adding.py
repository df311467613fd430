"""Rows that are added past the session: nobody watches them, and nothing of them is looked for again."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Column, Table, bindparam, insert

from app.core.database.prepared import Prepared

# More are added by several statements: a database takes only so many values at once.
MOST_AT_ONCE = 100


class Adding:
    """Adds rows to `table`, all in one statement, and says `told` of each."""

    def __init__(self, table: Table, *told: Column[Any]) -> None:
        self._table, self._told = table, told
        self._statements: dict[int, Prepared] = {}

    def add(self, *rows: Mapping[str, Any]) -> list[Sequence[Any]]:
        """What is told of `rows`, in whatever order. What they do not say of a column is its default or nothing."""
        told: list[Sequence[Any]] = []
        for start in range(0, len(rows), MOST_AT_ONCE):
            some = rows[start : start + MOST_AT_ONCE]
            told.extend(self._statement(len(some)).rows(self._said(some)))
        return told

    def _said(self, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        nothing = blank(self._table)
        return {
            f"{name}_{number}": row.get(name, default)
            for number, row in enumerate(rows)
            for name, default in nothing.items()
        }

    def _statement(self, count: int) -> Prepared:
        if count not in self._statements:
            rows = [
                {
                    column.name: bindparam(f"{column.name}_{number}", type_=column.type)
                    for column in _said_columns(self._table)
                }
                for number in range(count)
            ]
            adding = insert(self._table).values(rows)
            self._statements[count] = Prepared(adding.returning(*self._told) if self._told else adding.inline())
        return self._statements[count]


@cache
def blank(table: Table) -> dict[str, Any]:
    """What a row of `table` is before anything is said of it, but for its number and what is reckoned each time."""
    return {column.name: _default(column) for column in _said_columns(table)}


def _said_columns(table: Table) -> list[Column[Any]]:
    return [column for column in table.columns if column is not table.autoincrement_column]


def _default(column: Column[Any]) -> Any:
    default: Any = column.default
    return default.arg if default is not None and default.is_scalar else None
