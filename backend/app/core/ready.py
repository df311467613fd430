"""Things that are ready-made, as many as fit: what nobody asked for the longest goes first."""

import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar
from weakref import WeakValueDictionary

# Whoever waited so long for a thing that somebody else makes, makes it too.
PATIENCE_SECONDS = 5
# What is kept of rows is made again after that: whoever changes them by hand does not move the version on.
MOST_SECONDS = 60

T = TypeVar("T")


class Ready(Generic[T]):
    """Things by their names, at most so much of them: each counts by the size it is put with."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._all = 0
        self._things: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()
        self._guard = threading.Lock()
        self._makers: WeakValueDictionary[Hashable, threading.Lock] = WeakValueDictionary()

    def get(self, name: Hashable) -> T | None:
        """The thing of that name, if it is there."""
        with self._guard:
            if name not in self._things:
                return None
            self._things.move_to_end(name)
            return self._things[name][0]

    def put(self, name: Hashable, thing: T, size: int = 1) -> None:
        """Keep `thing` in place of what had its name."""
        with self._guard:
            _, before = self._things.pop(name, (None, 0))
            self._things[name] = thing, size
            self._all += size - before
            while self._all > self._most:
                _, (_, gone) = self._things.popitem(last=False)
                self._all -= gone

    @contextmanager
    def making(self, name: Hashable) -> Iterator[bool]:
        """Come in when nobody else makes the thing of that name; True after waiting: perhaps it is there then."""
        with self._guard:
            alone = self._makers.setdefault(name, threading.Lock())
        has_waited = not alone.acquire(blocking=False)
        is_alone = not has_waited or alone.acquire(timeout=PATIENCE_SECONDS)
        try:
            yield has_waited
        finally:
            if is_alone:
                alone.release()

    def clear(self) -> None:
        """Keep nothing."""
        with self._guard:
            self._things.clear()
            self._all = 0
