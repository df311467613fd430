"""What somebody would like to have one day."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core import clock
from app.core.database import Base, Id
from app.models.products import Product


class Wish(Base):
    """One product on one person's wishlist, and what it cost when it was put there."""

    __tablename__ = "wishes"
    __table_args__ = (UniqueConstraint("user_id", "product_id"), {"sqlite_autoincrement": True})

    id: Mapped[Id]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), index=True)
    price_when_added_cents: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    product: Mapped[Product] = relationship(lazy="raise_on_sql")

    @property
    def is_on_sale(self) -> bool:
        """Whether the product can be bought at all."""
        return self.product.is_on_sale

    @property
    def name(self) -> str:
        """What it was called, which whoever wished for it knows, on sale or not."""
        return self.product.name

    @property
    def offered(self) -> Product | None:
        """The product while it is on sale: afterwards a shopper sees nothing of it but the name."""
        return self.product if self.is_on_sale else None

    @property
    def price_difference_cents(self) -> int | None:
        """How much more it costs now than when it was put here; None while it has no price for shoppers."""
        return self.product.price_cents - self.price_when_added_cents if self.is_on_sale else None

    @property
    def price_changed(self) -> bool:
        """Whether it costs something else now than when it was put here."""
        return bool(self.price_difference_cents)

    @property
    def available(self) -> int:
        """How many of it can be sold now."""
        return self.product.stock_quantity if self.is_on_sale else 0

    @property
    def is_in_stock(self) -> bool:
        """Whether at least one can be sold now."""
        return self.available > 0
