"""What people are shown, by topic: a topic's version moves on with every transaction that changes it.

It moves in that transaction itself. So once somebody was told that a price has changed, nobody who asks for the
version afterwards gets the old one, in whatever process; and a reply made after its version was read is at least
as new as that version says.
"""

import random
import threading
import time
from collections.abc import Mapping
from contextvars import ContextVar
from functools import cache
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, func, select, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database.base import Base, db, word
from app.core.database.glances import Onlookers, onlookers_of
from app.core.database.prepared import Prepared
from app.core.database.topics import Topic, changed
from app.core.database.wording import Wording

# A version is the sum of its parts: writers meet at one only by chance, and whoever meets waits for a commit.
PARTS = 16
# It moves by some number, so that after a backup was restored it does not pass the same versions again.
LONGEST_STEP = 2**20
# Since when whoever asks has been there, by `time.perf_counter`; without it they have just come.
here_since: ContextVar[float | None] = ContextVar("here_since", default=None)


class TopicVersion(Base):
    """A part of a topic's version."""

    __tablename__ = "topic_versions"

    topic: Mapped[Topic] = mapped_column(word(Topic), primary_key=True)
    part: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int]


def move_on() -> None:
    """The last statement of a transaction that wrote into tables which are shown: nobody waits for long."""
    if topics := changed.get():
        here_since.set(None)  # who changed something has to see it from now on
        steps = {f"{topic}_part": random.randrange(PARTS) for topic in topics}  # nosec B311
        steps |= {f"{topic}_step": random.randint(1, LONGEST_STEP) for topic in topics}  # nosec B311
        _moving(topics).rows(steps)


@cache
def _moving(topics: frozenset[Topic]) -> Prepared:
    # In their order, so that two transactions cannot wait for each other.
    rows = ", ".join(f"('{topic}', :{topic}_part, :{topic}_step)" for topic in sorted(topics))
    moving = text(
        f"INSERT INTO topic_versions (topic, part, version) VALUES {rows}"  # nosec B608
        " ON CONFLICT (topic, part) DO UPDATE SET version = topic_versions.version + excluded.version"
    )
    return Prepared(moving)


Versions = Mapping[Topic, int]


class Reader:
    """Reads versions for all who wait: an answer is good for whoever came before it was asked for."""

    def __init__(self, onlookers: Onlookers) -> None:
        self._onlookers = onlookers
        parts = func.sum(TopicVersion.version)
        self._wording = Wording(select(TopicVersion.topic, parts).group_by(TopicVersion.topic), onlookers.dialect)
        self._one_at_a_time = threading.Lock()
        self._newest: tuple[float, Versions] = float("-inf"), dict.fromkeys(Topic, 0)

    @property
    def last(self) -> Versions:
        """The versions that were read last, whenever that was; zeros before the first time."""
        return self._newest[1]

    def versions(self, since: float) -> Versions:
        """The version of each topic at some moment after `since`, by `time.perf_counter`.

        DBAPIError or the pool's TimeoutError if the database does not say.
        """
        asked, versions = self._newest
        if asked > since:
            return versions
        with self._one_at_a_time:
            if self._newest[0] <= since:
                self._newest = time.perf_counter(), self._ask()
            return self._newest[1]

    def _ask(self) -> Versions:
        said = {topic: int(version) for topic, version in self._onlookers.ask(self._wording.rows)}
        return dict.fromkeys(Topic, 0) | said


_readers: WeakKeyDictionary[Engine, Reader] = WeakKeyDictionary()


def reader_of(engine: Engine) -> Reader:
    """The one who reads versions for all who ask `engine`."""
    return _readers[engine]


def version(topic: Topic) -> int:
    """The version of `topic` at some moment since whoever asks has been here; errors as of a reader."""
    since = here_since.get()
    return reader_of(db.engine).versions(time.perf_counter() if since is None else since)[topic]


def watch(engine: Engine) -> None:
    """Let people know of versions that `engine` leads to."""
    _readers[engine] = Reader(onlookers_of(engine))
