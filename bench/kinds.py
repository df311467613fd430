"""The ways to measure: each class is one, each of its objects an operation, with what it is held to."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Protocol

from bench.asks import Ask
from bench.floors.rows import Rows
from bench.goals import Goal, at_most
from bench.grounds import Ground
from bench.load import END, Slice, Talk, Wrong, load, load_both, once
from bench.results import Figures, Result
from bench.servers import Server

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
        bare, slices = list[Slice](), list[Slice]()
        of_all = self.against == SQL  # where both ask the database
        for _ in range(pace.turns):
            self._prepare(ground)
            bare.append(_turn(floor, bare_asked, pace.seconds, of_all=of_all))
            self._prepare(ground)
            slices.append(_turn(shop, asked, pace.seconds, of_all=of_all))
        turns = [(_figures([one]), _figures([other])) for one, other in zip(slices, bare, strict=True)]
        efforts = [floor.cpu / own.cpu for own, floor in turns if floor.cpu and own.cpu]
        figures = replace(
            _figures(slices),
            floor_rate=median(floor.rate for _, floor in turns),
            floor_cpu=_figures(bare).cpu,
            steadier=median(efforts) if efforts else None,
        )
        most = at_most(self.most_statements, "statements")
        ratio = median(own.rate / floor.rate for own, floor in turns)
        return Result(self.name, ground.db, self.against, ratio, self.goal, statements, most, figures)

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
        talks = self.ask.talks(shop.address, ground.tokens, 1)
        figures = _figures([_turn(shop, talks, pace.seconds) for _ in range(pace.turns)])
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
        """The others' p99 then, as a multiple of their p99 without; the mean is steadier."""
        shop = ground.servers[self.shop]
        busy = self.ask.talks(shop.address, ground.tokens, pace.lines)
        others = self.others.talks(shop.address, ground.tokens, OTHERS)
        alone, beside = list[Slice](), list[Slice]()
        for _ in range(pace.turns):
            alone.append(load(shop.address, others, 2 * pace.seconds))
            began = shop.cpu_seconds()
            slow = load_both(shop.address, others, busy, 2 * pace.seconds)[0]
            beside.append(replace(slow, cpu=shop.cpu_seconds() - began))
        then, without = together(beside), together(alone)
        figures = replace(_figures(beside), steadier=then.mean / without.mean)
        times = then.percentile(99) / without.percentile(99)
        return Result(self.name, ground.db, self.against, times, self.goal, load=figures)


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
        slices = [[_turn(shop, each, pace.seconds) for each in talks] for _ in range(pace.turns)]
        public, signed_in = (_figures(list(each)) for each in zip(*slices, strict=True))
        statements = [ground.statements(self.shop, ask) for ask in (self.ask, self.public)]
        added = (signed_in.cpu - public.cpu, self.goal, statements[0] - statements[1])
        most = at_most(self.most_statements, "statements")
        return Result(self.name, ground.db, self.against, *added, most, signed_in)


def together(slices: list[Slice]) -> Slice:
    """All of them as one."""
    times = [each for one in slices for each in one.times]
    return Slice(times, sum(one.seconds for one in slices), sum(one.cpu for one in slices))


def _turn(server: Server, talks: Sequence[Talk], seconds: float, *, of_all: bool = False) -> Slice:
    began = server.cpu_seconds(of_all=of_all)
    found = load(server.address, talks, seconds)
    return replace(found, cpu=server.cpu_seconds(of_all=of_all) - began)


def _figures(slices: list[Slice]) -> Figures:
    whole = together(slices)
    times = (whole.percentile(50), whole.percentile(99))
    return Figures(whole.rate, *times, 1000 * whole.cpu / len(whole.times))
