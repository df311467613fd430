"""Money that went back."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core import clock
from app.core.database import Base, Id


class Refund(Base):
    """One repayment: append-only."""

    __tablename__ = "refunds"
    __table_args__ = (CheckConstraint("amount_cents > 0", name="pays_something"),)

    id: Mapped[Id]
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), index=True)
    amount_cents: Mapped[int]
    reason: Mapped[str | None] = mapped_column(String(500))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)

    lines: Mapped[list["RefundLine"]] = relationship(lazy="raise_on_sql", order_by="RefundLine.id")


class RefundLine(Base):
    """Units of one order line that a refund pays back: append-only. `amount_cents` is what they were worth."""

    __tablename__ = "refund_lines"

    id: Mapped[Id]
    refund_id: Mapped[int] = mapped_column(ForeignKey("refunds.id"), index=True)
    order_item_id: Mapped[int] = mapped_column(ForeignKey("order_items.id"), index=True)
    quantity: Mapped[int]
    amount_cents: Mapped[int]
    restock: Mapped[bool]
