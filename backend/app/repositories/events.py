"""Questions about the timelines of orders."""

from typing import Any

from sqlalchemy import ColumnElement, or_, select

from app.core import clock
from app.core.database import Adding, db, table_of
from app.models import OrderEvent
from app.models.cursors import Cursor
from app.models.order_events import MOVES, EventKind

STEPS = Adding(table_of(OrderEvent))


def add(**step: Any) -> None:
    """Append to a timeline."""
    STEPS.add(step | {"created_at": clock.now()})


def of(order_id: int, *, for_staff: bool) -> list[OrderEvent]:
    """An order's timeline from its start; what staff note among themselves is for staff."""
    query = select(OrderEvent).where(OrderEvent.order_id == order_id)
    if not for_staff:
        query = query.where(OrderEvent.kind.in_([*MOVES, EventKind.PAYMENT]))
    return list(db.session.scalars(query.order_by(OrderEvent.created_at, OrderEvent.id)))


def newest(order_id: int) -> OrderEvent | None:
    """The last thing that happened to an order."""
    query = select(OrderEvent).where(OrderEvent.order_id == order_id).order_by(OrderEvent.id.desc()).limit(1)
    return db.session.scalar(query)


def unknown_to(cursor: Cursor) -> ColumnElement[bool]:
    """The condition that a step is not known at `cursor`."""
    return or_(OrderEvent.id > cursor.high, OrderEvent.id.in_(sorted(cursor.gaps)))
