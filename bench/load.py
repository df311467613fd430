"""Connections that ask for one thing again and again, each as soon as it has its reply."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import quantiles

END = b"\r\n\r\n"
LENGTH = b"content-length:"


class Wrong(Exception):
    """A reply was not what it has to be."""


@dataclass(frozen=True)
class Slice:
    """What came of a stretch of time: each request's time in seconds, and how long all of it took."""

    times: list[float]
    seconds: float

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.times) / self.seconds

    def percentile(self, share: int) -> float:
        """The time, in milliseconds, within which `share` per cent of the requests were answered."""
        return 1000 * quantiles(self.times, n=100, method="inclusive")[share - 1]


class Line(asyncio.Protocol):
    """One connection. `heard` is given each whole reply and says whether to ask again."""

    def __init__(self, request: bytes, heard: Callable[[bytes, float], bool]) -> None:
        self.request, self.heard = request, heard
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._came = b""
        self._asked = 0.0
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the first time."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._ask()

    def data_received(self, data: bytes) -> None:
        """Ask again when the reply has come to its end."""
        self._came += data
        head, found, body = self._came.partition(END)
        if not found or len(body) < length_of(head):
            return
        reply, self._came = self._came, b""
        try:
            more = self.heard(reply, time.perf_counter() - self._asked)
        except Wrong as error:
            self._end(error)
            return
        if more:
            self._ask()
        else:
            self._end()

    def connection_lost(self, exc: Exception | None) -> None:
        """The server hung up."""
        self._end(Wrong(f"the connection was lost: {exc}"))

    def _ask(self) -> None:
        assert self._transport is not None
        self._asked = time.perf_counter()
        self._transport.write(self.request)

    def _end(self, error: Exception | None = None) -> None:
        if not self.ended.done():
            if error is None:
                self.ended.set_result(None)
            else:
                self.ended.set_exception(error)
        if self._transport is not None:
            self._transport.close()


def length_of(head: bytes) -> int:
    """How long the body is that follows `head`; Wrong if it does not say."""
    for line in head.split(b"\r\n"):
        if line[: len(LENGTH)].lower() == LENGTH:
            return int(line[len(LENGTH) :])
    raise Wrong(f"no length: {head[:200]!r}")


def load(
    address: tuple[str, int], request: bytes, seconds: float, check: Callable[[bytes], None], connections: int
) -> Slice:
    """Ask for `seconds` through so many connections; Wrong as soon as `check` raises it for a reply."""
    times: list[float] = []
    began = time.perf_counter()

    def heard(reply: bytes, took: float) -> bool:
        check(reply)
        times.append(took)
        return time.perf_counter() - began < seconds

    async def all_of_them() -> None:
        loop = asyncio.get_running_loop()
        made = [await loop.create_connection(lambda: Line(request, heard), *address) for _ in range(connections)]
        await asyncio.gather(*(line.ended for _, line in made))

    asyncio.run(all_of_them())
    return Slice(times, time.perf_counter() - began)


def once(address: tuple[str, int], request: bytes) -> bytes:
    """One reply, head and body."""
    replies: list[bytes] = []

    def heard(reply: bytes, _took: float) -> bool:
        replies.append(reply)
        return False

    async def ask() -> None:
        _, line = await asyncio.get_running_loop().create_connection(lambda: Line(request, heard), *address)
        await line.ended

    asyncio.run(ask())
    return replies[0]
