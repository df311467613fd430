"""Products by the hundred: one question or one statement for a whole batch, never one for each."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import Row, Select, bindparam, insert, select, text, update
from sqlalchemy.orm import InstrumentedAttribute

from app.core import clock
from app.core.database import db, is_sqlite
from app.core.permissions import Actor
from app.models import Category, OrderItem, Product, ProductSlug, Review
from app.repositories import products
from app.repositories.pages import pairs
from app.repositories.product_filters import ProductFilters

# What a list of products may say of each, as the table calls it.
FACTS = (
    "name",
    "description",
    "price_cents",
    "compare_price_cents",
    "category_id",
    "stock_quantity",
    "low_stock_threshold",
    "barcode",
    "weight",
    "dimensions",
    "image",
    "is_active",
    "is_featured",
)
BATCH = 500
TABLE: Any = Product.__table__


def by_key(keys: Collection[str]) -> dict[str, Row[Any]]:
    """The living products with these SKU keys."""
    return {row.sku_key: row for row in db.session.execute(_facts().where(Product.sku_key.in_(keys)))}


def barcode_owners(codes: Collection[str]) -> dict[str, int]:
    """Whose barcodes these are."""
    return pairs(select(Product.barcode, Product.id).where(Product.barcode.in_(codes))) if codes else {}


def locked(ids: Collection[int]) -> dict[int, Row[Any]]:
    """Products by id, living or not, with everybody else who would change them made to wait."""
    query = _facts().where(Product.id.in_(ids)).order_by(Product.id)
    return {row.id: row for row in db.session.execute(query.with_for_update(of=Product))}


def hold_categories(ids: Collection[int]) -> set[int]:
    """Which of these categories there are; they cannot be deleted until this transaction is over."""
    query = select(Category.id).where(Category.id.in_(ids)).order_by(Category.id)
    return set(db.session.scalars(query.with_for_update(read=True, key_share=True))) if ids else set()


def add(rows: list[dict[str, Any]]) -> dict[str, int]:
    """Add new products, all in one statement; their ids by SKU key."""
    made = db.session.execute(insert(Product).returning(Product.sku_key, Product.id), rows)
    return {key: number for key, number in made}  # noqa: C416 - rows are no pairs to a type checker


def change(names: Iterable[str], rows: list[dict[str, Any]]) -> None:
    """Set `names` of products, each to `new_<name>`, and move their versions on; `moved` is added to the stock."""
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
    moved = TABLE.c.stock_quantity + bindparam("moved")
    values |= {"stock_quantity": moved, "version": TABLE.c.version + 1, "updated_at": clock.now()}
    db.session.execute(update(TABLE).where(TABLE.c.id == bindparam("row_id")).values(values), rows)


def slug_owners(slugs: Collection[str]) -> dict[str, int]:
    """Whose these slugs are."""
    return pairs(select(ProductSlug.slug, ProductSlug.product_id).where(ProductSlug.slug.in_(slugs)))


def claim_slugs(owners: dict[str, int]) -> None:
    """Make free slugs somebody's; who comes second starts again."""
    if owners:
        rows = [{"slug": slug, "product_id": number} for slug, number in owners.items()]
        db.session.execute(insert(ProductSlug), rows)


def tell_the_planner() -> None:
    """Say that there are many other products now; PostgreSQL finds out by itself only a minute later.

    Until then each search would read all of them.
    """
    if not is_sqlite():
        db.session.execute(text("ANALYZE products"))


def in_use(ids: Collection[int]) -> set[int]:
    """Which of these products were ever ordered or reviewed."""
    found: set[int] = set()
    columns: tuple[InstrumentedAttribute[int], ...] = (OrderItem.product_id, Review.product_id)
    for column in columns:
        found |= set(db.session.scalars(select(column).where(column.in_(ids)).distinct()))
    return found


def stream(viewer: Actor, filters: ProductFilters) -> Iterator[Row[Any]]:
    """The products that `viewer` may list, with the slug of their category: some in memory, never all.

    On a connection of its own, which outlives the request that asks.
    """
    query = products.listed(viewer, filters).join(Product.category)
    columns = (Product.sku, *(getattr(Product, name) for name in FACTS), Category.slug.label("category_slug"))
    with db.engine.connect().execution_options(yield_per=BATCH) as connection:
        yield from connection.execute(query.with_only_columns(*columns))


def _facts() -> Select[Any]:
    facts = (getattr(Product, name) for name in FACTS)
    return select(
        Product.id, Product.sku, Product.sku_key, Product.slug, Product.version, Product.deleted_at, *facts
    )
