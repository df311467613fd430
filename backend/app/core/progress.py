"""How far something long has come, for whoever waits for it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

# Called with how much more is done.
Advance = Callable[[int], None]
# Called with what begins and how much of it there is; inside the block it advances.
Progress = Callable[[str, int], AbstractContextManager[Advance]]


@contextmanager
def unseen(_label: str, _total: int) -> Iterator[Advance]:
    """Nobody waits."""
    yield lambda _done: None
