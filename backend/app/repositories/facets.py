"""How many products each further choice would leave, counted over the same query as their list."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, true

from app.core.database import db
from app.core.permissions import Actor
from app.models import Product
from app.repositories.pages import pairs
from app.repositories.product_filters import ProductFilters
from app.repositories.products import shown

CHOICES, LIMITS = ("in_stock", "on_sale", "featured"), ("min_price", "max_price")


@dataclass(frozen=True)
class Choices:
    """How many products there are, and would be with one choice more; prices in cents, None where there is none."""

    total: int
    in_stock: int
    on_sale: int
    featured: int
    min_price: int | None
    max_price: int | None


def count(viewer: Actor | None, filters: ProductFilters) -> int:
    """How many products there are."""
    found = shown(viewer, filters).with_only_columns(func.count())
    return db.session.scalar(found) or 0


def choices(viewer: Actor | None, filters: ProductFilters) -> Choices:
    """What `filters` leave; a choice stands in for another of its kind, so prices are those without a limit."""
    made = {name: getattr(filters, name) for name in (*CHOICES, *LIMITS)}
    one_more = [made | dict.fromkeys([name], True) for name in CHOICES]
    counts = [func.count().filter(_are(chosen)) for chosen in (made, *one_more)]
    at_any_price = _are(made | dict.fromkeys(LIMITS))
    ends = [end(Product.price_cents).filter(at_any_price) for end in (func.min, func.max)]
    # All of them on one way through what the other filters leave.
    among = shown(viewer, filters.without(*made)).with_only_columns(*counts, *ends)
    return Choices(*db.session.execute(among).one())


def by_category(viewer: Actor | None, filters: ProductFilters) -> dict[int, int]:
    """How many stand directly in each category."""
    found = shown(viewer, filters).with_only_columns(Product.category_id, func.count())
    return pairs(found.where(Product.category_id.is_not(None)).group_by(Product.category_id))


def _are(chosen: dict[str, Any]) -> ColumnElement[bool]:
    return and_(true(), *ProductFilters(**chosen).clauses())
