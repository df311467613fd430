"""How many products each further choice would leave, counted over the same query as their list."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, and_, func, true

from app.core.database import Glance, db, is_sqlite
from app.core.permissions import Actor
from app.models import Product
from app.repositories.product_filters import LIMITS, ProductFilters
from app.repositories.products import living, shown

CHOICES = ("in_stock", "on_sale", "featured")


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


def choices(filters: ProductFilters) -> Choices:
    """What is left of what was `asked`; a choice stands in for another of its kind, so prices have no limit."""
    shape, values = filters.opened()
    [found] = _choices(shape, is_sqlite()).all(**values)
    return Choices(*found)


def by_category(filters: ProductFilters) -> dict[int, int]:
    """How many stand directly in each category, of what was `asked`."""
    shape, values = filters.opened()
    return {row[0]: row[1] for row in _by_category(shape, is_sqlite()).all(**values)}


@lru_cache(maxsize=64)
def _choices(shape: ProductFilters, _sqlite: bool) -> Glance:
    made = {name: getattr(shape, name) for name in (*CHOICES, *LIMITS)}
    one_more = [made | dict.fromkeys([name], True) for name in CHOICES]
    counts = [func.count().filter(_are(chosen)) for chosen in (made, *one_more)]
    at_any_price = _are(made | dict.fromkeys(LIMITS))
    ends = [end(Product.price_cents).filter(at_any_price) for end in (func.min, func.max)]
    # All of them on one way through what the other filters leave.
    among = living(inactive_too=shape.include_inactive).where(*shape.without(*made).clauses())
    return Glance(among.with_only_columns(*counts, *ends)).in_words()


@lru_cache(maxsize=64)
def _by_category(shape: ProductFilters, _sqlite: bool) -> Glance:
    found = living(inactive_too=shape.include_inactive).where(*shape.clauses(), Product.category_id.is_not(None))
    return Glance(
        found.with_only_columns(Product.category_id, func.count()).group_by(Product.category_id)
    ).in_words()


def _are(chosen: dict[str, Any]) -> ColumnElement[bool]:
    return and_(true(), *ProductFilters(**chosen).clauses())
