"""What goes over the line while somebody follows the board.

Between two pieces of news a stream holds a thread, and neither a connection to the database nor a
transaction.
"""

import selectors
import socket
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from flask import Flask, current_app
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app import services
from app.core import turns
from app.core.permissions import Actor
from app.models.cursors import Cursor
from app.schemas.orders import OrderView
from app.schemas.viewer import viewer
from app.services.board_feed import Feed, Listener

KEY = "barrow-board"
# How soon a ban, another role, a signing out or a client that has gone ends a quiet stream.
CHECK_SECONDS = 2.0
RECONNECT_MS = 3000
AT_ONCE = 50


def feed_of(app: Flask) -> Feed:
    """The feed of `app`'s process."""
    return Feed(app.config["SETTINGS"].stream_limit, app.app_context)


@dataclass(frozen=True)
class Stream:
    """One person who follows the board with a token that is good until `until`."""

    app: Flask
    actor: Actor
    until: datetime
    listener: Listener
    heartbeat: timedelta
    environ: dict[str, Any]

    def since(self, last: Cursor | None) -> Iterator[str]:
        """The events after `last`, or from now on, until the person leaves or may listen no more."""
        start = last or self.listener.start
        turns.leave()
        yield f"retry: {RECONNECT_MS}\n{_event('day', _day(self.listener.day), start)}"
        try:
            if last is not None:
                yield from self._orders(self._missed(last))
            yield from self._live()
        except (DBAPIError, PoolTimeout):
            return  # the client comes back by itself, and misses nothing

    def _live(self) -> Iterator[str]:
        quiet, heartbeat = 0.0, self.heartbeat.total_seconds()
        while not self.listener.feed.closing and not _has_gone(self.environ):
            seconds = min(CHECK_SECONDS, heartbeat)
            orders, day = self.listener.wait(seconds)
            if not self._may_listen():
                return
            yield from self._orders(orders)
            if day is not None:
                yield _event("day", _day(day))
            quiet = 0.0 if orders or day else quiet + seconds
            if quiet >= heartbeat:
                quiet = 0.0
                yield ": still here\n\n"

    def _orders(self, news: Sequence[tuple[int, Cursor]]) -> Iterator[str]:
        for first in range(0, len(news), AT_ONCE):
            if events := self._rendered(news[first : first + AT_ONCE]):
                yield events

    def _rendered(self, news: Sequence[tuple[int, Cursor]]) -> str:
        """The orders of `news` as this person may see them; of what they may not see, nothing."""
        token = viewer.set(self.actor)
        try:
            with self.app.app_context():
                orders, deleted = services.board.now(self.actor, [order_id for order_id, _ in news])
                view, events = OrderView(), []
                for order_id, told in news:
                    if order_id in orders:
                        events.append(_event("order", self.app.json.dumps(view.dump(orders[order_id])), told))
                    elif order_id in deleted:
                        events.append(_event("gone", self.app.json.dumps({"id": order_id}), told))
                return "".join(events)
        finally:
            viewer.reset(token)

    def _may_listen(self) -> bool:
        with self.app.app_context():
            return services.board.may_listen(self.actor, self.until)

    def _missed(self, last: Cursor) -> list[tuple[int, Cursor]]:
        with self.app.app_context():
            return services.board.missed(self.actor, last, self.listener.start)


def running() -> Flask:
    """The running application itself, for a thread that outlives the request."""
    return current_app._get_current_object()  # type: ignore[attr-defined] # noqa: SLF001


def _event(name: str, data: str, told: Cursor | None = None) -> str:
    number = "" if told is None else f"id: {told}\n"
    return f"{number}event: {name}\ndata: {data}\n\n"


def _day(day: date) -> str:
    return f'{{"date":"{day.isoformat()}"}}'


def _has_gone(environ: dict[str, Any]) -> bool:
    """Whether the client has hung up, as far as the server lets us look: a quiet stream would not notice."""
    line: socket.socket | None = environ.get("gunicorn.socket") or environ.get("werkzeug.socket")
    if line is None:
        return False
    try:
        with selectors.DefaultSelector() as look:
            look.register(line, selectors.EVENT_READ)
            return bool(look.select(0)) and not line.recv(1, socket.MSG_PEEK)
    except ValueError:  # an encrypted line cannot be looked at
        return line.fileno() < 0
    except OSError:
        return True
