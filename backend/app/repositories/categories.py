"""Questions about the tree of categories."""

from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, exists, func, select

from app.core.database import Glance, db
from app.models import Category, Product
from app.models.product_rows import OF_A_CATEGORY, CategoryRow
from app.repositories.pages import pairs


def add(category: Category) -> Category:
    """Keep `category`; it has its id afterwards."""
    db.session.add(category)
    db.session.flush()
    return category


def everything() -> list[Category]:
    """Every category. A shop has some dozens; nobody needs a page of them."""
    return list(db.session.scalars(select(Category)))


def locked(category_id: int) -> Category | None:
    """The category, with everybody else who would change or use it made to wait."""
    query = select(Category).where(Category.id == category_id).with_for_update()
    return db.session.scalar(query.execution_options(populate_existing=True))


def held(category_id: int) -> Category | None:
    """The category, which nobody can delete until this transaction is over."""
    query = select(Category).where(Category.id == category_id).with_for_update(read=True, key_share=True)
    return db.session.scalar(query.execution_options(populate_existing=True))


def hold_tree() -> dict[int, int | None]:
    """The parent of every category, which nobody can move until this transaction is over.

    Two crossed moves may close a ring that neither sees alone, and the ring may be any length: so
    all rows are locked, in id order, and the tree is read after that.
    """
    db.session.execute(select(Category.id).order_by(Category.id).with_for_update(key_share=True))
    return pairs(select(Category.id, Category.parent_id))


def of_ids(ids: list[int]) -> list[Category]:
    """The categories with these ids, fresh from the database."""
    query = select(Category).where(Category.id.in_(ids)).order_by(Category.id)
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def within(category_id: int | BindParameter[int]) -> Select[Any]:
    """The ids of a category and of all its descendants, as a query."""
    # Without a name of its own it may stand in one question twice.
    tree = select(Category.id).where(Category.id == category_id).cte(recursive=True)
    tree = tree.union(select(Category.id).where(Category.parent_id == tree.c.id))
    return select(tree.c.id)


def ids_within(category_id: int) -> tuple[int, ...]:
    """The ids of a category and of all its descendants, as they stand now."""
    return tuple(sorted(number for (number,) in WITHIN_NOW.all(top=category_id)))


def shelves() -> list[tuple[CategoryRow, int]]:
    """Every category, and how many active products stand directly in it, as they are now."""
    return [(CategoryRow(*row[:-1]), row[-1]) for row in SHELVES_NOW.all()]


def product_counts(under: int) -> dict[int, int]:
    """How many active products stand directly in a category and in each of its descendants."""
    return pairs(_counts.where(Product.category_id.in_(within(under))))


def has_children(category_id: int) -> bool:
    """Whether another category stands under it."""
    return bool(db.session.scalar(select(exists().where(Category.parent_id == category_id))))


def delete(category: Category) -> None:
    """Remove `category` for good."""
    db.session.delete(category)
    db.session.flush()


WITHIN_NOW = Glance(within(bindparam("top", type_=Category.id.type)))
_counts = (
    select(Product.category_id, func.count().label("products"))
    .where(Product.is_active, Product.deleted_at.is_(None))
    .group_by(Product.category_id)
)
_counted = _counts.subquery()
SHELVES_NOW = Glance(
    select(*OF_A_CATEGORY, func.coalesce(_counted.c.products, 0))
    .select_from(Category)
    .outerjoin(_counted, _counted.c.category_id == Category.id)
)
