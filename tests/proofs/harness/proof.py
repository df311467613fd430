"""A proof: a promise, how hard it is tried, and what tries to break it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from tests.proofs.harness.ground import Ground
from tests.proofs.harness.shop import Shop

# Where a proof needs no shop at all.
NOWHERE = "none"


@dataclass
class Trial:
    """One run of a proof on one kind of database.

    `n` is how much to try, as the table of proofs states it. Whatever is drawn by lot comes from `dice`, so that
    `seed` replays it; which of several simultaneous requests wins is never replayed, and no proof may depend on it.
    """

    id: str
    db: str
    n: int
    seed: int
    folder: Path
    ground: Ground
    quick: bool = False
    figures: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.dice = Random(f"{self.id}/{self.seed}")

    def found(self, **figures: Any) -> None:
        """Put figures on record; they are shown whether the proof holds or not."""
        self.figures |= figures

    @contextmanager
    def shop(self, *, serve: bool = True, **environment: str) -> Iterator[Shop]:
        """A new, empty shop, serving unless told otherwise; it is stopped at the end whatever happens."""
        number = len(list(self.folder.glob("shop-*")))
        folder = self.folder / f"shop-{number}"
        folder.mkdir()
        shop = Shop(self.ground.new(self.db, folder), folder, environment)
        try:
            if serve:
                shop.start()
            yield shop
        finally:
            shop.close()


@dataclass(frozen=True)
class Proof:
    """What a module of tests/proofs promises, in its variable PROOF.

    `run` does the attack and raises AssertionError, with a sentence, where the promise is broken. `full` and
    `quick` say how much is tried on each kind of database (`sqlite`, `postgresql`, or NOWHERE).
    """

    promise: str
    run: Callable[[Trial], None]
    full: dict[str, int]
    quick: dict[str, int]
    # Longer than this, at full size, is a hang.
    seconds: int = 900
    # Why it cannot be run on this machine, as the end of a sentence; None where it can.
    missing: Callable[[], str | None] = lambda: None

    def size(self, db: str, *, quick: bool) -> int | None:
        """How much is tried on `db`; None where the proof is not run there."""
        return (self.quick if quick else self.full).get(db)
