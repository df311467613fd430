"""One page of a query, and a query of pairs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

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


@dataclass(frozen=True)
class Question(Generic[T]):
    """A page of rows that are only looked at, put into words once and asked again and again.

    `make` is given the columns of a row, in their order.
    """

    total: Select[Any]
    rows: Select[Any]
    window: PageWindow
    make: Callable[..., T]

    def answer(self) -> Page[T]:
        """As things are now."""
        connection = db.session.connection()
        total = connection.execute(self.total).scalar_one()
        if self.window.offset >= total:
            return Page([], total, self.window)
        return Page([self.make(*row) for row in connection.execute(self.rows).all()], total, self.window)


def question(query: Select[Any], columns: Sequence[Any], make: Callable[..., T], window: PageWindow) -> Question[T]:
    """The question for the rows of `query` that `window` asks for; `query` must have a total order."""
    total = select(func.count()).select_from(query.with_only_columns(columns[0]).order_by(None).subquery())
    rows = query.with_only_columns(*columns).limit(window.per_page).offset(window.offset)
    return Question(total, rows, window, make)


def pairs(query: Select[Any]) -> dict[Any, Any]:
    """The rows of a query of two columns, the second by the first."""
    return {row[0]: row[1] for row in db.session.execute(query)}
