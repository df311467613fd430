"""Things that are ready-made, as many as fit: what nobody asked for the longest goes first."""

import threading
from collections import OrderedDict
from typing import Generic, Protocol, TypeVar


class Sized(Protocol):
    """What knows how much memory it takes."""

    @property
    def size(self) -> int:
        """In bytes, about."""
        ...


T = TypeVar("T", bound=Sized)


class Ready(Generic[T]):
    """At most so many bytes of things, each by its name."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._bytes = 0
        self._things: OrderedDict[str, T] = OrderedDict()
        self._guard = threading.Lock()

    def get(self, name: str) -> T | None:
        """The thing of that name, if it is there."""
        with self._guard:
            thing = self._things.get(name)
            if thing is not None:
                self._things.move_to_end(name)
            return thing

    def put(self, name: str, thing: T) -> None:
        """Keep `thing` in place of what had its name."""
        with self._guard:
            if (old := self._things.pop(name, None)) is not None:
                self._bytes -= old.size
            self._things[name] = thing
            self._bytes += thing.size
            while self._bytes > self._most:
                _, oldest = self._things.popitem(last=False)
                self._bytes -= oldest.size

    def clear(self) -> None:
        """Keep nothing."""
        with self._guard:
            self._things.clear()
            self._bytes = 0
