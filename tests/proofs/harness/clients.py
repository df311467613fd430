"""People in front of a shop: one connection each, and ways to let many of them act at once."""

import http.client
import json
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

J = TypeVar("J")
R = TypeVar("R")
# gunicorn hangs up on whoever is silent for five seconds.
IDLE = 2.0


class Lost(Exception):
    """The connection ended before the whole reply had come: the request was done, or it was not."""


@dataclass(frozen=True)
class Answer:
    """A reply, read to its end. Names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body, read as JSON."""
        return json.loads(self.body)

    @property
    def code(self) -> str | None:
        """The machine's word of a refusal."""
        return self.json.get("code") if self.status >= 400 else None


class Client:
    """One keep-alive connection, with somebody's token or without. For one thread at a time."""

    def __init__(
        self, where: Callable[[], tuple[str, int]], token: str | None = None, *, seconds: float = 60
    ) -> None:
        self.where, self.token, self.seconds = where, token, seconds
        self._line: http.client.HTTPConnection | None = None
        self._last = 0.0

    def get(self, path: str, **more: Any) -> Answer:
        """Read."""
        return self.call("GET", path, **more)

    def post(self, path: str, body: Any = None, **more: Any) -> Answer:
        """Send `body`."""
        return self.call("POST", path, body, **more)

    def put(self, path: str, body: Any = None, **more: Any) -> Answer:
        """Change to `body`."""
        return self.call("PUT", path, body, **more)

    def delete(self, path: str, **more: Any) -> Answer:
        """Remove."""
        return self.call("DELETE", path, **more)

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        key: str | None = None,
        token: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """One request; bytes are sent as they are, anything else as JSON. Lost if no whole reply comes.

        `key` is an Idempotency-Key, `token` takes the place of the client's own; "" is nobody's.
        """
        sent = {**(headers or {})}
        bearer = self.token if token is None else token
        if bearer:
            sent.setdefault("Authorization", f"Bearer {bearer}")
        if key is not None:
            sent["Idempotency-Key"] = key
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
            sent.setdefault("Content-Type", "application/json")
        try:
            return self._exchange(method, path, body, sent)
        except (OSError, http.client.HTTPException) as error:
            self.hang_up()
            raise Lost(f"{method} {path}: {error!r}") from error

    def hang_up(self) -> None:
        """Close the connection; the next request opens another."""
        if self._line is not None:
            self._line.close()
            self._line = None

    def _exchange(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        if self._line is not None and time.monotonic() - self._last > IDLE:
            self.hang_up()
        if self._line is None:
            self._line = http.client.HTTPConnection(*self.where(), timeout=self.seconds)
        self._line.request(method, path, body, headers)
        reply = self._line.getresponse()
        answer = Answer(reply.status, {name.lower(): value for name, value in reply.getheaders()}, reply.read())
        self._last = time.monotonic()
        if reply.will_close:
            self.hang_up()
        return answer


def crowd(clients: Sequence[Client], jobs: Iterable[J], do: Callable[[Client, J], R]) -> list[R]:
    """Let every client work through `jobs` in a thread of its own, until none is left; the results, in job order.

    The first exception ends the crowd and is raised.
    """
    waiting: SimpleQueue[tuple[int, J]] = SimpleQueue()
    for numbered in enumerate(jobs):
        waiting.put(numbered)
    done: dict[int, R] = {}
    failed: list[BaseException] = []

    def work(client: Client) -> None:
        while not failed:
            try:
                number, job = waiting.get_nowait()
            except Empty:
                return
            try:
                done[number] = do(client, job)
            except BaseException as error:
                failed.append(error)

    _all(lambda client=client: work(client) for client in clients)
    if failed:
        raise failed[0]
    return [done[number] for number in sorted(done)]


def at_once(deeds: Sequence[Callable[[], R]]) -> list[R]:
    """Do several things at the same moment, each in a thread of its own; their results, in the order given."""
    gate = threading.Barrier(len(deeds))
    results: dict[int, R] = {}
    failed: list[BaseException] = []

    def one(number: int, deed: Callable[[], R]) -> None:
        try:
            gate.wait(timeout=60)
            results[number] = deed()
        except BaseException as error:
            failed.append(error)

    _all(lambda n=number, d=deed: one(n, d) for number, deed in enumerate(deeds))
    if failed:
        raise failed[0]
    return [results[number] for number in range(len(deeds))]


def _all(works: Iterable[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=work, daemon=True) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
