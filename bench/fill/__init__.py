"""A shop of any size, to measure on: `fill` tops the example shop up by the million, with the same rows each time.

The rows are written by the database itself, out of running numbers, so that a million takes seconds. The people
and the articles of the example are the first ones, and stay as they are. `flask doctor` finds nothing wrong.
"""

from dataclasses import dataclass

from app.core.progress import Progress, unseen
from bench.fill import goods, people, sales
from bench.fill.database import Add, analyze, bare, count

EXAMPLE = (150, 100, 50)


@dataclass(frozen=True)
class Size:
    """How much of everything there shall be in all; what there is more of stays."""

    products: int = EXAMPLE[0]
    orders: int = EXAMPLE[1]
    customers: int = EXAMPLE[2]
    # Of the orders that are added, so many are of today.
    today: int = 0


def fill(size: Size, progress: Progress = unseen) -> None:
    """Bring the running application's shop, which holds the example, up to `size`."""
    with bare(progress):
        _add("customers", size.customers - count("profiles") + people.STAFF, people.add, progress)
        _add("products", size.products - count("products"), goods.add, progress)
        more = max(0, size.orders - count("orders"))
        today = min(more, size.today)
        _add("orders of two years", more - today, sales.add_older, progress)
        _add("orders of today", today, sales.add_todays, progress)
    analyze()


def _add(what: str, many: int, add: Add, progress: Progress) -> None:
    if many > 0:
        with progress(f"Writing {many} {what}", many) as advance:
            add(many, advance)
