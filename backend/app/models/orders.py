"""Orders: what was sold, to whom, for how much, and where it stands."""

import re
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core import clock, money
from app.core.database import Base, Id, Topic, shown
from app.core.database.base import word
from app.core.permissions import Actor, Permission
from app.models.order_states import NEEDED, STEPS, PaymentMethod, PaymentStatus, Status
from app.models.products import Product
from app.models.users import User


class Channel(StrEnum):
    """Where an order was placed."""

    WEB = "web"
    COUNTER = "counter"


FIRST_NUMBER = 100_000
PREFIX = "ORD-"
# What a scanner may put before a code: the symbology it read, here Code 128.
SCANNED = re.compile(r"^\]C[0-9]")
LEAST_DIGITS, MOST_DIGITS = 3, 12
OVER_REFUND = {"message": "This would pay back more than was paid.", "code": "refund_exceeds_payment"}


class Order(Base):
    """One sale. Amounts are fixed when it is placed; counters are projections of payments and refunds."""

    __tablename__ = "orders"
    __table_args__ = (
        CheckConstraint(
            "subtotal_cents + tax_cents + shipping_cents - discount_cents = total_cents", name="adds_up"
        ),
        CheckConstraint(
            "refunded_cents <= paid_cents", name="refunds_within_payments", info={"conflict": OVER_REFUND}
        ),
        # What each is for: docs/decisions/lists.md.
        Index("ix_orders_newest", "created_at", "id", "hidden_at"),
        Index("ix_orders_customer", "customer_id", "created_at", "id", "hidden_at"),
        Index("ix_orders_status", "status", "created_at", "id", "hidden_at"),
        Index("ix_orders_payment", "payment_status", "created_at", "id", "hidden_at"),
        Index("ix_orders_method", "payment_method", "created_at", "id", "hidden_at"),
        Index("ix_orders_total", "total_cents", "id", "hidden_at"),
        {"info": shown(Topic.BOARD)},
    )

    id: Mapped[Id]
    customer_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    status: Mapped[Status] = mapped_column(word(Status), default=Status.PENDING)
    payment_status: Mapped[PaymentStatus] = mapped_column(word(PaymentStatus), default=PaymentStatus.PENDING)
    payment_method: Mapped[PaymentMethod | None] = mapped_column(word(PaymentMethod))
    subtotal_cents: Mapped[int]
    tax_cents: Mapped[int]
    shipping_cents: Mapped[int]
    discount_cents: Mapped[int] = mapped_column(default=0)
    total_cents: Mapped[int]
    paid_cents: Mapped[int] = mapped_column(default=0)
    refunded_cents: Mapped[int] = mapped_column(default=0)
    total_items: Mapped[int]
    shipping_address: Mapped[dict[str, Any]]
    channel: Mapped[Channel] = mapped_column(word(Channel), default=Channel.WEB, server_default=Channel.WEB.value)
    customer_notes: Mapped[str | None] = mapped_column(Text)
    admin_notes: Mapped[str | None] = mapped_column(Text)
    tracking_number: Mapped[str | None] = mapped_column(String(100))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)
    confirmed_at: Mapped[datetime | None]
    shipped_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    hidden_at: Mapped[datetime | None]

    items: Mapped[list["OrderItem"]] = relationship(lazy="raise_on_sql", order_by="OrderItem.id")
    customer: Mapped[User] = relationship(lazy="raise_on_sql")

    @property
    def order_number(self) -> str:
        """What a person reads out."""
        return number_of(self.id)

    @property
    def left_cents(self) -> int:
        """What could still be paid back."""
        return self.paid_cents - self.refunded_cents

    def next_statuses(self, actor: Actor) -> list[Status]:
        """Where `actor` may move this order from here."""
        return [
            target
            for (source, target), step in STEPS.items()
            if source is self.status
            and self._may(actor, step.permission)
            and (target is not Status.REFUNDED or self.left_cents > 0)
        ]

    def _may(self, actor: Actor, permission: Permission) -> bool:
        own_cancel = permission is NEEDED[Status.CANCELLED] and actor.id == self.customer_id
        return actor.can(permission) or (own_cancel and actor.can(Permission.ORDER_CANCEL_OWN))


class Worth(NamedTuple):
    """What units of a line bring back, in cents."""

    goods_cents: int = 0
    tax_cents: int = 0
    shipping_cents: int = 0

    @property
    def amount_cents(self) -> int:
        """All of it."""
        return sum(self)


class OrderItem(Base):
    """One product of an order: name, SKU and price as they were, and its share of tax and shipping."""

    __tablename__ = "order_items"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity_positive"),
        CheckConstraint("unit_price_cents * quantity = total_cents", name="adds_up"),
        CheckConstraint(
            "refunded_quantity BETWEEN 0 AND quantity",
            name="refunds_within_sale",
            info={"conflict": OVER_REFUND},
        ),
        {"info": shown(Topic.BOARD)},
    )

    id: Mapped[Id]
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), index=True)
    # An order has one line for each product, which lets all its lines be written in one statement.
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), index=True, insert_sentinel=True)
    product_name: Mapped[str] = mapped_column(String(200))
    product_sku: Mapped[str] = mapped_column(String(64))
    unit_price_cents: Mapped[int]
    quantity: Mapped[int]
    total_cents: Mapped[int]
    tax_cents: Mapped[int]
    shipping_cents: Mapped[int]
    refunded_quantity: Mapped[int] = mapped_column(default=0)

    product: Mapped[Product] = relationship(lazy="raise_on_sql", viewonly=True)

    @property
    def thumbnail_url(self) -> str:
        """The product's small picture as it is now; never null."""
        return self.product.thumbnail_url

    @property
    def left_quantity(self) -> int:
        """How many of these could still be refunded."""
        return self.quantity - self.refunded_quantity

    def worth(self, quantity: int, *, after: int = 0) -> Worth:
        """What the next `quantity` units bring back, `after` others: each part by a running sum of its own."""
        wholes = (self.total_cents, self.tax_cents, self.shipping_cents)
        taken = self.refunded_quantity + after
        return Worth(*(money.part(whole, taken, quantity, self.quantity) for whole in wholes))


def number_of(order_id: int) -> str:
    """The number a person reads out, of the order with this id."""
    return f"{PREFIX}{FIRST_NUMBER + order_id}"


def id_of_number(text: str) -> int | None:
    """The id behind an order number as a person types it (`ORD-100042`, `100042`); None if it is none.

    A scanner may say first which kind of barcode it read (`]C1ORD-100042`).
    """
    number = SCANNED.sub("", text.strip().upper())
    digits = number.removeprefix(PREFIX)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 18):
        return None
    return int(digits) - FIRST_NUMBER if int(digits) > FIRST_NUMBER else None


def last_digits(text: str) -> str | None:
    """`text` if it may be the last digits of an order number; None if it is anything else."""
    digits = text.strip()
    few = LEAST_DIGITS <= len(digits) <= MOST_DIGITS
    return digits if few and digits.isascii() and digits.isdigit() else None
