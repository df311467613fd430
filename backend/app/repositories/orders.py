"""Questions about orders. Every read passes through `_visible_to`: a direct id reaches no further than a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, or_, select, true, update
from sqlalchemy.orm import joinedload, selectinload

from app.core import clock
from app.core.config import settings
from app.core.database import db, rows_changed
from app.core.paging import Page, PageWindow
from app.core.permissions import Actor, Permission, Scope
from app.models import Order, OrderEvent, Profile, User
from app.models.cursors import Cursor
from app.models.order_states import Status
from app.models.orders import id_of_number
from app.repositories import events
from app.repositories.pages import paginate

MONTH_DAYS = 30
WHOLE = (selectinload(Order.items), joinedload(Order.customer).joinedload(User.profile))


@dataclass(frozen=True)
class OrderFilters:
    """What to look for; None means anything. Days are the shop's, and `until` includes its day."""

    status: Status | None = None
    since: date | datetime | None = None
    until: date | datetime | None = None
    q: str | None = None
    changed_after: datetime | Cursor | None = None

    def clauses(self) -> list[ColumnElement[bool]]:
        """The filters as conditions."""
        found: list[ColumnElement[bool]] = []
        if self.status is not None:
            found.append(Order.status == self.status)
        if self.since is not None:
            found.append(Order.created_at >= clock.moment_of(self.since, settings().shop_timezone))
        if self.until is not None:
            found.append(Order.created_at < clock.moment_of(self.until, settings().shop_timezone, end=True))
        if self.q:
            found.append(_mentions(self.q))
        if self.changed_after is not None:
            found.append(_changed_after(self.changed_after))
        return found


def find(actor: Actor, permission: Permission, order_id: int) -> Order | None:
    """One order with items and customer, if `permission` reaches that far for `actor`."""
    query = _visible_to(actor, permission).where(Order.id == order_id).options(*WHOLE)
    return db.session.scalar(query)


def locked(actor: Actor, permission: Permission, order_id: int) -> Order | None:
    """As `find`, with everybody else who wants to change the order made to wait for this transaction."""
    query = _visible_to(actor, permission).where(Order.id == order_id).with_for_update(of=Order)
    return db.session.scalar(query.options(*WHOLE).execution_options(populate_existing=True))


def page(actor: Actor, permission: Permission, window: PageWindow, filters: OrderFilters) -> Page[Order]:
    """The orders in reach, newest first; staff get them with items and customer."""
    query = _visible_to(actor, permission).where(*filters.clauses())
    query = query.order_by(Order.created_at.desc(), Order.id.desc())
    return paginate(query, window, *(WHOLE if actor.is_staff else ()))


def among(actor: Actor, permission: Permission, order_ids: Sequence[int]) -> list[Order]:
    """Those of `order_ids` that `permission` lets `actor` see, with items and customer."""
    query = _visible_to(actor, permission).where(Order.id.in_(order_ids)).options(*WHOLE)
    return list(db.session.scalars(query).unique())


def add(order: Order) -> None:
    """Keep a new order; it and its items have their ids afterwards."""
    db.session.add(order)
    db.session.flush()


def move(order: Order, target: Status, *, stamp: str | None) -> bool:
    """Bring the order from the status it was read in to `target`; False if somebody else moved it first."""
    moment = clock.now()
    values: dict[str, Any] = {"status": target, "updated_at": moment} | ({stamp: moment} if stamp else {})
    moved = update(Order).where(Order.id == order.id, Order.status == order.status).values(**values)
    return rows_changed(moved) == 1


def customer(user_id: int) -> User:
    """A person with their profile, as an order shows them to staff."""
    return db.session.scalars(select(User).where(User.id == user_id).options(joinedload(User.profile))).one()


def within(actor: Actor, permission: Permission) -> ColumnElement[bool]:
    """The condition that `permission` reaches an order, deleted or not, for `actor`."""
    zone = settings().shop_timezone
    match actor.scope(permission):
        case Scope.OWN:
            return Order.customer_id == actor.id
        case Scope.TODAY:
            return Order.created_at >= clock.days_ago(0, zone)
        case Scope.MONTH:
            return Order.created_at >= clock.days_ago(MONTH_DAYS, zone)
        case Scope.ALL:
            return true()
        case None:
            return false()


def _visible_to(actor: Actor, permission: Permission) -> Select[tuple[Order]]:
    return select(Order).where(Order.hidden_at.is_(None), within(actor, permission))


def _changed_after(given: datetime | Cursor) -> ColumnElement[bool]:
    if isinstance(given, datetime):
        return Order.updated_at > given
    return Order.id.in_(select(OrderEvent.order_id).where(events.unknown_to(given)))


def _mentions(q: str) -> ColumnElement[bool]:
    full_name = func.coalesce(Profile.first_name, "") + " " + func.coalesce(Profile.last_name, "")
    person = (
        select(User.id)
        .outerjoin(Profile)
        .where(
            or_(
                User.email.icontains(q, autoescape=True),
                User.username.icontains(q, autoescape=True),
                full_name.icontains(q, autoescape=True),
            )
        )
    )
    number = id_of_number(q)
    return or_(Order.customer_id.in_(person), Order.id == number if number is not None else false())
