"""What was found out a moment ago, in this process: whoever asks the same of the same shop gets the same."""

import time
from collections.abc import Callable, Hashable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Engine

from app.core.config import settings
from app.core.database import Topic, db, versions
from app.core.ready import MOST_SECONDS, Ready

# The longest report, two months by the hour, takes about 1 MB; as what 100,000 products sold does.
MOST_LARGE = 16
# A few numbers, or one for each category.
MOST_SMALL = 1_000

T = TypeVar("T")
V = TypeVar("V", bound=Hashable)


class Shop:
    """What is kept of one database: large things and small ones, which do not push each other out."""

    def __init__(self) -> None:
        self.large, self.small = Ready[Any](MOST_LARGE), Ready[Any](MOST_SMALL)

    def clear(self) -> None:
        """Keep nothing."""
        self.large.clear()
        self.small.clear()


_shops: WeakKeyDictionary[Engine, Shop] = WeakKeyDictionary()


def shop() -> Shop:
    """What is kept of the database that is asked."""
    engine = db.engine
    return _shops.get(engine) or _shops.setdefault(engine, Shop())


def find(
    among: Ready[Any], asked: Hashable, version: Callable[[], V], make: Callable[[V], tuple[T, V | None]]
) -> T:
    """What was `asked` for, which nobody may change: made by `make`, unless the shop is still of that version.

    `make` is given the version that stood before, and returns what it made and of which version that is, None if
    it is of no version that is known. Who asks for the same meanwhile waits for it.
    """
    before = version()
    if (found := among.get((before, asked))) is not None:
        return found
    with among.making(asked) as has_waited:
        if has_waited:
            before = version()
            if (found := among.get((before, asked))) is not None:
                return found
        found, of = make(before)
        if of is not None:
            among.put((of, asked), found)
    return found


def is_on() -> bool:
    """Whether anything is to be ready-made."""
    return settings().reply_cache_megabytes > 0


def in_range(asked: Hashable, make: Callable[[], T]) -> T:
    """What was `asked` for, a few numbers: made again once something else could be found in the shop.

    And after a minute, for the sake of whoever changes rows by hand; always where nothing is to be ready-made.
    """
    if not is_on():
        return make()
    return find(shop().small, asked, _range, lambda now: (make(), now))


def forget() -> None:
    """Keep nothing: each database may be another one under the same name."""
    for each in list(_shops.values()):
        each.clear()


def _range() -> tuple[int, int]:
    return versions.version(Topic.RANGE), int(time.monotonic()) // MOST_SECONDS
