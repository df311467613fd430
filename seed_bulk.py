"""Sales written straight into the tables, some thousand at a time: the example shop's two years of history.

The services need some twenty statements for one order, which for 100 000 orders is the better part of an
hour. What is written here are the very rows they would have written; tests/proofs/test_seed_history.py sells
the same things both ways and compares every row, and `flask doctor` examines the result.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice

from sqlalchemy import bindparam, func, select, text, update

from app import services
from app.core import clock
from app.core.database import db
from app.models.order_states import Status
from seed_rows import Book, table
from seed_sales import Sale, Shop

# As many orders as one delivery covers, and as are written in one go.
SEASON, BATCH = 12_500, 1_000


def write(shop: Shop, sales: Iterator[Sale], wrote: Callable[[int], None]) -> None:
    """Write `sales`, oldest first, in the caller's transaction; `wrote` hears how many at a time.

    Before each season the shop receives what it will sell in it, so that no counter is ever below zero
    and all of them are in the end what they were before.
    """
    while season := list(islice(sales, SEASON)):
        needed = Counter[int]()
        for sale in season:
            if sale.ending is not Status.CANCELLED:
                needed.update(dict(sale.items))
        with clock.pretend(season[0].moment):
            for product_id, quantity in sorted(needed.items()):
                services.stock.receive(shop.admin, product_id, quantity=quantity, note="Delivery")
        for first in range(0, len(season), BATCH):
            batch = season[first : first + BATCH]
            Book(shop).write(batch)
            wrote(len(batch))
        _take_from_counters(needed)
    # So many rows at once are news to the planner of a database, which would go on as if there were none.
    db.session.execute(text("ANALYZE"))


def orders_kept() -> int:
    """How many orders the shop has, those that left every list included."""
    return db.session.scalar(select(func.count()).select_from(table("orders"))) or 0


def _take_from_counters(sold: Counter[int]) -> None:
    products = table("products")
    taken = update(products).where(products.c.id == bindparam("product"))
    # The shelf changed, the article did not: `updated_at` stays, as it does when something is sold.
    change = {"stock_quantity": products.c.stock_quantity - bindparam("sold"), "updated_at": products.c.updated_at}
    rows = [{"product": product_id, "sold": quantity} for product_id, quantity in sorted(sold.items())]
    db.session.connection().execute(taken.values(change), rows)
