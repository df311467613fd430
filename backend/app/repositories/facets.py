"""How many products each further choice would leave, counted over the same query as their list."""

from sqlalchemy import func

from app.core.database import db
from app.core.permissions import Actor
from app.models import Product
from app.repositories.pages import pairs
from app.repositories.products import ProductFilters, shown


def count(viewer: Actor | None, filters: ProductFilters) -> int:
    """How many products there are."""
    found = shown(viewer, filters).with_only_columns(func.count())
    return db.session.scalar(found) or 0


def prices(viewer: Actor | None, filters: ProductFilters) -> tuple[int | None, int | None]:
    """The lowest and the highest price among them, in cents; None where there is none."""
    ends = shown(viewer, filters).with_only_columns(func.min(Product.price_cents), func.max(Product.price_cents))
    low, high = db.session.execute(ends).one()
    return low, high


def by_category(viewer: Actor | None, filters: ProductFilters) -> dict[int, int]:
    """How many stand directly in each category."""
    found = shown(viewer, filters).with_only_columns(Product.category_id, func.count())
    return pairs(found.where(Product.category_id.is_not(None)).group_by(Product.category_id))
