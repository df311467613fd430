"""Questions about goods: what of each product was sold and came back, and what is on the shelf."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, Subquery, case, cast, func, literal_column, or_, select

from app.core.database import db
from app.core.database.base import BIG
from app.core.paging import Page, PageWindow
from app.core.periods import Span
from app.models import Category, Order, OrderItem, Product, Refund, RefundLine
from app.repositories.pages import pairs
from app.repositories.reports import COUNTED, placed_within, repaid_within

# As many ids as one statement names.
AT_ONCE = 5_000
ARTICLE = (Product.id, Product.name, Product.sku, Product.category_id)


class Article(NamedTuple):
    """A product and its category as they are called now."""

    product_id: int
    name: str
    sku: str
    category_id: int | None
    category: str | None


class Sold(NamedTuple):
    """What was sold of a product."""

    product_id: int
    orders: int
    units: int
    gross_cents: int


class Share(NamedTuple):
    """A line of an order or of a refund, by which an amount of the whole is shared among products.

    `whole_id` is the order's or the refund's id, `weight` what the line was sold for, `line_cents` what
    the refund says of it, if it does.
    """

    product_id: int
    whole_id: int
    amount_cents: int
    weight: int
    line_cents: int | None


class OnShelf(NamedTuple):
    """What is there of a category: articles, units, cents at the selling price."""

    category_id: int | None
    products: int
    units: int
    value_cents: int


class Low(NamedTuple):
    """An article that runs out: what is there, its threshold, and units sold lately."""

    product_id: int
    name: str
    sku: str
    category_id: int | None
    category: str | None
    stock_quantity: int
    low_stock_threshold: int
    sold: int


def sold(span: Span) -> list[Sold]:
    """What was sold within `span`, by product; a product is on one line of an order."""
    totals = (func.count(), func.sum(OrderItem.quantity), func.sum(OrderItem.total_cents))
    query = _items(*totals).where(*placed_within(span)).group_by(OrderItem.product_id)
    return [Sold(row[0], row[1], int(row[2]), int(row[3])) for row in db.session.execute(query)]


def discounted(span: Span) -> list[Share]:
    """The lines of every order within `span` that had a discount, in order, with that discount."""
    query = _items(Order.id, Order.discount_cents, OrderItem.total_cents)
    query = query.where(*placed_within(span), Order.discount_cents > 0).order_by(OrderItem.id)
    return [Share(row[0], row[1], row[2], row[3], None) for row in db.session.execute(query)]


def repaid(span: Span) -> list[Share]:
    """The lines of the order of every refund within `span`, in order, with what the refund says of each."""
    query = _items(Refund.id, Refund.amount_cents, OrderItem.total_cents, RefundLine.amount_cents)
    query = query.join(Refund, Refund.order_id == Order.id).outerjoin(
        RefundLine, (RefundLine.refund_id == Refund.id) & (RefundLine.order_item_id == OrderItem.id)
    )
    query = query.where(*repaid_within(span)).order_by(Refund.id, OrderItem.id)
    return [Share(*row) for row in db.session.execute(query)]


def articles(product_ids: Collection[int]) -> dict[int, Article]:
    """What these products are called now, and where they stand."""
    query = select(*ARTICLE, Category.name).outerjoin(Category, Category.id == Product.category_id)
    ids, found = [*product_ids], dict[int, Article]()
    for first in range(0, len(ids), AT_ONCE):
        some = Product.id.in_(ids[first : first + AT_ONCE])
        found |= {row[0]: Article(*row) for row in db.session.execute(query.where(some))}
    return found


def on_shelf() -> list[OnShelf]:
    """Units and value of everything that is not deleted, by category."""
    value = func.sum(Product.stock_quantity * Product.price_cents)
    query = select(Product.category_id, func.count(), func.sum(Product.stock_quantity), value)
    query = query.where(Product.deleted_at.is_(None)).group_by(Product.category_id)
    return [OnShelf(row[0], row[1], int(row[2]), int(row[3])) for row in db.session.execute(query)]


def category_names() -> dict[int, str]:
    """What every category is called."""
    return pairs(select(Category.id, Category.name))


def low(window: PageWindow, *, since: datetime, pace_days: int, cover_days: int) -> Page[Low]:
    """What is on sale and at or under its threshold, or lasts less than `cover_days`; soonest gone first.

    The pace is what was sold from `since` on, which is `pace_days` ago.
    """
    lately = sold_since(since)
    pace = func.coalesce(lately.c.units, 0)
    query = (
        select(
            *ARTICLE,
            Category.name,
            Product.stock_quantity,
            Product.low_stock_threshold,
            pace,
        )
        .outerjoin(lately, lately.c.product == Product.id)
        .outerjoin(Category, Category.id == Product.category_id)
        .where(
            Product.is_active,
            Product.deleted_at.is_(None),
            or_(
                Product.stock_quantity <= Product.low_stock_threshold,
                Product.stock_quantity * pace_days < pace * cover_days,
            ),
        )
    )
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    if window.offset >= total:
        return Page([], total, window)
    cover = case((pace > 0, Product.stock_quantity * 1.0 / pace))
    # What nobody buys runs out last; not every database puts null there by itself.
    query = query.order_by(case((pace > 0, 0), else_=1), cover, Product.stock_quantity, Product.id)
    return Page(_lows(query.limit(window.per_page).offset(window.offset)), total, window)


def _items(*columns: Any) -> Select[Any]:
    return select(OrderItem.product_id, *columns).join(Order, Order.id == OrderItem.order_id)


def sold_since(since: datetime) -> Subquery:
    """How many `units` of each `product` (its id) were sold from `since` on, for a question to join."""
    # Grouped by the bare column, SQLite walks that column's index through every line ever sold; and it makes no
    # index for a join over a sum, whose type it does not know.
    product = cast(OrderItem.product_id + literal_column("0"), BIG).label("product")
    query = select(product, func.sum(OrderItem.quantity).label("units"))
    query = query.join(Order, Order.id == OrderItem.order_id).where(*COUNTED, Order.created_at >= since)
    return query.group_by(product).subquery()


def _lows(query: Select[Any]) -> Sequence[Low]:
    return [Low(*row)._replace(sold=int(row[-1])) for row in db.session.execute(query)]
