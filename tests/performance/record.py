"""What the people of a run remember of it: how long they waited, what went wrong, what the shop promised them."""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

Times = dict[str, list[float]]


@dataclass
class Record:
    """Times are in milliseconds, by what was asked: while people arrived, and when all were there.

    What was promised: orders by id, with their total in cents and {product: pieces}; the last status of each order
    and the last price in cents of each product that staff were told is now so.
    """

    arriving: Times = field(default_factory=dict)
    crowd: Times = field(default_factory=dict)
    errors: Counter[str] = field(default_factory=Counter)
    orders: dict[int, dict[str, Any]] = field(default_factory=dict)
    statuses: dict[int, str] = field(default_factory=dict)
    prices: dict[int, int] = field(default_factory=dict)
    seconds: float = 0.0
    processor_seconds: float = 0.0

    @property
    def asked(self) -> int:
        """How many requests there were."""
        return sum(map(len, (*self.arriving.values(), *self.crowd.values())))

    def write(self, path: Path) -> None:
        """Keep it in a file, so that whoever reads it need not be who was there."""
        path.write_text(json.dumps(vars(self)))

    @classmethod
    def read(cls, path: Path) -> Self:
        """What `write` kept."""
        kept = json.loads(path.read_text())
        kept["errors"] = Counter(kept["errors"])
        for name in ("orders", "statuses", "prices"):
            kept[name] = {int(number): said for number, said in kept[name].items()}
        for order in kept["orders"].values():
            order["items"] = {int(product): pieces for product, pieces in order["items"].items()}
        return cls(**kept)
