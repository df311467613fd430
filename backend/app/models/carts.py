"""What somebody is about to buy."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core import clock
from app.core.database import Base, Id
from app.models.products import Product
from app.models.totals import Totals, totals_of

MAX_OF_A_PRODUCT, MAX_LINES = 100, 100
TOO_MANY = {
    "message": f"A cart holds at most {MAX_OF_A_PRODUCT} of one product.",
    "code": "cart_line_full",
}


class Cart(Base):
    """A person's one cart, made with the account, so that two first clicks cannot make two."""

    __tablename__ = "carts"
    __table_args__ = (UniqueConstraint("customer_id"),)

    id: Mapped[Id]
    customer_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)

    items: Mapped[list["CartItem"]] = relationship(lazy="raise_on_sql", order_by="CartItem.id")

    @property
    def total_items(self) -> int:
        """How many pieces lie in it."""
        return sum(item.quantity for item in self.items)

    @property
    def subtotal_cents(self) -> int:
        """What they cost at today's prices."""
        return sum(item.total_cents for item in self.items)

    @property
    def totals(self) -> Totals:
        """What an order of it would come to now."""
        return totals_of(self.subtotal_cents)


class CartItem(Base):
    """One product in a cart, and what it cost when it was put there."""

    __tablename__ = "cart_items"
    __table_args__ = (
        UniqueConstraint("cart_id", "product_id"),
        CheckConstraint(
            f"quantity BETWEEN 1 AND {MAX_OF_A_PRODUCT}",
            name="quantity_in_range",
            info={"conflict": TOO_MANY},
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[Id]
    cart_id: Mapped[int] = mapped_column(ForeignKey("carts.id"))
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), index=True)
    quantity: Mapped[int]
    price_when_added_cents: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    product: Mapped[Product] = relationship(lazy="raise_on_sql")

    @property
    def unit_price_cents(self) -> int:
        """Today's price."""
        return self.product.price_cents

    @property
    def total_cents(self) -> int:
        """Today's price of the line."""
        return self.unit_price_cents * self.quantity

    @property
    def price_changed(self) -> bool:
        """Whether it costs something else now than when it was put here."""
        return self.price_when_added_cents != self.unit_price_cents

    @property
    def available(self) -> int:
        """How many of it can be sold now."""
        return self.product.stock_quantity if self.product.is_on_sale else 0
