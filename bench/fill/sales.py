"""Orders of two years and of today: lines, stock, money, timelines, as the services would have kept them."""

from math import sqrt

from app.core import clock
from app.core.config import settings
from app.core.database import transactional
from app.core.progress import Advance
from bench.fill.database import die, number, numbered, say, series, word
from bench.fill.people import CITIES, STAFF
from bench.fill.timelines import told

BATCH, DAY, DAYS = 50_000, 86_400, 730
METHODS = ("credit_card", "debit_card", "paypal", "cash", "bank_transfer", "cod")
TODAY = ("pending", "pending", "confirmed", "processing", "cancelled")
RECENT = ("confirmed", "processing", "shipped", "delivered", "cancelled")
OLD = (*("delivered",) * 7, "refunded", "cancelled", "shipped")

# A few people buy a lot, and a few articles sell well: the square of a die.
SALES = """
CREATE TEMPORARY TABLE sale AS
SELECT id, buyer, method, city, at, ending, CASE ending WHEN 'confirmed' THEN 1 WHEN 'processing' THEN 2
    WHEN 'shipped' THEN 3 WHEN 'delivered' THEN 4 WHEN 'refunded' THEN 4 ELSE 0 END AS steps
FROM (SELECT k AS id, :people + {buyer} * {buyer} / :buyers AS buyer, {method} AS method, {city} AS city,
    {ending} AS ending, {at} AS at
    FROM (SELECT k, :since + (k - :first) * :span / :many AS second FROM {series} numbers) placed) told
"""
LINES = """
CREATE TEMPORARY TABLE line AS
SELECT *, CAST(sum(total) OVER (PARTITION BY order_id ORDER BY product_id) AS bigint) AS running,
    CAST(sum(total) OVER (PARTITION BY order_id) AS bigint) AS whole
FROM (SELECT wanted.id AS order_id, products.id AS product_id, name, sku, price_cents AS price,
    1 + {quantity} AS quantity,
    price_cents * (1 + {quantity}) AS total
    FROM (SELECT id, 1 + ({article} * {article} / :articles + place * 37) % :articles AS product_id, place
        FROM sale JOIN (SELECT 0 AS place UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) places
        ON place < 2 + {lines}) wanted
    JOIN products ON products.id = wanted.product_id) priced
"""


# Without these both databases take a table of theirs for a small one.
INDEXED = "CREATE INDEX {0}_{1} ON {0} ({1});ANALYZE {0}"


def add_older(many: int, advance: Advance) -> None:
    """Add `many` orders of two years up to yesterday, twice as many a day at the end as at the start."""
    midnight = int(clock.days_ago(0, settings().shop_timezone).timestamp())
    for start in range(0, many, BATCH):
        rows = min(BATCH, many - start)
        since, until = (midnight - int(DAYS * DAY * _left(place / many)) for place in (start, start + rows))
        _write(rows, since, until, midnight)
        advance(rows)


def add_todays(many: int, advance: Advance) -> None:
    """Add `many` orders placed since midnight at the shop."""
    midnight = int(clock.days_ago(0, settings().shop_timezone).timestamp())
    _write(many, midnight, int(clock.now().timestamp()), midnight)
    advance(many)


def _left(share: float) -> float:
    """Which part of the years is left when `share` of the orders is placed, if their pace doubles meanwhile."""
    return 2 - sqrt(1 + 3 * share)


@transactional
def _write(many: int, since: int, until: int, midnight: int) -> None:
    first = number("SELECT max(id) FROM orders") + 1
    # Until today, nobody buys at night.
    hours = f"second / {DAY} * {DAY} + 28800 + second % {DAY} * 13 / 24"
    hours = f"CASE WHEN second >= {midnight} THEN second ELSE {hours} END"
    parts = {
        "series": series(),
        "at": hours,
        "buyer": die("a", ":buyers"),
        "method": word("b", METHODS),
        "city": word("c", CITIES),
        "article": die("d", ":articles", "id"),
        "lines": die("e", 3, "id"),
        "quantity": die("f", 3, "(wanted.id + products.id)"),
        "ending": f"CASE WHEN second >= {midnight} THEN {word('f', TODAY)} WHEN second >= {midnight - 5 * DAY}"
        f" THEN {word('f', RECENT)} ELSE {word('f', OLD)} END",
    }
    buyers = number("SELECT count(*) FROM users WHERE role = 'customer'")
    say(
        SALES.format(**parts),
        *INDEXED.format("sale", "id").split(";"),
        LINES.format(**parts),
        *INDEXED.format("line", "order_id").split(";"),
        *told(),
        "DROP TABLE line",
        "DROP TABLE sale",
        first=first,
        last=first + many - 1,
        many=many,
        since=since,
        span=until - since,
        people=STAFF + 1,
        buyers=buyers,
        articles=number("SELECT count(*) FROM products"),
    )
    numbered("orders")
