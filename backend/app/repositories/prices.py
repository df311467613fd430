"""The history of prices, and the products whose prices are about to change."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, insert, or_, select
from sqlalchemy.orm import joinedload

from app.core import clock
from app.core.database import db
from app.core.paging import Page, PageWindow
from app.models import PriceChange, Product
from app.repositories import categories
from app.repositories.pages import paginate


def add(*changes: dict[str, Any]) -> None:
    """Append to the history: the facts of each change, all in one statement."""
    if changes:
        made = [{"created_at": clock.now()} | change for change in changes]
        db.session.execute(insert(PriceChange), made)


def history(product_id: int, window: PageWindow) -> Page[PriceChange]:
    """The changes of a product's prices, newest first, with who made them."""
    query = select(PriceChange).where(PriceChange.product_id == product_id).order_by(PriceChange.id.desc())
    return paginate(query, window, joinedload(PriceChange.actor))


def named(ids: Collection[int], sku_keys: Collection[str], *, lock: bool) -> list[Product]:
    """The living products with these ids or SKUs, in the order of their ids."""
    return _products(or_(Product.id.in_(ids), Product.sku_key.in_(sku_keys)), lock=lock)


def within(category_id: int | None, ids: Collection[int] | None, most: int, *, lock: bool) -> list[Product]:
    """Up to `most` living products of a category and all below it, of `ids`, of both, or of the whole shop."""
    conditions: list[ColumnElement[bool]] = []
    if category_id is not None:
        conditions.append(Product.category_id.in_(categories.within(category_id)))
    if ids is not None:
        conditions.append(Product.id.in_(ids))
    return _products(*conditions, most=most, lock=lock)


def _products(*conditions: ColumnElement[bool], lock: bool, most: int | None = None) -> list[Product]:
    # In id order, as orders take them: crossed changes cannot deadlock.
    query = select(Product).where(Product.deleted_at.is_(None), *conditions).order_by(Product.id).limit(most)
    if lock:
        query = query.with_for_update()
    return list(db.session.scalars(query.execution_options(populate_existing=True)))
