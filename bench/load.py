"""Connections that ask again and again, each as soon as it has its reply."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle
from statistics import quantiles

END = b"\r\n\r\n"
LENGTH = b"content-length:"
BODILESS = b"HTTP/1.1 304 "


class Wrong(Exception):
    """A reply was not what it has to be."""


@dataclass(frozen=True)
class Slice:
    """What came of a stretch of time: each request's time in seconds, and how long all of it took.

    `cpu` are the seconds of processor time that the server took, as far as the system can tell.
    """

    times: list[float]
    seconds: float
    cpu: float = 0.0

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.times) / self.seconds

    @property
    def mean(self) -> float:
        """The time, in milliseconds, that a request took on average."""
        return 1000 * sum(self.times) / len(self.times)

    def percentile(self, share: int) -> float:
        """The time, in milliseconds, within which `share` per cent of the requests were answered."""
        return 1000 * quantiles(self.times, n=100, method="inclusive")[share - 1]


@dataclass(frozen=True)
class Talk:
    """What one connection asks, in turn and then from the start, and what raises Wrong for a reply that is none."""

    requests: Sequence[bytes]
    check: Callable[[bytes], None]


class Line(asyncio.Protocol):
    """One connection. `heard` is given each whole reply and says whether to ask again."""

    def __init__(self, requests: Sequence[bytes], heard: Callable[[bytes, float], bool]) -> None:
        self.requests, self.heard = cycle(requests), heard
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
        self._transport.write(next(self.requests))

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
    if head.startswith(BODILESS):
        return 0
    for line in head.split(b"\r\n"):
        if line[: len(LENGTH)].lower() == LENGTH:
            return int(line[len(LENGTH) :])
    raise Wrong(f"no length: {head[:200]!r}")


def load(address: tuple[str, int], talks: Sequence[Talk], seconds: float) -> Slice:
    """Let each of `talks` go on for `seconds`; Wrong as soon as one of them hears something wrong."""
    return asyncio.run(_talking(address, talks, seconds))


def load_both(
    address: tuple[str, int], these: Sequence[Talk], others: Sequence[Talk], seconds: float
) -> tuple[Slice, Slice]:
    """As `load`, with two kinds of talk at the same time."""

    async def both() -> tuple[Slice, Slice]:
        return await asyncio.gather(_talking(address, these, seconds), _talking(address, others, seconds))

    return asyncio.run(both())


def once(address: tuple[str, int], request: bytes) -> bytes:
    """One reply, head and body."""
    replies: list[bytes] = []

    def heard(reply: bytes, _took: float) -> bool:
        replies.append(reply)
        return False

    asyncio.run(_heard(address, [lambda: Line([request], heard)]))
    return replies[0]


async def _talking(address: tuple[str, int], talks: Sequence[Talk], seconds: float) -> Slice:
    times: list[float] = []
    began = time.perf_counter()

    def line(talk: Talk) -> Line:
        def heard(reply: bytes, took: float) -> bool:
            talk.check(reply)
            times.append(took)
            return time.perf_counter() - began < seconds

        return Line(talk.requests, heard)

    await _heard(address, [lambda talk=talk: line(talk) for talk in talks])
    return Slice(times, time.perf_counter() - began)


async def _heard(address: tuple[str, int], lines: Sequence[Callable[[], Line]]) -> None:
    """Let all of them come to their end; where one hears something wrong, the others hang up."""
    opened = list[tuple[asyncio.Transport, Line]]()
    try:
        for line in lines:
            opened.append(await asyncio.get_running_loop().create_connection(line, *address))
        await asyncio.gather(*(line.ended for _, line in opened))
    finally:
        for transport, _ in opened:
            transport.close()
        await asyncio.sleep(0)  # the loop hangs up when it is next free
