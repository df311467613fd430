"""Days that were added up, and whether what they say still stands.

What changes a report adds a row to the changes, in its own transaction. So within one round, in which none
is taken away, as many changes as before are the same changes as before, in whatever order they were committed.
"""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, delete, func, or_, select, union_all, update
from sqlalchemy.orm import aliased

from app.core.database import Prepared, db, insert_unless_present, rows_changed
from app.core.periods import Span
from app.models import Order, Refund, Tally, TallyChange, TallyRound

ONLY_ROUND = 1
MOST_TOKENS = 2**62


class Version(NamedTuple):
    """What the reports of this moment rest on: two that are equal saw the same shop. No token: of nothing."""

    token: int | None
    changes: int


class Change(NamedTuple):
    """That an order, or a name where there is none, is not what it was."""

    id: int
    order_id: int | None


class Kept(NamedTuple):
    """A day that was added up, as it was written down; without goods and people where nobody asked for them."""

    start: datetime
    end: datetime
    cuts: str
    goods: str | None
    people: str | None


def version() -> Version:
    """What stands now; read it before anything that is to be called by it."""
    [row] = VERSION.rows()
    return Version(*row)


def changes() -> list[Change]:
    """Everything that happened in this round."""
    return [Change(*row) for row in db.session.execute(select(TallyChange.id, TallyChange.order_id))]


def kept(span: Span, beside: Span | None, timezone: str) -> list[Kept]:
    """The days within `span`, and without goods and people those `beside` it, added up as days of `timezone`."""
    whole = within(span)
    wanted = or_(whole, within(beside)) if beside else whole
    rest = (case((whole, column)) for column in (Tally.goods, Tally.people))
    query = select(Tally.start, Tally.end, Tally.cuts, *rest).where(Tally.timezone == timezone, wanted)
    return [Kept(*row) for row in db.session.execute(query)]


def within(span: Span) -> ColumnElement[bool]:
    """Condition: a day is in `span`."""
    return and_(Tally.start >= span.start, Tally.end <= span.end)


def touched(order_ids: Sequence[int] | None = None) -> list[datetime]:
    """Moments of kept days that may be others now that these orders, or by default all of this round, changed."""
    which: Any = select(TallyChange.order_id) if order_ids is None else order_ids
    newest = select(func.max(Tally.end)).scalar_subquery()
    order, later = Order, aliased(Order)
    counts = (later.cancelled_at.is_(None), later.hidden_at.is_(None))
    # Whoever is new on a day may be so because of an order of an earlier day, the first that counts.
    following = select(func.min(later.created_at)).where(
        later.customer_id == order.customer_id, later.created_at > order.created_at, *counts
    )
    mine = (order.id.in_(which), order.created_at < newest)
    moments = union_all(
        select(order.created_at).where(*mine),
        select(following.correlate(order).scalar_subquery()).where(*mine),
        select(Refund.created_at).where(Refund.order_id.in_(which), Refund.created_at < newest),
    )
    return [moment for (moment,) in db.session.execute(moments) if moment is not None]


def next_round(seen: int | None) -> int | None:
    """Begin a round after that of the token `seen`, alone until the end of the transaction; its token.

    None if somebody else has begun one meanwhile.
    """
    token = secrets.randbelow(MOST_TOKENS)
    if seen is None:
        first = insert_unless_present(TallyRound).values(id=ONLY_ROUND, token=token).returning(TallyRound.id)
        return token if db.session.scalar(first) else None
    begun = update(TallyRound).where(TallyRound.id == ONLY_ROUND, TallyRound.token == seen).values(token=token)
    return token if rows_changed(begun) else None


def take_changes() -> list[Change]:
    """All changes that are committed, which are none any more."""
    taken = delete(TallyChange).returning(TallyChange.id, TallyChange.order_id)
    return [Change(*row) for row in db.session.execute(taken)]


def add(days: Iterable[Kept], timezone: str) -> None:
    """Keep `days`."""
    db.session.add_all(Tally(timezone=timezone, **day._asdict()) for day in days)


def spans() -> Sequence[tuple[int, datetime, datetime]]:
    """The number, the start and the end of every day that was added up."""
    return db.session.execute(select(Tally.id, Tally.start, Tally.end)).tuples().all()


def forget(numbers: Iterable[int]) -> None:
    """Keep these days no longer."""
    db.session.execute(delete(Tally).where(Tally.id.in_([*numbers])))


def forget_all() -> None:
    """Keep no day and no change: for when there are too many changes to look at each."""
    db.session.execute(delete(Tally))
    db.session.execute(delete(TallyChange))


_token = select(TallyRound.token).where(TallyRound.id == ONLY_ROUND).scalar_subquery()
VERSION = Prepared(select(_token, select(func.count()).select_from(TallyChange).scalar_subquery()))
