"""Whether every counter of the shop is what its ledger adds up to."""

from app import repositories as repo
from app.repositories.ledgers import Difference


def examine() -> list[Difference]:
    """Recompute stock, money and states from their append-only rows; list each difference."""
    return list(repo.ledgers.differences())
