"""What buyers think of what they bought."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core import clock
from app.core.database import Base, Id
from app.core.database.base import taken
from app.models.users import User

NOBODY = "Customer"


class Review(Base):
    """One customer's opinion of one product. A hidden one stays, with the reason, and counts for nothing."""

    __tablename__ = "reviews"
    __table_args__ = (
        UniqueConstraint(
            "product_id", "customer_id", info=taken("review", "You have reviewed this product. Edit your review.")
        ),
        CheckConstraint("rating BETWEEN 1 AND 5", name="rating_in_range"),
        Index("ix_reviews_newest", "product_id", "created_at", "id", "hidden_at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[Id]
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    customer_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    rating: Mapped[int]
    text: Mapped[str | None] = mapped_column(Text)
    hidden_at: Mapped[datetime | None]
    hidden_reason: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)

    customer: Mapped[User] = relationship(lazy="raise_on_sql")

    @property
    def is_hidden(self) -> bool:
        """Whether a manager keeps it from the public."""
        return self.hidden_at is not None

    @property
    def author(self) -> str:
        """First name and an initial, never more; the name of nobody for who left or never gave one."""
        profile = self.customer.profile
        if profile is None or not profile.first_name:
            return NOBODY
        return f"{profile.first_name} {profile.last_name[0].upper()}." if profile.last_name else profile.first_name
