"""Products: a name to be searched for, a price, a shelf, and the delivery that filled it."""

from app.core import clock
from app.core.database import transactional
from app.core.progress import Advance
from bench.fill.database import die, moment, number, numbered, say, series, word

BATCH, YEARS = 100_000, 730 * 86_400
LOOKS = (
    "Oak",
    "Steel",
    "Linen",
    "Cotton",
    "Copper",
    "Velvet",
    "Paper",
    "Granite",
    "Amber",
    "Silver",
    "Walnut",
    "Cork",
)
THINGS = ("Lamp", "Mug", "Chair", "Shelf", "Kettle", "Basket", "Frame", "Clock", "Tray", "Bowl", "Hook", "Stool",
          "Mirror", "Vase", "Rug", "Bench", "Board", "Jug", "Stand", "Box")  # fmt: skip

PRODUCTS = """
INSERT INTO products (id, name, slug, description, price_cents, compare_price_cents, sku, sku_key, barcode,
    stock_quantity, low_stock_threshold, rating_total, rating_count, category_id, weight, images, is_active,
    is_featured, version, created_at, updated_at)
SELECT k, look || ' ' || thing || ' ' || k, lower(look) || '-' || lower(thing) || '-' || k,
    'A ' || lower(thing) || ' of ' || lower(look) || ', made to last.', price,
    CASE WHEN k % 3 = 0 THEN price * 13 / 10 END,
    'SKU-' || k, 'sku-' || k, '70' || (10000000000 + k), {stock}, 5, 0, 0,
    :shelf + {shelf}, 1 + {weight} / 10.0, '[]',
    k % 50 <> 0, k % 12 = 1, 1, {at}, {at}
FROM (SELECT k, {look} AS look, {thing} AS thing, 499 + 50 * {price} AS price FROM {series} numbers) articles
"""
SLUGS = (
    "INSERT INTO product_slugs (slug, product_id) SELECT slug, id FROM products WHERE id BETWEEN :first AND :last"
)
DELIVERIES = """
INSERT INTO stock_movements (product_id, kind, quantity, actor_id, note, created_at)
SELECT id, 'received', stock_quantity, 1, 'Delivery', created_at FROM products
WHERE stock_quantity > 0 AND id BETWEEN :first AND :last ORDER BY id
"""


def add(many: int, advance: Advance) -> None:
    """Add `many` products to the shelves there are, opened over two years."""
    first = number("SELECT max(id) FROM products") + 1
    began = int(clock.now().timestamp()) - YEARS
    for start in range(first, first + many, BATCH):
        rows = min(BATCH, first + many - start)
        _write(start, rows, f"{began} + (k - {first}) * {YEARS - 86_400} / {many}")
        advance(rows)


@transactional
def _write(first: int, rows: int, seconds: str) -> None:
    lowest, shelves = (number(f"SELECT {what}(id) FROM categories") for what in ("min", "count"))
    parts = {
        "series": series(),
        "at": moment(seconds),
        "look": word("a", LOOKS),
        "thing": word("b", THINGS),
        "price": die("c", 600),
        "stock": f"CASE WHEN {die('d', 10)} = 0 THEN 0 ELSE 1 + {die('e', 200)} END",
        "shelf": die("f", shelves),
        "weight": die("d", 50),
    }
    said = (each.format(**parts) for each in (PRODUCTS, SLUGS, DELIVERIES))
    say(*said, first=first, last=first + rows - 1, shelf=lowest)
    numbered("products")
