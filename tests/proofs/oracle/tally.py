"""How much was compared, and what was not as it had to be."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

LONGEST = 600


@dataclass
class Tally:
    """Counts comparisons and differences; keeps the first of these in words."""

    compared: int = 0
    differences: int = 0
    first: str = ""
    counted: Counter[str] = field(default_factory=Counter)

    def same(self, found: Any, wanted: Any, *of: Any) -> bool:
        """Whether the shop `found` what the rules `wanted` of something."""
        self.compared += 1
        if found == wanted:
            return True
        self.differences += 1
        self.first = self.first or f"{found} instead of {wanted}: {', '.join(map(str, of))}"[:LONGEST]
        return False

    def judge(self) -> None:
        """Raise AssertionError unless everything was the same."""
        assert self.differences == 0, f"{self.differences} of {self.compared} differ, the first: {self.first}"
