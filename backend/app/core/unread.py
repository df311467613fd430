"""Things as the database told them, which whoever has met the same words before need not read."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")
W = TypeVar("W", bound=Hashable)


class Unread(Generic[W, T]):
    """A thing of somebody's, in `words` that say all there is to know of it."""

    __slots__ = ("_read", "owner", "words")

    def __init__(self, words: W, owner: int, read: Callable[[W], T]) -> None:
        self.words, self.owner, self._read = words, owner, read

    def read(self) -> T:
        """The thing itself."""
        return self._read(self.words)
