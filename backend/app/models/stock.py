"""The stock ledger: why a product's counter is what it is."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core import clock
from app.core.database import Base, Id
from app.core.database.base import word
from app.models.order_numbers import number_of
from app.models.users import User


class Movement(StrEnum):
    """Why stock changed."""

    SOLD = "sold"
    RETURNED = "returned"
    RECEIVED = "received"
    ADJUSTED = "adjusted"
    DAMAGED = "damaged"


class StockMovement(Base):
    """One change of one product's stock: append-only. The counter is the sum of these."""

    __tablename__ = "stock_movements"
    __table_args__ = (
        CheckConstraint("quantity <> 0", name="moves_something"),
        # A product's movements in their order, and their sums, without the rows.
        Index("ix_stock_movements_product", "product_id", "id", "kind", "quantity"),
    )

    id: Mapped[Id]
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    kind: Mapped[Movement] = mapped_column(word(Movement))
    quantity: Mapped[int]
    order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id"), index=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    note: Mapped[str | None] = mapped_column(String(500))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    actor: Mapped[User | None] = relationship(lazy="raise_on_sql")

    @property
    def order_number(self) -> str | None:
        """What a person reads out of the order it was for; None where it was for none."""
        return None if self.order_id is None else number_of(self.order_id)
