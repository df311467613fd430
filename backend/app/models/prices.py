"""What products cost, and when that changed."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core import clock
from app.core.database import Base, Id
from app.models.users import User

MOST_AT_ONCE = 1000


class Repricing(StrEnum):
    """What a change of many prices does to one product."""

    CHANGED = "changed"
    UNCHANGED = "unchanged"
    ERROR = "error"


class PriceChange(Base):
    """One change of one product's prices: append-only. The first row of a product has nothing before it."""

    __tablename__ = "price_changes"
    __table_args__ = (Index("ix_price_changes_product", "product_id", "id"),)

    id: Mapped[Id]
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    from_cents: Mapped[int | None]
    to_cents: Mapped[int]
    compare_from_cents: Mapped[int | None]
    compare_to_cents: Mapped[int | None]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    reason: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    actor: Mapped[User | None] = relationship(lazy="raise_on_sql")
