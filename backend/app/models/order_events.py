"""The timeline of an order."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id, Topic, shown
from app.core.database.base import word


class EventKind(StrEnum):
    """What happened to an order."""

    STATUS = "status"
    PAYMENT = "payment"
    NOTE = "note"
    DELETED = "deleted"
    UNDONE = "undone"


# After each of these the order stands at `to_state`.
MOVES = (EventKind.STATUS, EventKind.UNDONE)


class OrderEvent(Base):
    """One thing that happened to an order: who, when, from what, to what. Append-only."""

    __tablename__ = "order_events"
    __table_args__ = {"info": shown(Topic.BOARD)}  # noqa: RUF012 - as SQLAlchemy has it

    id: Mapped[Id]
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), index=True)
    kind: Mapped[EventKind] = mapped_column(word(EventKind))
    from_state: Mapped[str | None] = mapped_column(String(24))
    to_state: Mapped[str | None] = mapped_column(String(24))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    note: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
