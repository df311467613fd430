"""How good is good enough, and how much worse is still let through by the guard."""

from dataclasses import dataclass

# A ratio of one run wavers with the machine, so that much of a goal will do; a count does not waver. What is
# measured by a clock or a scale alone says something on a quiet machine only: the guard lets it pass.
ENOUGH = {"×": 0.7, "statements": 1.0}


@dataclass(frozen=True)
class Goal:
    """A bound, and on which side of it figures have to be."""

    bound: float
    unit: str
    is_least: bool = False

    def reached(self, figure: float) -> bool:
        """Whether `figure` is as good as it has to be."""
        return figure >= self.bound if self.is_least else figure <= self.bound

    def guarded(self, figure: float) -> bool:
        """Whether it is near enough not to be refused."""
        share = ENOUGH.get(self.unit)
        if share is None:
            return True
        return figure >= self.bound * share if self.is_least else figure <= self.bound / share

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
