"""Questions: today's orders, live. The steps of the timelines say what changed, and in which order."""

from datetime import datetime

from sqlalchemy import ScalarSelect, func, select

from app.core.database import Topic, as_json, db
from app.core.database.versions import reader_of
from app.core.paging import Page, PageWindow
from app.core.permissions import Actor, Permission
from app.core.unread import Unread
from app.models import Order, OrderEvent, OrderItem, Profile, User, board_rows
from app.models.board_rows import OF_A_LINE, OF_AN_ORDER
from app.models.cursors import MOST_GAPS, Cursor
from app.repositories import events, orders

BOARD = Permission.ORDER_VIEW_TODAY
IN_ALL = func.count().over().label("in_all")


def version(since: float) -> int:
    """The board's version after `since`: another one as soon as anything on anybody's board has changed."""
    return reader_of(db.engine).versions(since)[Topic.BOARD]


def page(
    actor: Actor, window: PageWindow, changed_after: datetime | Cursor | None
) -> Page[Unread[board_rows.Words, Order]]:
    """The orders of the person's board, newest first, with items and customer, in one statement.

    How many there are in all comes with each row, so both are of the same moment. They are found first, without
    what is told of them, or a database goes through everybody who ever bought something.
    """
    filters = orders.OrderFilters(changed_after=changed_after)
    some = orders.filtered(actor, BOARD, filters).with_only_columns(Order.id, IN_ALL)
    shown = some.limit(window.per_page).offset(window.offset).subquery("shown")
    query = select(*OF_AN_ORDER, _lines(), shown.c.in_all).join(shown, shown.c.id == Order.id)
    query = query.join(User, User.id == Order.customer_id).outerjoin(Profile).order_by(*filters.order())
    rows = db.session.execute(query).all()
    if not rows and window.offset:  # beyond the end no row says how many there are
        return Page([], page(actor, PageWindow(1, 1), changed_after).total, window)
    return Page([board_rows.unread(tuple(row[:-1])) for row in rows], rows[0][-1] if rows else 0, window)


def newest() -> Cursor:
    """Where somebody stands who knows every step there is now."""
    last = db.session.scalars(select(OrderEvent.id).order_by(OrderEvent.id.desc()).limit(MOST_GAPS))
    return Cursor.after_last(last)


def steps_after(cursor: Cursor) -> list[tuple[int, int]]:
    """The steps `cursor` does not know, of whatever order: number and order, in the order of their numbers."""
    query = select(OrderEvent.id, OrderEvent.order_id).where(events.unknown_to(cursor)).order_by(OrderEvent.id)
    return [(row[0], row[1]) for row in db.session.execute(query)]


def missed(actor: Actor, cursor: Cursor) -> list[tuple[int, int]]:
    """As `steps_after`, of orders within the person's day, deleted ones among them."""
    query = select(OrderEvent.id, OrderEvent.order_id).join(Order, Order.id == OrderEvent.order_id)
    query = query.where(events.unknown_to(cursor), orders.within(actor, BOARD)).order_by(OrderEvent.id)
    return [(row[0], row[1]) for row in db.session.execute(query)]


def deleted(actor: Actor, order_ids: list[int]) -> list[int]:
    """Those of `order_ids` that were on the person's board and left it."""
    query = select(Order.id).where(
        Order.id.in_(order_ids), Order.hidden_at.is_not(None), orders.within(actor, BOARD)
    )
    return list(db.session.scalars(query))


def _lines() -> ScalarSelect[str]:
    lines = select(as_json(*OF_A_LINE)).select_from(OrderItem)
    return lines.where(OrderItem.order_id == Order.id).scalar_subquery()
