"""What a request changed in the whole database, cell by cell, so that two requests can be compared."""

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import JSON, Column, DateTime, NullPool, Table, TypeDecorator, create_engine, text
from sqlalchemy.types import TypeEngine

from app.core.config import normal_url
from app.core.database import Base, TopicVersion

# Which part of the catalogue's version moves is by lot, and differs between twins.
TABLES = [table for table in Base.metadata.sorted_tables if table.name != TopicVersion.__tablename__]
# The journal of reports names orders without holding on to them.
NO_KEY = {"order_id": "orders"}
PLANTED, CALLER = "planted", "the caller"
# The moment that is planted; nothing in these shops is as old.
LONG_AGO = "2001-02-03"
# The key that is planted where a new row is to have one of its own choice.
NO_ROW = 987_654_321
# What is different each time however equal two requests are.
SECRET = re.compile(r"[0-9a-f]{24,}|\$argon2\S+")
NUMBER = re.compile(r"[\s-]*\d+")
Row = dict[str, Any]
Picture = dict[str, dict[int, Row]]
# A table, what became of one of its rows, and the cells that did it.
Change = tuple[str, str, tuple[tuple[str, str], ...]]


class Album:
    """Pictures of everything in the database at `url`, taken without any code of the shop."""

    def __init__(self, url: str) -> None:
        self._engine = create_engine(normal_url(url), poolclass=NullPool)

    def picture(self) -> Picture:
        """Every row of every table, by its key."""
        with self._engine.connect() as connection:
            return {
                table.name: {
                    row[key_of(table)]: dict(row)
                    for row in connection.execute(text(f"SELECT * FROM {table.name}")).mappings()
                }
                for table in TABLES
            }


class Eye:
    """Sees what two pictures differ in, and forgets what tells twins apart: ids, moments, numbers in text.

    Of a reference it keeps whose or what it is: the caller's, something planted, or anything else.
    """

    def __init__(self, planted: Mapping[str, Collection[int]], callers: Collection[int] = ()) -> None:
        self.planted, self.callers = planted, callers

    def changes(self, before: Picture, after: Picture) -> Counter[Change]:
        """Rows that are new, gone, or have other cells, each with these cells."""
        return Counter(
            change for table in TABLES for change in self._of(table, before[table.name], after[table.name])
        )

    def _of(self, table: Table, before: dict[int, Row], after: dict[int, Row]) -> Iterator[Change]:
        for key in sorted(before.keys() | after.keys()):
            was, now = before.get(key), after.get(key)
            if was == now:
                continue
            if now is None:
                yield table.name, f"gone: {self._row(table, key)}", ()
            else:
                told = [
                    (column.name, self._cell(table, column, now[column.name]))
                    for column in table.columns
                    if was is None or was[column.name] != now[column.name]
                ]
                yield table.name, "new" if was is None else f"changed: {self._row(table, key)}", tuple(told)

    def _row(self, table: Table, key: int) -> str:
        return self._thing(table.name, key)

    def _cell(self, table: Table, column: Column[Any], value: Any) -> str:
        if value is None:
            return "nothing"
        target = next((key.column.table.name for key in column.foreign_keys), NO_KEY.get(column.name))
        if target or column.primary_key:
            return self._thing(target or table.name, value)
        if column.name == "object_id":
            return PLANTED if value == NO_ROW else "another"
        if isinstance(kind_of(column), DateTime):
            return PLANTED if str(value).startswith(LONG_AGO) else "a moment"
        if isinstance(kind_of(column), JSON):
            value = _without_numbers(json.loads(value) if isinstance(value, str) else value)
        return _plain(str(value)) if isinstance(value, str) else str(value)

    def _thing(self, table: str, key: int) -> str:
        if key == NO_ROW or key in self.planted.get(table, ()):
            return PLANTED
        return CALLER if table == "users" and key in self.callers else "another"


def key_of(table: Table) -> str:
    """The name of the column that tells the rows of `table` apart."""
    [column] = table.primary_key.columns
    return column.name


def kind_of(column: Column[Any]) -> TypeEngine[Any]:
    """What the database keeps in `column`."""
    return column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type


def _plain(said: str) -> str:
    return NUMBER.sub("", SECRET.sub("a secret", said))


def _without_numbers(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        return {_without_id(key): _without_numbers(inner, key) for key, inner in sorted(value.items())}
    if isinstance(value, list):
        return [_without_numbers(inner, name) for inner in value]
    if isinstance(value, str):
        return _plain(value)
    return _without_id(str(value)) if name.endswith(("id", "ids")) and isinstance(value, int) else value


def _without_id(said: str) -> str:
    return PLANTED if said == str(NO_ROW) else "#" if said.isdigit() else said
