"""Taking turns, at work that only takes longer when several do it at the same time."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from app.core.queues import Queue

# Who has been served for longer is not waited for.
LONG_SECONDS = 0.02


class Place(Queue):
    """Where one is served at a time. `since` is when the one who is served now came, by `time.perf_counter`."""

    def __init__(self) -> None:
        super().__init__()
        self.since = time.perf_counter()


class Turn:
    """Somebody's turn, as long as they need it."""

    def __init__(self, place: Place) -> None:
        self._place: Place | None = place
        place.since = time.perf_counter()

    def end(self) -> None:
        """Let the next one come; it may have ended before."""
        place, self._place = self._place, None
        if place is not None:
            place.next()


_mine: ContextVar[Turn | None] = ContextVar("turn", default=None)


class Counter:
    """Serves one at a time; beside somebody who takes long, another place is opened."""

    def __init__(self) -> None:
        self._place = Place()
        self._guard = threading.Lock()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Be served inside the block, as soon as it is one's turn."""
        turn = self._come()
        before = _mine.set(turn)
        try:
            yield
        finally:
            _mine.reset(before)
            turn.end()

    def _come(self) -> Turn:
        while True:
            place = self._place
            turn = place.line_up()
            while not turn.acquire(timeout=LONG_SECONDS):
                if self._goes_on_elsewhere(place) and place.leave(turn):
                    break
            else:
                return Turn(place)

    def _goes_on_elsewhere(self, place: Place) -> bool:
        """Whether whoever waits at `place` had better line up at another one, which is opened if need be."""
        with self._guard:
            if self._place is place and time.perf_counter() - place.since >= LONG_SECONDS:
                self._place = Place()
            return self._place is not place


def leave() -> None:
    """End the turn of whoever calls this, because they will wait for something else now."""
    turn = _mine.get()
    if turn is not None:
        turn.end()
