"""Questions about products, and who may see the answer."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, UnaryExpression, bindparam, exists, func, not_, select, update
from sqlalchemy.orm import joinedload

from app.core import clock
from app.core.config import settings
from app.core.database import Glance, db, is_sqlite
from app.core.paging import Page, PageWindow
from app.core.permissions import Actor, Permission
from app.models import Product
from app.models.product_rows import LISTED, OF_ONE, ProductDetail, ProductRow
from app.models.users import key_of
from app.repositories import categories, reports_goods, search, slugs
from app.repositories.pages import Question, glanced, question

Clause = ColumnElement[bool]

# What `search_type` may name: one fact that is known exactly, or nearly so.
EXACT: dict[str, Callable[[Any], Clause]] = {
    "id": lambda value: Product.id == value,
    "sku": lambda value: Product.sku_key == key_of(value),
    "barcode": search.has_barcode,
    "slug": lambda value: Product.id.in_(slugs.product_ids(value.lower())),
    "category_id": lambda value: Product.category_id.in_(categories.within(value)),
    "name": search.named,
}
ORDERS: dict[str, ColumnElement[Any]] = {
    "price": Product.price_cents.expression,
    "name": func.lower(Product.name),
    "created_at": Product.created_at.expression,
    "discount": func.coalesce(1 - Product.price_cents * 1.0 / Product.compare_price_cents, 0),
    "stock": Product.stock_quantity.expression,
    "sku": Product.sku_key.expression,
}
POPULAR, POPULAR_DAYS = "popular", 30


@dataclass(frozen=True)
class ProductFilters:
    """What to look for, and in which order; None means anything."""

    category_id: int | None = None
    featured: bool | None = None
    search: str | None = None
    exact: tuple[str, Any] | None = None
    min_price: int | None = None
    max_price: int | None = None
    in_stock: bool | None = None
    on_sale: bool | None = None
    include_inactive: bool = False
    sort_by: str = "created_at"
    sort_order: str = "desc"

    def clauses(self) -> list[Clause]:
        """The filters as conditions."""
        possible = {
            "category_id": lambda: Product.category_id.in_(categories.within(self.category_id or 0)),
            "featured": lambda: Product.is_featured.is_(self.featured),
            "search": lambda: search.matches(self.search or ""),
            "exact": lambda: EXACT[self.exact[0]](self.exact[1]) if self.exact else None,
            "min_price": lambda: Product.price_cents >= self.min_price,
            "max_price": lambda: Product.price_cents <= self.max_price,
            "in_stock": lambda: Product.stock_quantity > 0 if self.in_stock else Product.stock_quantity == 0,
            "on_sale": lambda: _reduced() if self.on_sale else not_(_reduced()),
        }
        return [clause() for name, clause in possible.items() if getattr(self, name) is not None]

    def order(self, by: ColumnElement[Any]) -> list[ColumnElement[Any]]:
        """What comes first: an exact code, then `by`; ties by id, so that the order is total."""
        ranked = [search.code_first(self.search)] if self.search is not None else []
        return [*ranked, self._directed(by), self._directed(Product.id.expression)]

    def _directed(self, column: ColumnElement[Any]) -> UnaryExpression[Any]:
        return column.asc() if self.sort_order == "asc" else column.desc()


def page(viewer: Actor | None, window: PageWindow, filters: ProductFilters) -> Page[ProductRow]:
    """Products as `viewer` may list them: inactive ones for those who manage products and ask."""
    if filters.sort_by == POPULAR:
        return question(listed(viewer, filters), LISTED, ProductRow, window).answer()
    asked = replace(filters, include_inactive=filters.include_inactive and _manages(viewer))
    return _question(asked, window, is_sqlite()).answer()


def listed(viewer: Actor | None, filters: ProductFilters) -> Select[tuple[Product]]:
    """The query behind every list of products, in its order."""
    query = shown(viewer, filters)
    if filters.sort_by != POPULAR:
        return query.order_by(*filters.order(ORDERS[filters.sort_by]))
    lately = reports_goods.sold_since(clock.days_ago(POPULAR_DAYS, settings().shop_timezone))
    query = query.outerjoin(lately, lately.c.product == Product.id)
    return query.order_by(*filters.order(func.coalesce(lately.c.units, 0)))


def shown(viewer: Actor | None, filters: ProductFilters) -> Select[tuple[Product]]:
    """The products that `filters` leave of those `viewer` may list, in no order."""
    return _visible_to(viewer, inactive_too=filters.include_inactive).where(*filters.clauses())


def find(viewer: Actor | None, product_id: int) -> ProductDetail | None:
    """A product with its category, if `viewer` may see it; of the same moment as what is read beside."""
    row = db.session.connection().execute(ONE[_manages(viewer)], {"wanted": product_id}).one_or_none()
    return ProductDetail.of(row) if row else None


def look_at(viewer: Actor | None, product_id: int) -> ProductDetail | None:
    """As `find`, by itself."""
    row = ONE_NOW[_manages(viewer)].one(wanted=product_id)
    return ProductDetail.of(row) if row else None


def locked(product_id: int) -> Product | None:
    """A product with its category, with everybody else who would change it made to wait."""
    query = select(Product).where(Product.id == product_id, Product.deleted_at.is_(None))
    query = query.options(joinedload(Product.category)).with_for_update(of=Product)
    return db.session.scalar(query.execution_options(populate_existing=True))


def add(product: Product) -> Product:
    """Keep `product`; it has its id afterwards."""
    db.session.add(product)
    db.session.flush()
    return product


def any_in(category_id: int) -> bool:
    """Whether a product that is not deleted stands in the category."""
    living = exists().where(Product.category_id == category_id, Product.deleted_at.is_(None))
    return bool(db.session.scalar(select(living)))


def clear_deleted_from(category_id: int) -> None:
    """Take deleted products out of a category that is about to go."""
    gone = update(Product).where(Product.category_id == category_id, Product.deleted_at.is_not(None))
    db.session.execute(gone.values(category_id=None, updated_at=Product.updated_at))


@lru_cache(maxsize=512)
def _question(filters: ProductFilters, window: PageWindow, _sqlite: bool) -> Question[ProductRow]:
    """What is asked for a list that no clock decides, put into words once for either database."""
    query = _living(inactive_too=filters.include_inactive).where(*filters.clauses())
    return question(query.order_by(*filters.order(ORDERS[filters.sort_by])), LISTED, ProductRow, window, glanced)


def _reduced() -> Clause:
    return func.coalesce(Product.compare_price_cents, 0) > Product.price_cents


def _visible_to(viewer: Actor | None, *, inactive_too: bool) -> Select[tuple[Product]]:
    return _living(inactive_too=inactive_too and _manages(viewer))


def _living(*, inactive_too: bool) -> Select[tuple[Product]]:
    living = select(Product).where(Product.deleted_at.is_(None))
    return living if inactive_too else living.where(Product.is_active)


def _manages(viewer: Actor | None) -> bool:
    return viewer is not None and viewer.can(Permission.PRODUCT_UPDATE)


def _one(*, inactive_too: bool) -> Select[Any]:
    query = _living(inactive_too=inactive_too).where(Product.id == bindparam("wanted"))
    return query.outerjoin(Product.category).with_only_columns(*OF_ONE)


# By whether whoever looks manages products.
ONE = {manages: _one(inactive_too=manages) for manages in (False, True)}
ONE_NOW = {manages: Glance(query) for manages, query in ONE.items()}
