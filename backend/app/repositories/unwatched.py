"""Rows that are added past the session: written once, and nothing of them is looked for again."""

from typing import Any

from sqlalchemy import Column, Insert, Row, Table, insert
from sqlalchemy.orm.attributes import set_committed_value

from app.core.database import Base


def adding(table: Table, *also: Column[Any]) -> Insert:
    """The statement that adds rows; it says their ids, what was not said of them but has a default, and `also`."""
    told = (column for column in table.c if column.primary_key or column.default is not None)
    return insert(table).returning(*told, *also)


def said(thing: Base, table: Table) -> dict[str, Any]:
    """What was said of a thing, by column."""
    return {name: value for name, value in vars(thing).items() if name in table.c}


def kept(thing: Base, row: Row[Any]) -> None:
    """Let a thing know what its row says."""
    for name, value in row._asdict().items():
        set_committed_value(thing, name, value)
