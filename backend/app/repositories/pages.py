"""One page of a query, and a query of pairs."""

from typing import Any, TypeVar

from sqlalchemy import Select, func, select

from app.core.database import db
from app.core.paging import Page, PageWindow

T = TypeVar("T")


def paginate(query: Select[tuple[T]], window: PageWindow, *options: Any) -> Page[T]:
    """The rows of `query` that `window` asks for, and how many there are in all.

    `query` must have a total order; loading `options` apply to the rows, not to the count.
    """
    total = db.session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    if window.offset >= total:
        return Page([], total, window)
    rows = db.session.scalars(query.options(*options).limit(window.per_page).offset(window.offset))
    return Page(rows.unique().all(), total, window)


def pairs(query: Select[Any]) -> dict[Any, Any]:
    """The rows of a query of two columns, the second by the first."""
    return {row[0]: row[1] for row in db.session.execute(query)}
