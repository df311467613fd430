"""What people are shown, by topic, and which of it a transaction changes."""

from contextvars import ContextVar
from enum import StrEnum
from typing import Any

from sqlalchemy import Engine, Table, event


class Topic(StrEnum):
    """What a table's rows are part of."""

    CATALOGUE = "catalogue"
    BOARD = "board"


# The topics that the running transaction has written into.
changed: ContextVar[frozenset[Topic]] = ContextVar("changed", default=frozenset())


def shown(*topics: Topic) -> dict[str, Any]:
    """For the `info` of a table whose rows are part of what is shown of these `topics`."""
    return {"topics": topics}


def watch(engine: Engine) -> None:
    """Notice whatever `engine` writes into a table that is shown."""
    event.listen(engine, "after_cursor_execute", _notice)


def wrote(table: Table) -> None:
    """Say that this transaction wrote into `table`, for what says so by no statement that `watch` sees."""
    if topics := table.info.get("topics"):
        changed.set(changed.get() | set(topics))


def _notice(_connection: Any, _cursor: Any, _said: Any, _values: Any, context: Any, _many: Any) -> None:
    if context.isinsert or context.isupdate or context.isdelete:
        table = getattr(context.compiled.statement, "table", None) if context.compiled else None
        if table is not None:
            wrote(table)
