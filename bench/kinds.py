"""The ways to measure: each class is one, each of its objects an operation, with what it is held to."""

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, replace
from statistics import median
from typing import Protocol

from bench.asks import Ask
from bench.floors.rows import Rows
from bench.goals import Goal, at_most
from bench.grounds import Ground
from bench.load import END, Slice, Wrong, load, load_both, once
from bench.results import Figures, Result

OTHERS = 4
SQL = "SQL"


@dataclass(frozen=True)
class Pace:
    """How long to look: so many turns of so many seconds, through so many connections."""

    turns: int
    seconds: float
    lines: int


class Kind(Protocol):
    """An operation that is measured in some way."""

    @property
    @abstractmethod
    def name(self) -> str:
        """What it is called."""

    @property
    @abstractmethod
    def against(self) -> str:
        """What it is compared with."""

    @abstractmethod
    def measure(self, ground: Ground, pace: Pace) -> Result:
        """What comes of it on `ground`. Wrong if anything that was answered is."""


@dataclass(frozen=True)
class Rate:
    """As many a second as a share of the floor's rate, in turns, so that a busy moment of the machine is both's.

    `shows` says that the floor's reply is the reply: the two have to be the same, but for `differing` values.
    """

    name: str
    against: str
    shop: str
    ask: Ask
    floor: Ask
    goal: Goal
    most_statements: int
    shows: Callable[[bytes], bytes] | None = None
    before: Callable[[Rows], None] | None = None

    def measure(self, ground: Ground, pace: Pace) -> Result:
        """The median of the ratios of all turns."""
        shop, floor = ground.servers[self.shop], ground.servers["floor"]
        self._prepare(ground)
        if self.shows:
            self._compare(ground)
        statements = ground.statements(self.shop, self.ask)
        asked = self.ask.talks(shop.address, ground.tokens, pace.lines)
        bare_asked = self.floor.talks(floor.address, ground.tokens, pace.lines)
        slices, bare, cpu, bare_cpu = list[Slice](), list[Slice](), 0.0, 0.0
        of_all = self.against == SQL  # where both ask the database
        for _ in range(pace.turns):
            self._prepare(ground)
            began = floor.cpu_seconds(of_all=of_all)
            bare.append(load(floor.address, bare_asked, pace.seconds))
            bare_cpu += floor.cpu_seconds(of_all=of_all) - began
            self._prepare(ground)
            began = shop.cpu_seconds(of_all=of_all)
            slices.append(load(shop.address, asked, pace.seconds))
            cpu += shop.cpu_seconds(of_all=of_all) - began
        ratios = [one.rate / other.rate for one, other in zip(slices, bare, strict=True)]
        floor_cpu = _figures(bare, bare_cpu).cpu
        figures = replace(_figures(slices, cpu), floor_rate=median(one.rate for one in bare), floor_cpu=floor_cpu)
        most = at_most(self.most_statements, "statements")
        result = (median(ratios), self.goal, statements, most, figures)
        return Result(self.name, ground.db, self.against, *result)

    def _prepare(self, ground: Ground) -> None:
        if self.before:
            self.before(ground.rows)

    def _compare(self, ground: Ground) -> None:
        assert self.shows is not None
        replies = list[bytes]()
        for kind, ask in ((self.shop, self.ask), ("floor", self.floor)):
            self._prepare(ground)
            [request, *_] = ask.requests(ground.tokens, 0)
            replies.append(self.shows(once(ground.servers[kind].address, request).partition(END)[2]))
        if replies[0] != replies[1]:
            raise Wrong(f"the floor replies with something else: {replies[0][:200]!r}, {replies[1][:200]!r}")


@dataclass(frozen=True)
class Took:
    """How long one person waits who is alone in the shop."""

    name: str
    against: str
    shop: str
    ask: Ask
    goal: Goal | None = None
    most_statements: int | None = None

    def measure(self, ground: Ground, pace: Pace) -> Result:
        """The median time of a reply."""
        shop = ground.servers[self.shop]
        statements = ground.statements(self.shop, self.ask)
        began, talks = shop.cpu_seconds(), self.ask.talks(shop.address, ground.tokens, 1)
        slices = [load(shop.address, talks, pace.seconds) for _ in range(pace.turns)]
        figures = _figures(slices, shop.cpu_seconds() - began)
        most = None if self.most_statements is None else at_most(self.most_statements, "statements")
        return Result(self.name, ground.db, self.against, figures.p50, self.goal, statements, most, figures)


@dataclass(frozen=True)
class Beside:
    """How much longer others wait while as many as there are connections do something expensive."""

    name: str
    against: str
    shop: str
    ask: Ask
    others: Ask
    goal: Goal

    def measure(self, ground: Ground, pace: Pace) -> Result:
        """The others' p99 then, as a multiple of their p99 without."""
        shop = ground.servers[self.shop]
        busy = self.ask.talks(shop.address, ground.tokens, pace.lines)
        others = self.others.talks(shop.address, ground.tokens, OTHERS)
        alone, beside, cpu = list[Slice](), list[Slice](), 0.0
        for _ in range(pace.turns):
            alone.append(load(shop.address, others, 2 * pace.seconds))
            began = shop.cpu_seconds()
            beside.append(load_both(shop.address, others, busy, 2 * pace.seconds)[0])
            cpu += shop.cpu_seconds() - began
        times = [together(slices).percentile(99) for slices in (beside, alone)]
        figures = _figures(beside, cpu)
        return Result(self.name, ground.db, self.against, times[0] / times[1], self.goal, load=figures)


@dataclass(frozen=True)
class SignedIn:
    """What is added to a public request by a token, its person and their permissions."""

    name: str
    against: str
    shop: str
    ask: Ask
    public: Ask
    goal: Goal
    most_statements: int

    def measure(self, ground: Ground, pace: Pace) -> Result:
        """The processor time that is added, in milliseconds, and the statements."""
        shop = ground.servers[self.shop]
        talks = [ask.talks(shop.address, ground.tokens, pace.lines) for ask in (self.public, self.ask)]
        cpu, slices = [0.0, 0.0], (list[Slice](), list[Slice]())
        for _ in range(pace.turns):
            for which in (0, 1):
                began = shop.cpu_seconds()
                slices[which].append(load(shop.address, talks[which], pace.seconds))
                cpu[which] += shop.cpu_seconds() - began
        public, signed_in = (_figures(one, seconds) for one, seconds in zip(slices, cpu, strict=True))
        statements = [ground.statements(self.shop, ask) for ask in (self.ask, self.public)]
        added = (signed_in.cpu - public.cpu, self.goal, statements[0] - statements[1])
        most = at_most(self.most_statements, "statements")
        return Result(self.name, ground.db, self.against, *added, most, signed_in)


def together(slices: list[Slice]) -> Slice:
    """All of them as one."""
    return Slice([each for one in slices for each in one.times], sum(one.seconds for one in slices))


def _figures(slices: list[Slice], cpu: float) -> Figures:
    whole = together(slices)
    times = (whole.percentile(50), whole.percentile(99))
    return Figures(whole.rate, *times, 1000 * cpu / len(whole.times))
