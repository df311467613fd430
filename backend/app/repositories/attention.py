"""Questions: what somebody should look at now. Each is one statement: how many there are, and the first few."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select

from app.core.database import db
from app.core.permissions import Actor, Permission, Role
from app.models import AuditEntry, Order, OrderEvent, Product, Profile, Review, User
from app.models.audit import Outcome
from app.models.order_events import MOVES
from app.models.order_numbers import number_of
from app.models.order_states import CLOSED, PaymentStatus
from app.repositories import orders

FEW = 5
LOW_RATING = 2
T = TypeVar("T")


@dataclass(frozen=True)
class Found(Generic[T]):
    """How many there are, and the first few of them."""

    count: int
    few: list[T]


class Late(NamedTuple):
    """An order that somebody should look at, and since when it has stood where it stands."""

    id: int
    status: str
    payment_status: str
    total_cents: int
    created_at: datetime
    since: datetime | None
    username: str
    first_name: str | None
    last_name: str | None

    @property
    def order_number(self) -> str:
        """What a person reads out."""
        return number_of(self.id)

    @property
    def customer(self) -> str:
        """Whose it is."""
        return " ".join(name for name in (self.first_name, self.last_name) if name) or self.username


class Short(NamedTuple):
    """An article of which few or none are left."""

    product_id: int
    name: str
    sku: str
    stock_quantity: int
    low_stock_threshold: int


class Complaint(NamedTuple):
    """A review with few stars."""

    id: int
    product_id: int
    product_name: str
    rating: int
    text: str | None
    is_hidden: bool
    created_at: datetime


class Banned(NamedTuple):
    """Somebody who may not come in any more."""

    id: int
    username: str
    role: Role
    banned_at: datetime


def waiting(actor: Actor, since: datetime) -> Found[Late]:
    """The orders still in the shop that have taken no step from `since` on."""
    return _late(actor, orders.waiting(since))


def payment_failed(actor: Actor) -> Found[Late]:
    """The orders whose payment failed, and that are neither cancelled nor refunded."""
    return _late(actor, and_(Order.payment_status == PaymentStatus.FAILED, Order.status.not_in(sorted(CLOSED))))


def unpaid(actor: Actor) -> Found[Late]:
    """The orders that left the shop and are not paid."""
    return _late(actor, orders.unpaid())


def short(*, sold_out: bool) -> Found[Short]:
    """What is on sale and sold out, or else down to its threshold; the fewest first."""
    left = Product.stock_quantity
    few = Product.is_sold_out if sold_out else and_(left > 0, left <= Product.low_stock_threshold)
    query = select(Product.id, Product.name, Product.sku, left, Product.low_stock_threshold)
    query = query.where(Product.is_active, Product.deleted_at.is_(None), few).order_by(left, Product.id)
    return _found(query, Short)


def complaints(since: datetime) -> Found[Complaint]:
    """The reviews with few stars written from `since` on, hidden ones too; the newest first."""
    hidden = Review.hidden_at.is_not(None)
    query = (
        select(Review.id, Review.product_id, Product.name, Review.rating, Review.text, hidden, Review.created_at)
        .join(Product, Product.id == Review.product_id)
        .where(Review.rating <= LOW_RATING, Review.created_at >= since)
        .order_by(Review.created_at.desc(), Review.id.desc())
    )
    return _found(query, Complaint)


def banned(since: datetime) -> Found[Banned]:
    """Who was banned from `since` on and still is; the last one first."""
    shut_out = and_(AuditEntry.action == "user.update", AuditEntry.after["is_active"].as_boolean() == false())
    last = (
        select(AuditEntry.object_id, func.max(AuditEntry.created_at).label("at"))
        .where(
            AuditEntry.object_type == "user",
            AuditEntry.outcome == Outcome.DONE,
            AuditEntry.created_at >= since,
            or_(AuditEntry.action == "user.ban", shut_out),
        )
        .group_by(AuditEntry.object_id)
        .subquery()
    )
    query = (
        select(User.id, User.username, User.role, last.c.at)
        .join(last, last.c.object_id == User.id)
        .where(~User.is_active, User.deleted_at.is_(None))
        .order_by(last.c.at.desc(), User.id)
    )
    return _found(query, Banned)


def _late(actor: Actor, condition: ColumnElement[bool]) -> Found[Late]:
    """The orders within the person's reports to which `condition` applies, the longest unmoved first."""
    moved = select(func.max(OrderEvent.created_at)).where(
        OrderEvent.order_id == Order.id, OrderEvent.kind.in_(MOVES)
    )
    since = moved.correlate(Order).scalar_subquery().label("since")
    columns = (Order.id, Order.status, Order.payment_status, Order.total_cents, Order.created_at, since)
    query = (
        select(*columns, User.username, Profile.first_name, Profile.last_name)
        .join(User, User.id == Order.customer_id)
        .outerjoin(Profile, Profile.user_id == User.id)
        .where(Order.hidden_at.is_(None), orders.within(actor, Permission.REPORT_VIEW), condition)
        .order_by(since, Order.id)
    )
    return _found(query, Late)


def _found(query: Select[Any], row: type[T]) -> Found[T]:
    rows = db.session.execute(query.add_columns(func.count().over()).limit(FEW)).all()
    return Found(rows[0][-1] if rows else 0, [row(*found[:-1]) for found in rows])
