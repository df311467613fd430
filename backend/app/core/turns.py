"""Taking turns, at work that only takes longer when several do it at the same time."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# Nobody waits longer than that for somebody who takes long.
PATIENCE_SECONDS = 0.02


class Turn:
    """Somebody's turn, as long as they need it."""

    def __init__(self, place: "threading.Lock | None") -> None:
        self._place = place

    def end(self) -> None:
        """Let the next one come; it may have ended before."""
        place, self._place = self._place, None
        if place is not None:
            place.release()


_mine: ContextVar[Turn | None] = ContextVar("turn", default=None)


class Counter:
    """Serves one at a time; beside somebody who takes long, another place is opened."""

    def __init__(self) -> None:
        self._place = threading.Lock()
        self._guard = threading.Lock()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Be served inside the block, as soon as it is one's turn or one's patience ends."""
        turn = self._come()
        before = _mine.set(turn)
        try:
            yield
        finally:
            _mine.reset(before)
            turn.end()

    def _come(self) -> Turn:
        place = self._place
        if place.acquire(timeout=PATIENCE_SECONDS):
            return Turn(place)
        with self._guard:
            if self._place is not place:
                return Turn(None)  # the new place was opened by somebody else, and the next ones wait there
            self._place = another = threading.Lock()
            another.acquire()
        return Turn(another)


def leave() -> None:
    """End the turn of whoever calls this, because they will wait for something else now."""
    turn = _mine.get()
    if turn is not None:
        turn.end()
