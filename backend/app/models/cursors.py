"""Where somebody who follows the orders stands: which steps of the timelines they know."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

MOST_GAPS = 100
TEXT = re.compile(r"([0-9]{1,18})(?:~([0-9]{1,18}(?:\.[0-9]{1,18}){0,99}))?")


@dataclass(frozen=True)
class Cursor:
    """Every step up to `high` is known, but for those in `gaps`.

    A number is given out before its transaction commits, so a lower one may become visible after a
    higher one. A gap is a number that has not been seen yet, and perhaps never will be.
    """

    high: int = 0
    gaps: frozenset[int] = frozenset()

    @classmethod
    def parsed(cls, text: str) -> "Cursor | None":
        """The cursor that `str` wrote as `text`; None if it did not."""
        found = TEXT.fullmatch(text.strip())
        if found is None:
            return None
        high, gaps = int(found[1]), frozenset(int(gap) for gap in (found[2] or "").split(".") if gap)
        return cls(high, frozenset(gap for gap in gaps if gap < high))

    @classmethod
    def after_last(cls, newest: Iterable[int]) -> "Cursor":
        """Where somebody stands who knows all there is; `newest` are the last numbers that can be seen."""
        seen = sorted(newest)
        return cls(seen[-1], _between(seen[0], seen[-1]) - frozenset(seen)) if seen else cls()

    def knows(self, number: int) -> bool:
        """Whether the step `number` has been seen."""
        return number <= self.high and number not in self.gaps

    def after(self, number: int) -> "Cursor":
        """The cursor of somebody who has also seen the step `number`."""
        if number <= self.high:
            return Cursor(self.high, self.gaps - {number})
        return Cursor(number, frozenset(sorted(self.gaps | _between(self.high, number))[-MOST_GAPS:]))

    def without(self, gaps: Iterable[int]) -> "Cursor":
        """The cursor of somebody who no longer waits for `gaps`."""
        return Cursor(self.high, self.gaps - frozenset(gaps))

    def __str__(self) -> str:
        return f"{self.high}~{'.'.join(map(str, sorted(self.gaps)))}" if self.gaps else str(self.high)


def _between(low: int, high: int) -> frozenset[int]:
    # After a long leap only the last numbers can still be on their way.
    return frozenset(range(max(low + 1, high - MOST_GAPS), high))
