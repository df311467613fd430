"""Somebody who follows a stream of events, read in a thread of its own. Waits have deadlines, not durations."""

import http.client
import json
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

ROUND = 0.05


@dataclass(frozen=True)
class Event:
    """One event as it came over the line; `name` is empty for a comment."""

    name: str
    data: Any = None
    id: str | None = None


class Following:
    """Reads `chunks` until they end or `stop` is asked for; `close` is then called in the same thread."""

    def __init__(self, chunks: Iterable[bytes | str], close: Callable[[], Any]) -> None:
        self.events: list[Event] = []
        self.ended = False
        self._came = threading.Condition()
        self._stopping = False
        self._chunks, self._close = chunks, close
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def until(self, wanted: Callable[[Event], bool], seconds: float = 15) -> Event:
        """The first event that is `wanted`, which has to come within `seconds`."""
        self._wait(lambda: any(map(wanted, self.events)), seconds)
        return next(event for event in self.events if wanted(event))

    def order(self, order_id: int, seconds: float = 15, **fields: Any) -> Event:
        """The first news of an order that says `fields`."""
        said = {"id": order_id} | fields
        return self.until(lambda e: e.name == "order" and said.items() <= e.data.items(), seconds)

    def orders(self) -> list[int]:
        """The orders there was news of, in the order it came."""
        with self._came:
            return [event.data["id"] for event in self.events if event.name == "order"]

    def until_it_ends(self, seconds: float = 15) -> None:
        """Wait for the server to end the stream."""
        self._wait(lambda: self.ended, seconds)

    def stop(self) -> None:
        """Hang up after the next chunk, which is a heartbeat at the latest."""
        self._stopping = True
        self._thread.join(30)
        assert not self._thread.is_alive()

    def _wait(self, happened: Callable[[], bool], seconds: float) -> None:
        # Rounds are counted, because a test may have stopped the clock.
        with self._came:
            for _ in range(round(seconds / ROUND)):
                if happened():
                    return
                self._came.wait(ROUND)
            assert happened(), self.events

    def _read(self) -> None:
        try:
            for event in _events(self._chunks):
                with self._came:
                    self.events.append(event)
                    self._came.notify_all()
                if self._stopping:
                    break
        finally:
            self._close()
            with self._came:
                self.ended = True
                self._came.notify_all()


class Line:
    """A connection to a server on this machine that follows a stream."""

    def __init__(self, port: int, path: str, token: str | None) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.connection.connect()
        self._socket: socket.socket = self.connection.sock
        self.connection.request("GET", path, headers={"Authorization": f"Bearer {token}"})
        self.answer = self.connection.getresponse()

    def follow(self) -> Following:
        """Read what comes, until either side hangs up."""
        return Following(self._chunks(), self.close)

    def hang_up(self) -> None:
        """Be gone without a word, as a browser is."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Let go of the connection."""
        self.answer.close()
        self.connection.close()

    def _chunks(self) -> Iterator[bytes]:
        with suppress(OSError, http.client.HTTPException):
            yield from iter(self.answer.readline, b"")


def _events(chunks: Iterable[bytes | str]) -> Iterator[Event]:
    text = ""
    for chunk in chunks:
        text += chunk if isinstance(chunk, str) else chunk.decode()
        while "\n\n" in text:
            block, _, text = text.partition("\n\n")
            fields = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
            data = json.loads(fields["data"]) if "data" in fields else None
            yield Event(fields.get("event", ""), data, fields.get("id"))
