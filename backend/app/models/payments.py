"""Money that came in, or did not."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id
from app.core.database.base import word
from app.models.order_states import PaymentMethod


class PaymentKind(StrEnum):
    """What a row says of an order's payment."""

    RECEIVED = "received"
    FAILED = "failed"
    REOPENED = "reopened"


class Payment(Base):
    """One statement about an order's payment: append-only.

    `amount_cents` is what this row adds to what was paid: negative where a payment is taken back,
    0 where an attempt failed.
    """

    __tablename__ = "payments"

    id: Mapped[Id]
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), index=True)
    kind: Mapped[PaymentKind] = mapped_column(word(PaymentKind))
    amount_cents: Mapped[int]
    method: Mapped[PaymentMethod | None] = mapped_column(word(PaymentMethod))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
