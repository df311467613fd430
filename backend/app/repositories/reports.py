"""Questions about what was sold and paid back: compact rows, no entities, however long the range.

An order counts unless it was cancelled or is hidden, and a refund counts if its order does.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, exists, func, select
from sqlalchemy.orm import aliased

from app.core.database import db
from app.core.periods import Span
from app.models import Order, Payment, Refund, User
from app.models.payments import PaymentKind
from app.repositories.pages import pairs

AT_ONCE = 1_000
# By the moment it was cancelled: an order that is refunded after it was cancelled was never a sale either.
COUNTED = (Order.cancelled_at.is_(None), Order.hidden_at.is_(None))
KINDS = (Order.id, Order.payment_method, Order.channel)


class Sale(NamedTuple):
    """An order as a report sees it."""

    moment: datetime
    order_id: int
    payment_method: str | None
    channel: str
    customer_id: int
    units: int
    subtotal_cents: int
    discount_cents: int
    tax_cents: int
    shipping_cents: int


class Repayment(NamedTuple):
    """A refund as a report sees it, with what its order was and what had been paid back before it."""

    moment: datetime
    order_id: int
    payment_method: str | None
    channel: str
    refund_id: int
    amount_cents: int
    before_cents: int
    goods_cents: int
    tax_cents: int
    total_cents: int


def sales(span: Span) -> Iterator[Sale]:
    """The orders that were placed within `span` and count, oldest first; never all of them in memory."""
    query = select(
        Order.created_at,
        *KINDS,
        Order.customer_id,
        Order.total_items,
        Order.subtotal_cents,
        Order.discount_cents,
        Order.tax_cents,
        Order.shipping_cents,
    ).where(*placed_within(span))
    rows = db.session.execute(query.order_by(Order.created_at).execution_options(yield_per=AT_ONCE))
    return (Sale(*row) for row in rows)


def repayments(span: Span) -> list[Repayment]:
    """The refunds that happened within `span` and count, whenever their order was placed."""
    earlier = aliased(Refund)
    before = select(func.coalesce(func.sum(earlier.amount_cents), 0)).where(
        earlier.order_id == Refund.order_id, earlier.id < Refund.id
    )
    query = (
        select(
            Refund.created_at,
            *KINDS,
            Refund.id,
            Refund.amount_cents,
            before.correlate(Refund).scalar_subquery(),
            Order.subtotal_cents - Order.discount_cents,
            Order.tax_cents,
            Order.total_cents,
        )
        .join(Order, Order.id == Refund.order_id)
        .where(*repaid_within(span))
    )
    return [_repayment(row) for row in db.session.execute(query)]


def usernames(user_ids: set[int]) -> dict[int, str]:
    """What these people are called."""
    return pairs(select(User.id, User.username).where(User.id.in_(user_ids)))


def cashiers(span: Span, *, placed: bool, repaid: bool) -> dict[int, int | None]:
    """Who recorded the payment that stands, for orders `placed` or paid back within `span`.

    That is the last payment, and nobody where it was taken back.
    """
    recorded = select(Payment.order_id, Payment.actor_id).join(Order, Order.id == Payment.order_id)
    recorded = recorded.where(Payment.kind == PaymentKind.RECEIVED, Order.paid_cents > 0).order_by(Payment.id)
    back = select(Refund.order_id).join(Order, Order.id == Refund.order_id).where(*repaid_within(span))
    # Two plain questions: a database finds no good way to answer both at once, or one for each order.
    found = pairs(recorded.where(*placed_within(span))) if placed else {}
    return found | pairs(recorded.where(Order.id.in_(back))) if repaid else found


def returning_customers(span: Span) -> int:
    """How many people ordered within `span` and before it."""
    people = select(Order.customer_id).where(*placed_within(span)).distinct().subquery()
    earlier = exists().where(Order.customer_id == people.c.customer_id, *COUNTED, Order.created_at < span.start)
    return db.session.scalar(select(func.count()).select_from(people).where(earlier)) or 0


def placed_within(span: Span) -> list[ColumnElement[bool]]:
    """Conditions: an order counts and was placed within `span`."""
    return [*COUNTED, Order.created_at >= span.start, Order.created_at < span.end]


def repaid_within(span: Span) -> list[ColumnElement[bool]]:
    """Conditions: a refund happened within `span` and its order counts."""
    return [*COUNTED, Refund.created_at >= span.start, Refund.created_at < span.end]


def _repayment(row: Row[Any]) -> Repayment:
    found = Repayment(*row)
    # PostgreSQL sums whole numbers to a decimal.
    return found._replace(before_cents=int(found.before_cents))
