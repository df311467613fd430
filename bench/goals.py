"""How good is good enough, and how much worse is still let through by the guard."""

from dataclasses import dataclass

# A ratio of one run wavers with the machine, so that much of a goal will do; a count does not waver. What is
# measured by a clock or a scale alone says something on a quiet machine only: the guard lets it pass.
ENOUGH = {"×": 0.7, "statements": 1.0}
# So much of a rate whose steadier ratio reaches that share: rates waver by a quarter. What waits hardly works.
ENOUGH_BY_THE_CLOCK = 0.5


@dataclass(frozen=True)
class Goal:
    """A bound, and on which side of it figures have to be."""

    bound: float
    unit: str
    is_least: bool = False

    def reached(self, figure: float) -> bool:
        """Whether `figure` is as good as it has to be."""
        return figure >= self.bound if self.is_least else figure <= self.bound

    def guarded(self, figure: float, steadier: float | None = None) -> bool:
        """Whether it is near enough not to be refused.

        `steadier` is the same ratio by what wavers less, where that is known.
        """
        share = ENOUGH.get(self.unit)
        if share is None:
            return True
        told = figure if steadier is None else steadier
        if not self.is_least:
            return told <= self.bound / share
        return told >= self.bound * share and figure >= self.bound * ENOUGH_BY_THE_CLOCK

    def __str__(self) -> str:
        return f"{'≥' if self.is_least else '≤'} {said(self.bound, self.unit)}"


def at_least(share: float) -> Goal:
    """So much of the floor's rate."""
    return Goal(share, "×", is_least=True)


def at_most(bound: float, unit: str) -> Goal:
    """No more than that."""
    return Goal(bound, unit)


def said(figure: float, unit: str) -> str:
    """A figure with its unit, as a person reads it."""
    digits = 0 if unit in ("statements", "MB") else 2
    return f"{figure:,.{digits}f}{'' if unit == '×' else ' '}{unit}"
