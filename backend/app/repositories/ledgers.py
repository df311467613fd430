"""Projections beside the ledgers they are made from: each question lists the rows that do not agree."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Select, and_, case, cast, func, literal, select
from sqlalchemy.orm import aliased

from app.core.database import db
from app.models import (
    Order,
    OrderEvent,
    OrderItem,
    Payment,
    Product,
    Refund,
    RefundLine,
    Review,
    StockMovement,
)
from app.models.order_events import MOVES
from app.models.order_states import PaymentStatus
from app.models.payments import PaymentKind
from app.models.stock import Movement


@dataclass(frozen=True)
class Difference:
    """A row whose counter is not what its ledger adds up to."""

    what: str
    row: str
    kept: Any
    recomputed: Any

    def __str__(self) -> str:
        return f"{self.row}: {self.what}, but it says {self.kept} and they come to {self.recomputed}"


def differences() -> Iterator[Difference]:
    """Every disagreement in the shop, one projection after the other."""
    for what, table, query in _questions():
        for number, kept, recomputed in db.session.execute(query):
            yield Difference(what, f"{table} {number}", kept, recomputed)


def _questions() -> Iterator[tuple[str, str, Select[Any]]]:
    moved = _sum(StockMovement.quantity, StockMovement.product_id == Product.id)
    yield "stock is the sum of its movements", "product", _differ(Product, Product.stock_quantity, moved)
    paid = _sum(Payment.amount_cents, Payment.order_id == Order.id)
    yield "paid is the sum of payments", "order", _differ(Order, Order.paid_cents, paid)
    refunded = _sum(Refund.amount_cents, Refund.order_id == Order.id)
    yield "refunded is the sum of refunds", "order", _differ(Order, Order.refunded_cents, refunded)
    yield "payment status follows the money", "order", _differ(Order, Order.payment_status, _payment_status())
    yield "status is the last step of the timeline", "order", _differ(Order, Order.status, _last_status())
    for name in ("total_cents", "tax_cents", "shipping_cents"):
        kept = Order.subtotal_cents if name == "total_cents" else getattr(Order, name)
        lines = _sum(getattr(OrderItem, name), OrderItem.order_id == Order.id)
        yield f"{kept.key} is the sum of the lines", "order", _differ(Order, kept, lines)
    pieces = _sum(OrderItem.quantity, OrderItem.order_id == Order.id)
    yield "total_items is the sum of the lines", "order", _differ(Order, Order.total_items, pieces)
    returned = _sum(RefundLine.quantity, RefundLine.order_item_id == OrderItem.id)
    yield (
        "refunded units are those of refunds",
        "order line",
        _differ(OrderItem, OrderItem.refunded_quantity, returned),
    )
    sold = _sum(-StockMovement.quantity, _sale_of_line())
    yield "what was sold left the stock", "order line", _differ(OrderItem, OrderItem.quantity, sold)
    shown = and_(Review.product_id == Product.id, Review.hidden_at.is_(None))
    stars, heads = _sum(Review.rating, shown), _sum(literal(1), shown)
    yield "rating_total is the sum of the reviews shown", "product", _differ(Product, Product.rating_total, stars)
    yield "rating_count is how many reviews are shown", "product", _differ(Product, Product.rating_count, heads)


def _differ(table: Any, kept: Any, recomputed: Any) -> Select[Any]:
    return select(table.id, kept, recomputed).where(kept != recomputed).order_by(table.id)


def _sum(column: Any, condition: Any) -> Any:
    total = select(func.coalesce(func.sum(column), 0)).where(condition).scalar_subquery()
    return cast(total, BigInteger)


def _sale_of_line() -> Any:
    # The sum with 0 hides the product's index: SQLite would read a product's whole history for each line.
    return and_(
        StockMovement.order_id == OrderItem.order_id,
        StockMovement.product_id + 0 == OrderItem.product_id,
        StockMovement.kind == Movement.SOLD,
    )


def _payment_status() -> Any:
    """What `core` would say: refunds first, then money, then the last thing said about paying."""
    last = aliased(Payment)
    said = select(last.kind).where(last.order_id == Order.id).order_by(last.id.desc()).limit(1).scalar_subquery()
    word = PaymentStatus
    return case(
        (and_(Order.refunded_cents > 0, Order.refunded_cents == Order.paid_cents), literal(word.REFUNDED.value)),
        (Order.refunded_cents > 0, literal(word.PARTIALLY_REFUNDED.value)),
        (Order.paid_cents > 0, literal(word.PAID.value)),
        (said == PaymentKind.FAILED, literal(word.FAILED.value)),
        else_=literal(word.PENDING.value),
    )


def _last_status() -> Any:
    step = aliased(OrderEvent)
    of_order = and_(step.order_id == Order.id, step.kind.in_(MOVES))
    last = select(step.to_state).where(of_order).order_by(step.id.desc()).limit(1).scalar_subquery()
    return func.coalesce(last, literal("nothing"))
