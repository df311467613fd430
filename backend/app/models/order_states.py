"""The life of an order and of its payment, as tables of data."""

from dataclasses import dataclass
from enum import StrEnum

from app.core.permissions import Permission


class Status(StrEnum):
    """Where an order stands."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    PROCESSING = "processing"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    REFUNDED = "refunded"


class PaymentStatus(StrEnum):
    """Where an order's money stands: a projection of its payments and refunds."""

    PENDING = "pending"
    PAID = "paid"
    FAILED = "failed"
    PARTIALLY_REFUNDED = "partially_refunded"
    REFUNDED = "refunded"


class PaymentMethod(StrEnum):
    """How a customer says they will pay."""

    CREDIT_CARD = "credit_card"
    DEBIT_CARD = "debit_card"
    PAYPAL = "paypal"
    CASH = "cash"
    BANK_TRANSFER = "bank_transfer"
    COD = "cod"


@dataclass(frozen=True)
class Step:
    """What a move to a status needs and does."""

    permission: Permission
    stamp: str | None = None
    returns_stock: bool = False


S, P = Status, Permission
FORWARD = Step(P.ORDER_SET_STATUS)
CANCEL = Step(P.ORDER_CANCEL, stamp="cancelled_at", returns_stock=True)
# A refund decides for itself what goes back on the shelf, line by line.
REFUND = Step(P.ORDER_REFUND)

STEPS: dict[tuple[Status, Status], Step] = {
    (S.PENDING, S.CONFIRMED): Step(P.ORDER_SET_STATUS, stamp="confirmed_at"),
    (S.CONFIRMED, S.PROCESSING): FORWARD,
    (S.PROCESSING, S.SHIPPED): Step(P.ORDER_SET_STATUS, stamp="shipped_at"),
    (S.SHIPPED, S.DELIVERED): Step(P.ORDER_SET_STATUS, stamp="delivered_at"),
    (S.PENDING, S.CANCELLED): CANCEL,
    (S.CONFIRMED, S.CANCELLED): CANCEL,
    (S.PROCESSING, S.CANCELLED): CANCEL,
    (S.PENDING, S.REFUNDED): REFUND,
    (S.CONFIRMED, S.REFUNDED): REFUND,
    (S.PROCESSING, S.REFUNDED): REFUND,
    (S.SHIPPED, S.REFUNDED): REFUND,
    (S.DELIVERED, S.REFUNDED): REFUND,
    (S.CANCELLED, S.REFUNDED): REFUND,
}

# Who may ask for a status at all, whatever state the order is in.
NEEDED: dict[Status, Permission] = {target: step.permission for (_, target), step in STEPS.items()} | {
    S.PENDING: P.ORDER_SET_STATUS
}

# What may be said of an order's payment by hand; refunds are paid back through a refund.
PAYMENT_STEPS: frozenset[tuple[PaymentStatus, PaymentStatus]] = frozenset(
    {
        (PaymentStatus.PENDING, PaymentStatus.PAID),
        (PaymentStatus.PENDING, PaymentStatus.FAILED),
        (PaymentStatus.FAILED, PaymentStatus.PAID),
        (PaymentStatus.FAILED, PaymentStatus.PENDING),
        (PaymentStatus.PAID, PaymentStatus.PENDING),
        (PaymentStatus.PAID, PaymentStatus.FAILED),
    }
)

# What was said of the payment of an order in one of these stays as it is; only a refund moves it.
CLOSED = frozenset({S.CANCELLED, S.REFUNDED})

# Goods of an order in one of these have not left the shop.
IN_THE_SHOP = frozenset({S.PENDING, S.CONFIRMED, S.PROCESSING})
