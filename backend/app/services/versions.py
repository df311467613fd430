"""Optimistic concurrency: a change that was made to an older version is refused."""

from collections.abc import Collection

from app.core.errors import Conflict
from app.models import Category, Product


def check(thing: Product | Category, expected: Collection[int] | None) -> None:
    """Conflict unless `thing` is in one of the `expected` versions; None expects nothing."""
    if expected is not None and thing.version not in expected:
        raise Conflict(
            "Somebody changed this in the meantime. Load it again, then repeat your change.",
            code="version_mismatch",
            details={"current_version": thing.version},
        )
