"""One operation against one of its floors, in turns, so that a busy moment of the machine is both's."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from bench.grounds import Ground, Server
from bench.load import END, Slice, Wrong, load, once
from bench.operations import Floor, Operation


@dataclass(frozen=True)
class Measured:
    """What came of one operation. Times are in milliseconds, `ratio` is the median over all turns."""

    operation: str
    db: str
    floor: str
    goal: float
    ratio: float
    rate: float
    floor_rate: float
    p50: float
    p99: float
    cpu: float

    @property
    def reached(self) -> bool:
        """Whether it is as close to its floor as it has to be."""
        return self.ratio >= self.goal

    def line(self) -> str:
        """One line of JSON."""
        figures = {
            name: round(value, 3) if isinstance(value, float) else value for name, value in vars(self).items()
        }
        return json.dumps(figures | {"reached": self.reached})


def measure(
    ground: Ground, operation: Operation, floor: Floor, *, turns: int, seconds: float, lines: int
) -> Measured:
    """`turns` times `seconds` of each, through so many connections. Wrong if any reply is not the first one's."""
    checks = [
        _as_the_first(ground.shop, operation.request, operation.name),
        _as_the_first(ground.floor, floor.request, floor.name),
    ]
    if floor.name in operation.shows:
        _same(operation, once(ground.shop.address, operation.request), once(ground.floor.address, floor.request))
    ratios, slices, bare, cpu = list[float](), list[Slice](), list[Slice](), 0.0
    for _ in range(turns):
        bare.append(load(ground.floor.address, floor.request, seconds, checks[1], lines))
        before = ground.shop.cpu_seconds()
        slices.append(load(ground.shop.address, operation.request, seconds, checks[0], lines))
        cpu += ground.shop.cpu_seconds() - before
        ratios.append(slices[-1].rate / bare[-1].rate)
    together = Slice([each for one in slices for each in one.times], sum(one.seconds for one in slices))
    return Measured(
        operation.name,
        ground.db,
        floor.name,
        floor.goal,
        median(ratios),
        together.rate,
        median(one.rate for one in bare),
        together.percentile(50),
        together.percentile(99),
        1000 * cpu / len(together.times),
    )


def _as_the_first(server: Server, request: bytes, name: str) -> Callable[[bytes], None]:
    """A check that replies are good and as long as the first: a token may differ, a list may not shrink."""
    first = once(server.address, request)
    start, length = b"HTTP/1.1 200 ", len(first.partition(END)[2])
    if not first.startswith(start):
        raise Wrong(f"{name}: {first[:300]!r}")

    def check(reply: bytes) -> None:
        if not reply.startswith(start) or len(reply.partition(END)[2]) != length:
            raise Wrong(f"{name}: {reply[:300]!r}")

    return check


def _same(operation: Operation, shown: bytes, floor: bytes) -> None:
    if shown.partition(END)[2] != floor.partition(END)[2]:
        raise Wrong(f"{operation.name}: the floor replies with something else")
