"""What came of an operation, and whether that is good enough."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from bench.goals import Goal, said


@dataclass(frozen=True)
class Figures:
    """How it went under load: requests a second, times and processor time in milliseconds."""

    rate: float
    p50: float
    p99: float
    cpu: float
    floor_rate: float | None = None
    floor_cpu: float | None = None
    # The ratio by what wavers less, if that is known: by processor time, of waits by their mean.
    steadier: float | None = None


@dataclass(frozen=True)
class Result:
    """One row: the figures that have goals, what else was seen, or why there is nothing to see: a miss as well."""

    operation: str
    db: str
    against: str
    figure: float | None = None
    goal: Goal | None = None
    statements: float | None = None
    most_statements: Goal | None = None
    load: Figures | None = None
    why: str | None = None

    @property
    def reached(self) -> bool:
        """Whether every figure is as good as it has to be."""
        return not self.why and all(goal.reached(figure) for figure, goal in self._held())

    @property
    def guarded(self) -> bool:
        """Whether the guard lets it pass."""
        if self.why:
            return False
        steadier = self.load.steadier if self.load else None
        return all(goal.guarded(figure, steadier if goal is self.goal else None) for figure, goal in self._held())

    def line(self) -> str:
        """One line of JSON."""
        load = {name: _rounded(value) for name, value in vars(self.load).items()} if self.load else {}
        names = {"operation": self.operation, "on": self.db, "against": self.against, "why": self.why}
        figures = {"figure": _rounded(self.figure), "goal": str(self.goal or ""), "statements": self.statements}
        return json.dumps(names | figures | load | {"reached": self.reached})

    def cells(self) -> tuple[str, ...]:
        """The row of the table."""
        unit = self.goal.unit if self.goal else "ms"
        shown = "–" if self.figure is None else said(self.figure, unit)
        statements = "" if self.statements is None else f"{self.statements:,.0f}"
        if self.most_statements:
            statements += f" ({self.most_statements.bound:,.0f})"
        verdict = "reached" if self.reached else "missed" if self.guarded else "MISSED"
        return (
            self.operation,
            self.db,
            self.against,
            shown,
            str(self.goal or ""),
            statements,
            verdict,
            *self._load_cells(),
        )

    def _load_cells(self) -> tuple[str, ...]:
        if not self.load:
            return ("", "", "", "", "", "", "")
        one = self.load
        floor = "" if one.floor_rate is None else f"{one.floor_rate:,.0f}"
        floor_cpu = "" if one.floor_cpu is None else f"{one.floor_cpu:.2f}"
        steadier = "" if one.steadier is None else f"{one.steadier:.2f}×"
        times = (f"{one.p50:.1f}", f"{one.p99:.1f}", f"{one.cpu:.2f}", floor_cpu)
        return (steadier, f"{one.rate:,.0f}", floor, *times)

    def _held(self) -> Iterator[tuple[float, Goal]]:
        for figure, goal in ((self.figure, self.goal), (self.statements, self.most_statements)):
            if figure is not None and goal is not None:
                yield figure, goal


HEADINGS = (
    "operation", "on", "against", "figure", "goal", "statements (most)", "", "steadier", "a second", "floor's",
    "p50 ms", "p99 ms", "CPU ms", "floor's",
)  # fmt: skip


def _rounded(value: float | None) -> float | None:
    return value if value is None else round(value, 3)
