"""What people are shown, by topic, and which of it a transaction changes."""

from collections.abc import Mapping
from contextvars import ContextVar
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from sqlalchemy import Engine, Table, event


class Topic(StrEnum):
    """What a table's rows are part of."""

    CATALOGUE = "catalogue"
    # Of the catalogue, what is found where: no sale changes that, but one of the last piece.
    RANGE = "range"
    BOARD = "board"


ONLY = "only_topics"


# The topics that the running transaction has written into.
changed: ContextVar[frozenset[Topic]] = ContextVar("changed", default=frozenset())


def shown(*topics: Topic) -> dict[str, Any]:
    """For the `info` of a table whose rows are part of what is shown of these `topics`."""
    return {"topics": topics}


def only(*topics: Topic) -> dict[str, Any]:
    """Execution options of a statement that changes only these `topics`, whatever else its table is part of."""
    return {ONLY: frozenset(topics)}


def watch(engine: Engine) -> None:
    """Notice whatever `engine` writes into a table that is shown."""
    event.listen(engine, "after_cursor_execute", _notice)


def wrote(table: Table, options: Mapping[str, Any] = MappingProxyType({})) -> None:
    """Say that this transaction wrote into `table`, with these `options`, by no statement that `watch` sees."""
    if topics := options.get(ONLY) or table.info.get("topics"):
        changed.set(changed.get().union(topics))


def _notice(_connection: Any, _cursor: Any, _said: Any, _values: Any, context: Any, _many: Any) -> None:
    if context.isinsert or context.isupdate or context.isdelete:
        table = getattr(context.compiled.statement, "table", None) if context.compiled else None
        if table is not None:
            wrote(table, context.execution_options)
