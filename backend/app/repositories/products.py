"""Questions about products, and who may see the answer."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any

from sqlalchemy import FromClause, Select, bindparam, exists, func, select, update
from sqlalchemy.orm import joinedload

from app.core.database import Glance, db, is_sqlite, unindexed
from app.core.paging import Page, PageWindow
from app.core.permissions import Actor, Permission
from app.models import Product
from app.models.product_rows import LISTED, OF_ONE, ProductDetail, ProductRow
from app.repositories import popularity, reports_goods
from app.repositories.pages import Asked, Question, counting, glanced, is_deep, question
from app.repositories.popularity import Sales
from app.repositories.product_filters import ORDERS, ProductFilters

POPULAR = "popular"
# Those that were sold most are enough if so many times as many as are wanted are expected among them.
SURELY = 1.5


def page(
    window: PageWindow, filters: ProductFilters, how_many: Callable[[], int], may_be_many: Callable[[], bool]
) -> Page[ProductRow]:
    """Products of a list that was `asked` for, of which there are `how_many`. Not by sales."""
    shape, values = filters.opened()
    is_far = is_deep(window)
    # Most searches find few. They are not counted first where nobody can find many, nor within a category.
    may_walk = shape.search is None or (shape.shelves is None and not is_far and may_be_many())
    return _question(shape, is_far, may_walk, is_sqlite()).answer(window, values, how_many)


def popular(
    window: PageWindow,
    filters: ProductFilters,
    how_many: Callable[[], int],
    sales: Sales,
    everything: Callable[[], int],
) -> Page[ProductRow]:
    """The same by `sales` in a shop of `everything`; what nobody bought is only sorted where it is shown."""
    shape, values = filters.opened()
    by_units = partial(_popular, shape, is_deep(window), is_sqlite())
    # What has been looked for by its code comes before them all, sold or not.
    begins_with_sold = filters.sort_order == "desc" and filters.search is None
    some = {most: told for most, told in sales.most.items() if most < sales.products}
    if some and begins_with_sold and not is_deep(window):
        # The list likely has as large a part of those that were sold most as of all.
        total = how_many()
        part = 1 if filters.are_none else total / max(everything(), sales.products)
        for most, told in some.items():
            if most * part >= SURELY * window.end:
                first = by_units(only_sold=True).answer(window, {**values, **told}, lambda: total)
                if len(first.items) == window.per_page:
                    return first
    return by_units(only_sold=False).answer(window, {**values, **sales.all}, how_many)


def how_many(filters: ProductFilters) -> int:
    """How many products there are on a list that was `asked` for, up to one more than are counted."""
    shape, values = filters.opened()
    [[total]] = _total(shape, is_sqlite())(**values)
    return total


def asked(
    viewer: Actor | None, filters: ProductFilters, within: Callable[[int], tuple[int, ...]]
) -> ProductFilters:
    """`filters` as far as `viewer` may ask for them, with the shelves that are `within` their category."""
    return replace(filters.with_shelves(within), include_inactive=filters.include_inactive and _manages(viewer))


def listed(viewer: Actor | None, filters: ProductFilters) -> Select[tuple[Product]]:
    """The query behind every list of products, in its order."""
    if filters.sort_by == POPULAR:
        return _by_units(shown(viewer, filters), filters, reports_goods.sold_since(popularity.since()))
    return shown(viewer, filters).order_by(*filters.order(ORDERS[filters.sort_by]))


def shown(viewer: Actor | None, filters: ProductFilters) -> Select[tuple[Product]]:
    """The products that `filters` leave of those `viewer` may list, in no order."""
    inactive_too = filters.include_inactive and _manages(viewer)
    return living(inactive_too=inactive_too).where(*filters.clauses())


def living(*, inactive_too: bool) -> Select[tuple[Product]]:
    """Products that are not deleted: what is on sale, and perhaps what is not."""
    found = select(Product).where(Product.deleted_at.is_(None))
    return found if inactive_too else found.where(Product.is_active)


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
    there = exists().where(Product.category_id == category_id, Product.deleted_at.is_(None))
    return bool(db.session.scalar(select(there)))


def clear_deleted_from(category_id: int) -> None:
    """Take deleted products out of a category that is about to go."""
    gone = update(Product).where(Product.category_id == category_id, Product.deleted_at.is_not(None))
    db.session.execute(gone.values(category_id=None, updated_at=Product.updated_at))


def _by_units(
    query: Select[tuple[Product]], filters: ProductFilters, lately: FromClause, *, only_sold: bool = False
) -> Select[tuple[Product]]:
    query = query.join(lately, lately.c.product == Product.id, isouter=not only_sold)
    return query.order_by(*filters.order(func.coalesce(lately.c.units, 0)))


@lru_cache(maxsize=256)
def _question(shape: ProductFilters, deep: bool, may_walk: bool, sqlite: bool) -> Question[ProductRow]:
    """What is asked for a list that no clock decides, put into words once for either database."""
    among, by = living(inactive_too=shape.include_inactive), ORDERS[shape.sort_by]
    query = among.where(*shape.clauses()).order_by(*shape.order(by))
    if not (may_walk and shape.are_out_of_order):
        return question(query, LISTED, ProductRow, deep=deep)
    # Left to choose, PostgreSQL walks past a million products to find a few, and SQLite sorts a million for a page.
    gathered = query.order_by(None).order_by(*shape.order(unindexed(by)))
    walked = among.where(*shape.clauses(in_order=sqlite, on_the_way=True))
    walked = walked.order_by(*shape.order(by, on_the_way=True))
    return question(gathered, LISTED, ProductRow, deep=deep, walked=walked)


@lru_cache(maxsize=64)
def _popular(shape: ProductFilters, deep: bool, _sqlite: bool, *, only_sold: bool) -> Question[ProductRow]:
    """The same for a list by what was sold, which is left open."""
    among = living(inactive_too=shape.include_inactive).where(*shape.clauses())
    query = _by_units(among, shape, popularity.sold_as_told(), only_sold=only_sold)
    return question(query, LISTED, ProductRow, deep=deep)


@lru_cache(maxsize=256)
def _total(shape: ProductFilters, _sqlite: bool) -> Asked:
    """What is asked for the number of products on a list."""
    return glanced(counting(living(inactive_too=shape.include_inactive).where(*shape.clauses())))


def _manages(viewer: Actor | None) -> bool:
    return viewer is not None and viewer.can(Permission.PRODUCT_UPDATE)


def _one(*, inactive_too: bool) -> Select[Any]:
    query = living(inactive_too=inactive_too).where(Product.id == bindparam("wanted"))
    return query.outerjoin(Product.category).with_only_columns(*OF_ONE)


# By whether whoever looks manages products.
ONE = {manages: _one(inactive_too=manages) for manages in (False, True)}
ONE_NOW = {manages: Glance(query) for manages, query in ONE.items()}
