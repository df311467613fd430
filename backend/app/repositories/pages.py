"""One page of a query, and a query of pairs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from sqlalchemy import Integer, Select, bindparam, func, inspect, literal, select

from app.core.database import Glance, db
from app.core.paging import MOST_COUNTED, Page, PageWindow

T = TypeVar("T")
W = TypeVar("W")
Asked = Callable[..., Sequence[Sequence[Any]]]
# From here on a page is found by ids alone, which an index tells without the rows that are skipped.
DEEP = 1_000
LIMIT, OFFSET = (bindparam(name, type_=Integer) for name in ("limit", "offset"))


def is_deep(window: PageWindow) -> bool:
    """Whether so much comes before the page that it is found by ids alone."""
    return window.offset >= DEEP


def is_long(total: int) -> bool:
    """Whether a list of which `total` were counted has more than are counted."""
    return total > MOST_COUNTED


def paginate(
    query: Select[tuple[T]], window: PageWindow, *options: Any, walked: Select[tuple[T]] | None = None
) -> Page[T]:
    """The rows of `query` that `window` asks for, and how many there are in all.

    `query` must have a total order, and be of one table; loading `options` apply to the rows, not to the count.
    Totals are counted up to `MOST_COUNTED`: what a page costs does not grow with its list. `question` says what
    `walked` is.
    """
    query, how_many = _shorter(query, walked, partial(count, query))
    if not is_deep(window):
        rows = query.options(*options).limit(window.per_page).offset(window.offset)
        return placed(db.session.scalars(rows).unique().all(), window, how_many)
    entity: Any = query.column_descriptions[0]["entity"]
    [key] = inspect(entity).primary_key

    def of(ids: Sequence[Any]) -> dict[Any, T]:
        found = db.session.scalars(select(entity).where(key.in_(ids)).options(*options)).unique()
        return {inspect(row).identity[0]: row for row in found}

    return _by_ids(db.session.scalars(_ids(query, key, window)).all(), of, window, how_many)


@dataclass(frozen=True)
class Question(Generic[T]):
    """A page of rows that are only looked at, asked again and again for any values and pages, deep ones or others.

    `columns` begin with the id; `make` is given all of a row, in their order. `walked` are the same rows, found on
    the way through the whole list in its order: the faster way if there are many, and only then. If they find
    nothing where a long list begins, they do not know what is first there.
    """

    rows: Asked
    columns: Sequence[Any]
    make: Callable[..., T]
    deep: bool
    walked: Asked | None = None

    def answer(self, window: PageWindow, values: Mapping[str, Any], how_many: Callable[[], int]) -> Page[T]:
        """The page that `window` asks for, as things are now, of `how_many`; `values` are what was left open."""
        rows, count = _shorter(self.rows, self.walked, how_many)
        most = window.per_page + 1 if self.deep else window.per_page
        found = rows(**values, limit=most, offset=window.offset)
        if not (found or self.deep) and rows is self.walked:
            found = self.rows(**values, limit=most, offset=window.offset)
        if self.deep:
            return _by_ids([row[0] for row in found], self._of, window, count)
        return placed([self.make(*row) for row in found], window, count)

    def _of(self, ids: Sequence[Any]) -> dict[Any, T]:
        found = db.session.connection().execute(select(*self.columns).where(self.columns[0].in_(ids)))
        return {row[0]: self.make(*row) for row in found}


def glanced(query: Select[Any]) -> Asked:
    """`query`, put into words now, to be asked again and again, each time of the shop as it is then."""
    return Glance(query).in_words().all


def question(
    query: Select[Any],
    columns: Sequence[Any],
    make: Callable[..., T],
    *,
    deep: bool,
    walked: Select[Any] | None = None,
) -> Question[T]:
    """The question for pages of the rows of `query`.

    `query` must have a total order; `walked` is the same, said so that the database goes through all in that order.
    """

    def rows(of: Select[Any]) -> Asked:
        told = columns[:1] if deep else columns
        return glanced(of.with_only_columns(*told).limit(LIMIT).offset(OFFSET))

    in_order = None if walked is None else rows(walked)
    return Question(rows(query), columns, make, deep, in_order)


def placed(
    rows: Sequence[T], window: PageWindow, how_many: Callable[[], int], *, more: bool | None = None
) -> Page[T]:
    """`rows`, which `window` asked for, as a page of a list of which there are `how_many`.

    What the rows say themselves is not counted: a page that is not full is the last one. `more` says whether there
    are rows behind it, where that is known.
    """
    last = more is False or len(rows) < window.per_page
    if last and (rows or not window.offset):
        return Page(rows, window.offset + len(rows), window)
    if more and window.end >= MOST_COUNTED:
        return Page(rows, window.end + 1, window, is_exact=False)
    seen = window.offset + len(rows) if rows else 0
    total = max(how_many(), seen)  # who counts at another moment may count other rows
    return Page(rows, min(total, MOST_COUNTED), window, is_exact=total <= MOST_COUNTED)


def count(query: Select[Any]) -> int:
    """How many rows `query` has; of more than `MOST_COUNTED` only that it is one more."""
    return db.session.scalar(counting(query)) or 0


def counting(query: Select[Any]) -> Select[Any]:
    """`count` as a query."""
    # Of no column, so that an index alone may tell.
    some = query.with_only_columns(literal(1), maintain_column_froms=True).order_by(None)
    some = some.limit(MOST_COUNTED + 1).subquery()
    return select(func.count()).select_from(some)


def pairs(query: Select[Any]) -> dict[Any, Any]:
    """The rows of a query of two columns, the second by the first."""
    return {row[0]: row[1] for row in db.session.execute(query)}


def _shorter(gathered: W, walked: W | None, how_many: Callable[[], int]) -> tuple[W, Callable[[], int]]:
    """The shorter of two ways to the same rows, if there are two, and how many rows the list has."""
    if walked is None:
        return gathered, how_many
    total = how_many()
    return walked if is_long(total) else gathered, lambda: total


def _ids(query: Select[Any], key: Any, window: PageWindow) -> Select[Any]:
    """The ids of the page, and one more that says whether there is another."""
    return query.with_only_columns(key).limit(window.per_page + 1).offset(window.offset)


def _by_ids(
    ids: Sequence[Any], of: Callable[[Sequence[Any]], dict[Any, T]], window: PageWindow, how_many: Callable[[], int]
) -> Page[T]:
    shown = ids[: window.per_page]
    by_id = of(shown) if shown else {}
    # Between the two questions a row may have gone for good.
    rows = [by_id[number] for number in shown if number in by_id]
    return placed(rows, window, how_many, more=len(ids) > len(shown))
