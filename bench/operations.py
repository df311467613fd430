"""What is measured, a row each: what is asked, what it is compared with, and what it is held to."""

import re
from collections.abc import Callable
from datetime import timedelta

from app.core import clock
from bench import stage
from bench.asks import ADMIN, CASHIER, CUSTOMER, Ask
from bench.floors.rows import Rows
from bench.goals import at_least, at_most
from bench.kinds import SQL, Beside, Kind, Rate, SignedIn, Took
from bench.weight import Memory, Start

HELLO = Ask("/hello")
LIST = Ask("/api/products?per_page=20")
PRODUCT = Ask("/api/products/7")
SIGN_IN = Ask(
    "/api/auth/login", bodies=lambda _: [{"email_or_username": "admin@ecommerce.com", "password": "Admin123!"}]
)
BOARD = "/api/orders/today?per_page=100"
# No two writes share these.
THEIR_OWN = re.compile(rb'"(id|order_number|created_at|updated_at)":[^,}]+')


def whole(body: bytes) -> bytes:
    """A reply that is the same each time."""
    return body


def alike(body: bytes) -> bytes:
    """A reply without what is another each time."""
    return THEIR_OWN.sub(b"", body)


def cold(
    name: str,
    ask: Ask,
    goal: float,
    most_statements: int,
    shows: Callable[[bytes], bytes] = whole,
    before: Callable[[Rows], None] | None = None,
) -> Rate:
    """A reply that is made, against the same one by hand."""
    return Rate(name, SQL, "cold", ask, ask, at_least(goal), most_statements, shows, before)


def warm(name: str, ask: Ask, goal: float, most_statements: int) -> Rate:
    """A reply that was made before, against a ready-made one."""
    return Rate(name, "hello", "warm", ask, HELLO, at_least(goal), most_statements)


def catalogue(name: str, path: str, sql: float, hello: float | None, most_statements: int) -> list[Kind]:
    """A public read, without ready-made replies and with them: then a statement may ask what is still right."""
    ask = Ask(path)
    read: list[Kind] = [cold(f"{name}, cold", ask, sql, most_statements)]
    return read if hello is None else [*read, warm(f"{name}, warm", ask, hello, 1)]


def report() -> Ask:
    """The page of reports as it opens on 30 days: all its cuts, beside the 30 days before."""
    today = clock.now().date()
    first = today - timedelta(days=29)
    return Ask(f"/api/reports/sales?from={first}&to={today}&bucket=day&compare=previous&top=10", ADMIN)


OPERATIONS: tuple[Kind, ...] = (
    *catalogue("list of 20", LIST.path, 0.6, 0.6, 2),
    *catalogue("list of 20, by price", f"{LIST.path}&sort_by=price&sort_order=asc", 0.6, 0.6, 2),
    *catalogue("product", PRODUCT.path, 0.6, 0.7, 1),
    *catalogue("search", f"{LIST.path}&search=shirt", 0.6, None, 2),
    warm("list of 20, nothing new", Ask(LIST.path, matching=True), 0.8, 1),
    SignedIn(
        "being signed in",
        "public",
        "cold",
        Ask(PRODUCT.path, CUSTOMER),
        PRODUCT,
        at_most(0.3, "ms"),
        most_statements=1,
    ),
    cold("cart of 5", Ask("/api/cart", CUSTOMER), 0.5, 3),
    cold("add to cart", Ask("/api/cart/items", CUSTOMER, stage.additions), 0.5, 6, alike, stage.small_carts),
    warm("board, nothing new", Ask(BOARD, CASHIER, matching=True), 0.5, 2),
    Took("board, changed", "", "cold", Ask(BOARD, CASHIER), most_statements=3),
    Took("30-day report, cold", "", "cold", report(), at_most(200, "ms"), most_statements=13),
    Took("30-day report, warm", "", "warm", report(), at_most(20, "ms")),
    Rate(
        "sign-in",
        "argon2",
        "cold",
        SIGN_IN,
        Ask("/argon2", bodies=lambda _: [{"password": "Admin123!"}]),
        at_least(1 / 1.15),
        most_statements=4,
    ),
    Beside("others while 16 sign in", "without", "warm", SIGN_IN, LIST, at_most(2, "×")),
    cold("order of 3", Ask("/api/orders", CUSTOMER, stage.purchases, status=201), 0.5, 8, alike),
    Memory("memory of a worker, cold", "cold", at_most(110, "MB")),
    Memory("memory of a worker, warm", "warm", at_most(110, "MB")),
    Start("start", at_most(1.5, "s")),
)
# They take long, and the guard would let them pass whatever came out.
NOT_QUICK = (Start,)
