"""What a day of the shop came to, added up once, and what has happened since that may change it."""

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base, Id


class Tally(Base):
    """A day that is over, as reports see it: a projection of orders, payments and refunds. Each text is JSON."""

    __tablename__ = "tallies"

    id: Mapped[Id]
    start: Mapped[datetime] = mapped_column(index=True)
    end: Mapped[datetime]
    timezone: Mapped[str] = mapped_column(String(64))
    cuts: Mapped[str] = mapped_column(Text)
    goods: Mapped[str] = mapped_column(Text)
    people: Mapped[str] = mapped_column(Text)


class TallyChange(Base):
    """Something a report may show has changed: this order, or, without one, a name.

    A trigger of the migration adds it in the transaction that changes it; it stays until no tally depends on it.
    """

    __tablename__ = "tally_changes"

    id: Mapped[Id]
    order_id: Mapped[int | None]


class TallyRound(Base):
    """One row, from the first tally on: `token` is another one whenever changes have been taken away."""

    __tablename__ = "tally_rounds"

    id: Mapped[Id]
    token: Mapped[int]
