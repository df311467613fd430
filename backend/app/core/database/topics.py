"""What people are shown, by topic: a topic's version moves on with every transaction that changes it.

It moves in that transaction itself. So once somebody was told that a price has changed, nobody who asks for the
version afterwards gets the old one, in whatever process; and a reply made after its version was read is at least
as new as that version says.
"""

import random
import threading
from contextlib import suppress
from contextvars import ContextVar
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import Engine, Select, Table, TextClause, event, func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database.base import Base, db, word
from app.core.database.glances import Onlookers
from app.core.database.wording import Wording


class Topic(StrEnum):
    """What a table's rows are part of."""

    CATALOGUE = "catalogue"
    BOARD = "board"


def shown(*topics: Topic) -> dict[str, Any]:
    """For the `info` of a table whose rows are part of what is shown of these `topics`."""
    return {"topics": topics}


# A version is the sum of its parts: writers meet at one only by chance, and whoever meets waits for a commit.
PARTS = 16
# It moves by some number, so that after a backup was restored it does not pass the same versions again.
LONGEST_STEP = 2**20

# The topics that the running transaction has written into.
changed: ContextVar[frozenset[Topic]] = ContextVar("changed", default=frozenset())


class TopicVersion(Base):
    """A part of a topic's version."""

    __tablename__ = "topic_versions"

    topic: Mapped[Topic] = mapped_column(word(Topic), primary_key=True)
    part: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int]


def watch(engine: Engine) -> None:
    """Notice whatever `engine` writes into a table that is shown."""
    event.listen(engine, "after_cursor_execute", _notice)


def wrote(table: Table) -> None:
    """Say that this transaction wrote into `table`, for what says so by no statement that `watch` sees."""
    if topics := table.info.get("topics"):
        changed.set(changed.get() | set(topics))


def move_on() -> None:
    """The last statement of a transaction that wrote into tables which are shown: nobody waits for long."""
    if topics := changed.get():
        steps = {f"{topic}_part": random.randrange(PARTS) for topic in topics}  # nosec B311
        steps |= {f"{topic}_step": random.randint(1, LONGEST_STEP) for topic in topics}  # nosec B311
        db.session.execute(_moving(topics), steps)


@cache
def _moving(topics: frozenset[Topic]) -> TextClause:
    # In their order, so that two transactions cannot wait for each other.
    rows = ", ".join(f"('{topic}', :{topic}_part, :{topic}_step)" for topic in sorted(topics))
    return text(
        f"INSERT INTO topic_versions (topic, part, version) VALUES {rows}"  # nosec B608
        " ON CONFLICT (topic, part) DO UPDATE SET version = topic_versions.version + excluded.version"
    )


def version_of(topic: Topic) -> Select[tuple[int]]:
    """The question for the version of `topic`."""
    return select(func.coalesce(func.sum(TopicVersion.version), 0)).where(TopicVersion.topic == topic)


class Reader:
    """Reads a topic's version for all who wait: an answer is good for whoever came before it was asked for."""

    def __init__(self, onlookers: Onlookers, topic: Topic) -> None:
        self._onlookers = onlookers
        self._wording = Wording(version_of(topic), onlookers.dialect)
        self._one_at_a_time = threading.Lock()
        self._asked = 0
        self._answer: int | None = None

    def version(self) -> int | None:
        """The version as it is now or a moment later; None if the database does not say."""
        before_me = self._asked
        with self._one_at_a_time:
            if self._asked == before_me:
                self._asked += 1
                self._answer = self._ask()
            return self._answer

    def _ask(self) -> int | None:
        with suppress(DBAPIError, PoolTimeout):
            return int(self._onlookers.ask(self._wording.rows)[0][0])
        return None


def _notice(_connection: Any, _cursor: Any, _said: Any, _values: Any, context: Any, _many: Any) -> None:
    if context.isinsert or context.isupdate or context.isdelete:
        table = getattr(context.compiled.statement, "table", None) if context.compiled else None
        if table is not None:
            wrote(table)
