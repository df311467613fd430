"""What happens to orders, told to everybody who listens in this process.

One thread asks the timelines a few times in a second, however many listen, and only while somebody
does. It sees what any process wrote, on either database, without anything between the processes.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from threading import Condition, Lock, Thread
from typing import Any

from app import repositories as repo
from app.core import clock
from app.core.config import settings
from app.core.errors import Unavailable
from app.core.logs import log
from app.models.cursors import Cursor

POLL_SECONDS = 0.5
# Nothing stays open for a minute: each statement may take 30 seconds, and wait 10 for a lock.
GAP_ROUNDS = 120
RETRY_SECONDS = 15


class Listener:
    """Somebody who is told, from `start` on, but for what they know. News of an order replaces older news of it."""

    def __init__(self, feed: "Feed", start: Cursor, day: date, known: Cursor) -> None:
        self.feed, self.start, self.day, self.known = feed, start, day, known
        self.news = Condition(feed.lock)
        self.orders: dict[int, Cursor] = {}
        self.new_day: date | None = None

    def tell(self, number: int, order_id: int, told: Cursor) -> None:
        """Note the step `number` of an order, behind everything else there is to tell."""
        # The feed of another process may have told them a moment before this one looked.
        if not self.known.knows(number):
            self.orders.pop(order_id, None)
            self.orders[order_id] = told

    def wait(self, seconds: float) -> tuple[list[tuple[int, Cursor]], date | None]:
        """What there is to tell, after at most `seconds`; perhaps nothing."""
        with self.feed.lock:
            if not (self.orders or self.new_day):
                self.news.wait(seconds)
            orders, day = list(self.orders.items()), self.new_day
            self.orders.clear()
            self.new_day = None
            return orders, day

    def leave(self) -> None:
        """Listen no more; somebody else may."""
        self.feed.forget(self)


class Feed:
    """The listeners of one process, at most `limit`, and the thread that asks for them."""

    def __init__(self, limit: int, context: Callable[[], AbstractContextManager[Any]]) -> None:
        self.limit, self._context = limit, context
        self.lock = Lock()
        self.closing = False
        self.thread: Thread | None = None
        self._alone = Condition(self.lock)
        self._listeners: set[Listener] = set()
        self._cursor, self._day = Cursor(), date.min
        self._waited: dict[int, int] = {}

    def listen(self, known: Cursor) -> Listener:
        """Somebody new, who is told everything from now on; Unavailable where too many listen already."""
        with self.lock:
            if self.closing or len(self._listeners) >= self.limit:
                sentence = "As many boards are live as this server takes. Ask for the list now and then instead."
                raise Unavailable(sentence, retry_after=RETRY_SECONDS)
            if self.thread is None:
                self._cursor, self._day, self._waited = repo.board.newest(), _today(), {}
                self.thread = Thread(target=self._run, name="board", daemon=True)
                self.thread.start()
            listener = Listener(self, self._cursor, self._day, known)
            self._listeners.add(listener)
            return listener

    def forget(self, listener: Listener) -> None:
        """Tell `listener` no more. With the last one the thread ends."""
        with self.lock:
            self._listeners.discard(listener)
            if not self._listeners:
                self._alone.notify_all()

    def _run(self) -> None:
        while True:
            with self.lock:
                if self._listeners:
                    self._alone.wait(POLL_SECONDS)
                if not self._listeners:
                    self.thread = None
                    return
            try:
                self._ask()
            except Exception as error:  # a database that is away comes back; until then there is no news
                log().warning("board_feed_failed", error=type(error).__name__)

    def _ask(self) -> None:
        with self._context():
            steps, day = repo.board.steps_after(self._cursor), _today()
        with self.lock:
            for number, order_id in steps:
                self._cursor = self._cursor.after(number)
                for listener in self._listeners:
                    listener.tell(number, order_id, self._cursor)
            self._give_up_gaps()
            if day != self._day:
                self._day = day
                for listener in self._listeners:
                    listener.new_day = day
            for listener in self._listeners:
                if listener.orders or listener.new_day:
                    listener.news.notify_all()

    def _give_up_gaps(self) -> None:
        """A number that stays away belongs to a transaction that was rolled back."""
        self._waited = {gap: self._waited.get(gap, 0) + 1 for gap in self._cursor.gaps}
        self._cursor = self._cursor.without(gap for gap, rounds in self._waited.items() if rounds > GAP_ROUNDS)


def _today() -> date:
    return clock.today(settings().shop_timezone)
