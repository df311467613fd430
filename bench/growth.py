"""Whether a list takes as long in a large shop as in a small one: both side by side, in turns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.asks import ADMIN, CASHIER, Ask
from bench.goals import at_most
from bench.grounds import Ground, Size, filled, ground
from bench.kinds import Pace, together
from bench.load import Slice, Wrong, load
from bench.results import Result

SMALL, LARGE = Size(10_000, 10_000, 10_000), Size(1_000_000, 1_000_000, 50_000)
SIZES = f"{LARGE}, against one of {SMALL}"
MOST = at_most(1.5, "×")
PRODUCTS, ORDERS = "/api/products?per_page=20", "/api/orders/admin?per_page=20"


@dataclass(frozen=True)
class Grown:
    """A list, and how much longer it may take where there is a hundred times as much."""

    name: str
    ask: Ask

    def measure(self, small: Ground, large: Ground, pace: Pace) -> Result:
        """The p95 of the large shop as a multiple of the small one's; the statements are the large one's."""
        servers = [here.servers["cold"] for here in (small, large)]
        talks = [
            self.ask.talks(server.address, here.tokens, 1)
            for server, here in zip(servers, (small, large), strict=True)
        ]
        slices = (list[Slice](), list[Slice]())
        for _ in range(pace.turns):
            for server, asked, found in zip(servers, talks, slices, strict=True):
                found.append(load(server.address, asked, pace.seconds))
        before, after = (together(found).percentile(95) for found in slices)
        statements = large.statements("cold", self.ask)
        return Result(self.name, large.db, f"{before:.1f} ms", after / before, MOST, statements)


LISTS = (
    Grown("products", Ask(PRODUCTS)),
    Grown("products by price", Ask(f"{PRODUCTS}&sort_by=price&sort_order=asc")),
    Grown("products by name", Ask(f"{PRODUCTS}&sort_by=name&sort_order=asc")),
    Grown("products by discount", Ask(f"{PRODUCTS}&sort_by=discount")),
    Grown("products by stock", Ask(f"{PRODUCTS}&sort_by=stock")),
    Grown("products, popular", Ask(f"{PRODUCTS}&sort_by=popular")),
    Grown("products of a category", Ask(f"{PRODUCTS}&category_id=1")),
    Grown("products of a category, by price", Ask(f"{PRODUCTS}&category_id=1&sort_by=price")),
    Grown("products of a category in a range", Ask(f"{PRODUCTS}&category_id=1&min_price=10&max_price=50")),
    Grown("products in stock", Ask(f"{PRODUCTS}&in_stock=true")),
    Grown("products sold out", Ask(f"{PRODUCTS}&in_stock=false")),
    Grown("products in a range of prices", Ask(f"{PRODUCTS}&min_price=10&max_price=50")),
    Grown("products in a range, by price", Ask(f"{PRODUCTS}&min_price=10&max_price=50&sort_by=price")),
    Grown("products in a range with none, by name", Ask(f"{PRODUCTS}&min_price=10&max_price=10.01&sort_by=name")),
    Grown("products found", Ask(f"{PRODUCTS}&search=shirt")),
    Grown("products found, one in twelve", Ask(f"{PRODUCTS}&search=steel")),
    Grown("products, page 1,000", Ask("/api/products?per_page=10&page=1000")),
    Grown("orders", Ask(ORDERS, ADMIN)),
    Grown("orders, pending", Ask(f"{ORDERS}&status=pending", ADMIN)),
    Grown("orders by total", Ask(f"{ORDERS}&sort_by=total", ADMIN)),
    Grown("orders by total, pending", Ask(f"{ORDERS}&status=pending&sort_by=total", ADMIN)),
    Grown("orders of a customer", Ask(f"{ORDERS}&customer_id=4", ADMIN)),
    Grown("orders, page 1,000", Ask("/api/orders/admin?per_page=10&page=1000", ADMIN)),
    Grown("orders of today", Ask("/api/orders/today", CASHIER)),
    Grown("users", Ask("/api/users", ADMIN)),
    Grown("audit trail", Ask("/api/audit", ADMIN)),
)


def measured(databases: Sequence[str], pace: Pace, lists: Sequence[Grown] = LISTS) -> Iterator[Result]:
    """What comes of each list on each database."""
    for db in databases:
        with (
            filled([db], SMALL) as few,
            filled([db], LARGE) as many,
            ground(db, few[db]) as small,
            ground(db, many[db]) as large,
        ):
            yield from (_measured(each, small, large, pace) for each in lists)


def _measured(grown: Grown, small: Ground, large: Ground, pace: Pace) -> Result:
    try:
        return grown.measure(small, large, pace)
    except Wrong as error:
        return Result(grown.name, large.db, "", why=str(error))
