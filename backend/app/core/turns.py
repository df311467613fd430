"""Taking turns, at work that only takes longer when many do it at the same time."""

import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextvars import ContextVar
from functools import partial
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

# Who has been served for longer is not waited for.
LONG_SECONDS = 0.02


class Turn:
    """A piece of work. `since` is when its turn came, by `time.perf_counter`."""

    def __init__(self, turns: "Turns", work: Callable[[], Any]) -> None:
        self.turns, self.since = turns, 0.0
        self.future = Future[Any]()
        self._work = work

    @property
    def seconds_left(self) -> float:
        """How soon it takes long; nothing or less once it does."""
        return self.since + LONG_SECONDS - time.perf_counter()

    def serve(self) -> None:
        """Do the work, unless nobody wants it any more."""
        if not self.future.set_running_or_notify_cancel():
            return
        before = _mine.set(self)
        try:
            result = self._work()
        except BaseException as error:
            self.future.set_exception(error)
        else:
            self.future.set_result(result)
        finally:
            _mine.reset(before)


_mine: ContextVar[Turn | None] = ContextVar("turn", default=None)


class Turns(Executor):
    """Does one piece of work at a time, in the order in which they came.

    One that takes long, or whose thread says that it will `leave`, goes on beside, and the next one comes. All
    together have so many `threads`. Whoever waits has none, and the thread that ends a piece of work does the next
    one itself: as long as there is something to do, none has to be woken.
    """

    def __init__(self, threads: int) -> None:
        self._threads, self._watch = ThreadPoolExecutor(threads), ThreadPoolExecutor(1)
        self._guard, self._over = threading.Lock(), threading.Event()
        self._waiting = deque[Turn]()
        self._served: Turn | None = None
        self._is_watched = False

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Do it when its turn comes; RuntimeError after `shutdown`."""
        if self._over.is_set():
            raise RuntimeError("nobody is served any more")
        turn = Turn(self, partial(fn, *args, **kwargs))
        with self._guard:
            self._waiting.append(turn)
            self._let_in()
            if self._waiting and not self._is_watched:
                self._is_watched = True
                self._watch.submit(self._look)
        return turn.future

    def leave(self, turn: Turn) -> None:
        """Wait for it no longer."""
        with self._guard:
            self._end(turn)
            self._let_in()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take nothing more; what waits is done, or cancelled."""
        if cancel_futures:
            with self._guard:
                while self._waiting:
                    self._waiting.pop().future.cancel()
        self._over.set()
        self._watch.shutdown(wait=wait)
        self._threads.shutdown(wait=wait)

    def _let_in(self) -> None:
        if not self._over.is_set() and (turn := self._next()):
            self._threads.submit(self._serve, turn)

    def _next(self) -> Turn | None:
        """Whose turn it is now, if somebody waits and nobody has to be waited for."""
        if self._served or not self._waiting:
            return None
        turn = self._served = self._waiting.popleft()
        turn.since = time.perf_counter()
        return turn

    def _end(self, turn: Turn) -> None:
        if self._served is turn:
            self._served = None

    def _serve(self, turn: Turn | None) -> None:
        while turn:
            turn.serve()
            with self._guard:
                self._end(turn)
                turn = self._next()

    def _look(self) -> None:
        """As long as somebody waits, see whether the one who is served takes long."""
        seconds = 0.0
        while not self._over.wait(seconds):
            with self._guard:
                if self._served and self._served.seconds_left <= 0:
                    self._end(self._served)
                    self._let_in()
                self._is_watched = bool(self._waiting)
                if not self._is_watched:
                    return
                seconds = self._served.seconds_left if self._served else 0.0


def leave() -> None:
    """End the turn of whoever calls this, because they will wait for something else now."""
    turn = _mine.get()
    if turn is not None:
        turn.turns.leave(turn)
