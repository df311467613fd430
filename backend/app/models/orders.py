"""Orders: what was sold, to whom, for how much, and where it stands."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core import clock
from app.core.database import Base, Id, Topic, shown
from app.core.database.base import word
from app.models.order_facts import LineFacts, OrderFacts
from app.models.order_states import PaymentMethod, PaymentStatus, Status
from app.models.products import Product
from app.models.users import User


class Channel(StrEnum):
    """Where an order was placed."""

    WEB = "web"
    COUNTER = "counter"


OVER_REFUND = {"message": "This would pay back more than was paid.", "code": "refund_exceeds_payment"}


class Order(OrderFacts, Base):
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


class OrderItem(LineFacts, Base):
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
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), index=True)
    product_name: Mapped[str] = mapped_column(String(200))
    product_sku: Mapped[str] = mapped_column(String(64))
    unit_price_cents: Mapped[int]
    quantity: Mapped[int]
    total_cents: Mapped[int]
    tax_cents: Mapped[int]
    shipping_cents: Mapped[int]
    refunded_quantity: Mapped[int] = mapped_column(default=0)

    product: Mapped[Product] = relationship(lazy="raise_on_sql", viewonly=True)
