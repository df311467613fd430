"""Places a shopper has things sent to."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id

SHIPPING_FIELDS = ("line1", "line2", "city", "state", "postal_code", "country")


class Address(Base):
    """One saved address of one person."""

    __tablename__ = "addresses"
    # An id that an order once named must never come to mean another address.
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy reads it as a dict

    id: Mapped[Id]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    address_type: Mapped[str] = mapped_column(String(20), default="shipping")
    line1: Mapped[str] = mapped_column(String(200))
    line2: Mapped[str | None] = mapped_column(String(200))
    city: Mapped[str] = mapped_column(String(100))
    state: Mapped[str] = mapped_column(String(100))
    postal_code: Mapped[str] = mapped_column(String(20))
    country: Mapped[str] = mapped_column(String(100))
    is_default: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)

    def for_shipping(self) -> dict[str, str | None]:
        """The address as an order keeps it."""
        return {name: getattr(self, name) for name in SHIPPING_FIELDS}
