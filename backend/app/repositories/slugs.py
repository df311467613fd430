"""Slugs: every one a product or a category ever had, so that none is given twice."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, delete, or_, select

from app.core.database import Base, db, insert_unless_present, is_sqlite
from app.models import Category, CategorySlug, Product, ProductSlug
from app.repositories.pages import pairs


@dataclass(frozen=True)
class Register:
    """Where the slugs of one kind of thing are kept."""

    table: Any
    owner: str

    @property
    def owner_id(self) -> Any:
        """The column that says whose slug it is."""
        return getattr(self.table, self.owner)


REGISTERS: dict[type[Base], Register] = {
    Product: Register(ProductSlug, "product_id"),
    Category: Register(CategorySlug, "category_id"),
}


def owners(kind: type[Base], stem: str) -> dict[str, int]:
    """Every slug that is `stem`, or `stem` and a suffix, and the id of the thing it belongs to."""
    return pairs(taken(kind, stem))


def taken(kind: type[Base], stem: str) -> Select[tuple[str, int]]:
    """The query behind `owners`."""
    register = REGISTERS[kind]
    slug = register.table.slug
    # SQLite's LIKE is blind to capitals and cannot use an index that sees them. Neither takes a slug for a pattern.
    begins = slug.op("GLOB")(f"{stem}-*") if is_sqlite() else slug.like(f"{stem}-%")
    return select(slug, register.owner_id).where(or_(slug == stem, begins))


def claim(kind: type[Base], slug: str, thing_id: int) -> bool:
    """Make `slug` the thing's, unless somebody has it. Waits for a rival's transaction."""
    register = REGISTERS[kind]
    statement = insert_unless_present(register.table).values({"slug": slug, register.owner: thing_id})
    return db.session.scalar(statement.returning(register.table.id)) is not None


def forget(kind: type[Base], thing_id: int) -> None:
    """Give back every slug of a thing that is about to go."""
    register = REGISTERS[kind]
    db.session.execute(delete(register.table).where(register.owner_id == thing_id))


def product_ids(slug: str) -> Any:
    """The product that has or had `slug`, as a query of its id."""
    return select(ProductSlug.product_id).where(ProductSlug.slug == slug)


def category_id(slug: str) -> int | None:
    """The id of the category that has or had `slug`."""
    return db.session.scalar(select(CategorySlug.category_id).where(CategorySlug.slug == slug))
