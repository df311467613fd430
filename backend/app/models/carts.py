"""What somebody is about to buy."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id

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
