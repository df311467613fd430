"""What was found out a moment ago, in this process: whoever asks the same of the same shop gets the same."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from app.core.database import db
from app.core.ready import Ready

# The longest report, two months by the hour, takes about 1 MB; as what 100,000 products sold does.
MOST = 16

T = TypeVar("T")
V = TypeVar("V", bound=Hashable)

_kept = Ready[Any](MOST)


def find(asked: Hashable, version: Callable[[], V], make: Callable[[V], tuple[T, V | None]]) -> T:
    """What was `asked` for, which nobody may change: made by `make`, unless the shop is still of that version.

    `make` is given the version that stood before, and returns what it made and of which version that is, None if
    it is of no version that is known. Who asks for the same meanwhile waits for it.
    """
    shop, before = db.engine.url, version()
    if (found := _kept.get((shop, before, asked))) is not None:
        return found
    with _kept.making((shop, asked)) as has_waited:
        if has_waited:
            before = version()
            if (found := _kept.get((shop, before, asked))) is not None:
                return found
        found, of = make(before)
        if of is not None:
            _kept.put((shop, of, asked), found)
    return found


def forget() -> None:
    """Keep nothing: the database is another one under the same name."""
    _kept.clear()
