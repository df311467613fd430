"""Questions about orders. Every read passes through `_visible_to`: a direct id reaches no further than a list."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, true, update
from sqlalchemy.orm import joinedload, selectinload

from app.core import clock
from app.core.config import settings
from app.core.database import Adding, db, is_sqlite, rows_changed, unindexed
from app.core.paging import Page, PageWindow
from app.core.permissions import Actor, Permission, Scope
from app.models import Order, OrderEvent, OrderItem, Product, Profile, User
from app.models.cursors import Cursor
from app.models.order_events import MOVES
from app.models.order_numbers import FIRST_NUMBER, id_of_number, last_digits
from app.models.order_rows import LINES, ORDERS, OrderRow
from app.models.order_states import IN_THE_SHOP, PaymentMethod, PaymentStatus, Status
from app.repositories import events
from app.repositories.pages import paginate

MONTH_DAYS = 30
MOST_ALIKE = 20
LEFT = (Status.SHIPPED, Status.DELIVERED)
OWED = (PaymentStatus.PENDING, PaymentStatus.FAILED)
SORTS: dict[str, Any] = {"created_at": Order.created_at, "total": Order.total_cents}
PICTURE = (Product.image, Product.images)
ADDING, ADDING_LINES = Adding(ORDERS, ORDERS.c.id), Adding(LINES, LINES.c.product_id, LINES.c.id)
WHOLE = (
    selectinload(Order.items).joinedload(OrderItem.product, innerjoin=True).load_only(*PICTURE),
    joinedload(Order.customer).joinedload(User.profile),
)


class Spent(NamedTuple):
    """What somebody bought and paid for."""

    orders: int = 0
    cents: int = 0


@dataclass(frozen=True)
class OrderFilters:
    """What to look for; None means anything. Days are the shop's, and `until` includes its day."""

    status: Status | None = None
    since: date | datetime | None = None
    until: date | datetime | None = None
    q: str | None = None
    changed_after: datetime | Cursor | None = None
    payment_status: PaymentStatus | None = None
    payment_method: PaymentMethod | None = None
    waiting: bool | None = None
    unpaid: bool | None = None
    customer_id: int | None = None
    sort_by: str = "created_at"
    sort_order: str = "desc"

    @property
    def are_out_of_order(self) -> bool:
        """Whether an index leads to what a filter leaves, but in another order than it is listed."""
        indexed = (self.status, self.payment_status, self.payment_method, self.customer_id, self.since, self.until)
        return self.sort_by != "created_at" and any(wanted is not None for wanted in indexed)

    def clauses(self, *, in_order: bool = False) -> list[ColumnElement[bool]]:
        """The filters as conditions, `in_order` without the help of an index that has another order."""
        exact = {
            Order.status: self.status,
            Order.payment_status: self.payment_status,
            Order.payment_method: self.payment_method,
            Order.customer_id: self.customer_id,
        }

        def of(column: Any) -> Any:
            return unindexed(column) if in_order else column

        found = [of(column) == wanted for column, wanted in exact.items() if wanted is not None]
        if self.since is not None:
            found.append(of(Order.created_at) >= clock.moment_of(self.since, settings().shop_timezone))
        if self.until is not None:
            found.append(of(Order.created_at) < clock.moment_of(self.until, settings().shop_timezone, end=True))
        if self.q:
            found.append(_mentions(self.q))
        if self.waiting is not None:
            late = waiting(clock.now() - settings().waiting_time)
            found.append(late if self.waiting else ~late)
        if self.unpaid is not None:
            found.append(unpaid() if self.unpaid else ~unpaid())
        if self.changed_after is not None:
            found.append(_changed_after(self.changed_after))
        return found

    def order(self, by: ColumnElement[Any] | None = None) -> list[ColumnElement[Any]]:
        """A total order: what they are sorted by, said as `by`, then their ids."""
        columns = (SORTS[self.sort_by] if by is None else by, Order.id)
        return [column.asc() if self.sort_order == "asc" else column.desc() for column in columns]


def find(actor: Actor, permission: Permission, order_id: int) -> Order | None:
    """One order with items and customer, if `permission` reaches that far for `actor`."""
    query = _visible_to(actor, permission).where(Order.id == order_id).options(*WHOLE)
    return db.session.scalar(query)


def locked(actor: Actor, permission: Permission, order_id: int) -> Order | None:
    """As `find`, with everybody else who wants to change the order made to wait for this transaction."""
    query = _visible_to(actor, permission).where(Order.id == order_id).with_for_update(of=Order)
    return db.session.scalar(query.options(*WHOLE).execution_options(populate_existing=True))


def page(actor: Actor, permission: Permission, window: PageWindow, filters: OrderFilters) -> Page[Order]:
    """The orders in reach, newest first unless `filters` say otherwise; staff get them with items and customer."""
    options = WHOLE if actor.is_staff else ()
    query = filtered(actor, permission, filters)
    if not filters.are_out_of_order:
        return paginate(query, window, *options)
    gathered = query.order_by(None).order_by(*filters.order(unindexed(SORTS[filters.sort_by])))
    walked = _visible_to(actor, permission).where(*filters.clauses(in_order=is_sqlite())).order_by(*filters.order())
    return paginate(gathered, window, *options, walked=walked)


def filtered(actor: Actor, permission: Permission, filters: OrderFilters) -> Select[tuple[Order]]:
    """The orders in reach that `filters` ask for, in their order."""
    return _visible_to(actor, permission).where(*filters.clauses()).order_by(*filters.order())


def ending(actor: Actor, permission: Permission, digits: str) -> list[Order]:
    """Today's orders in reach whose number ends in `digits`, with items and customer; a few, the newest first."""
    today = Order.created_at >= clock.days_ago(0, settings().shop_timezone)
    query = _visible_to(actor, permission).where(today, _ends_in(digits)).order_by(Order.id.desc())
    return list(db.session.scalars(query.limit(MOST_ALIKE).options(*WHOLE)).unique())


def among(actor: Actor, permission: Permission, order_ids: Sequence[int]) -> list[Order]:
    """Those of `order_ids` that `permission` lets `actor` see, with items and customer."""
    query = _visible_to(actor, permission).where(Order.id.in_(order_ids)).options(*WHOLE)
    return list(db.session.scalars(query).unique())


def add(order: OrderRow) -> None:
    """Keep a new order; it and its lines have their ids afterwards."""
    [[order.id]] = ADDING.add(vars(order))
    # An order has one line for each product.
    lines = ADDING_LINES.add(*(vars(line) | {"order_id": order.id} for line in order.items))
    ids = {product_id: line_id for product_id, line_id in lines}  # noqa: C416 - rows are no pairs
    for line in order.items:
        line.id = ids[line.product_id]


def move(order: Order, target: Status, *, stamp: str | None = None, clear: Sequence[str] = ()) -> bool:
    """Bring the order from the status it was read in to `target`; False if somebody else moved it first.

    `stamp` is set to this moment, and what `clear` names is emptied.
    """
    moment = clock.now()
    values: dict[str, Any] = {"status": target, "updated_at": moment} | ({stamp: moment} if stamp else {})
    values |= dict.fromkeys(clear)
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


def spent(actor: Actor, permission: Permission, customer_ids: Collection[int]) -> dict[int, Spent]:
    """What each of these people bought and paid for, of the orders in reach; nobody who paid for nothing.

    Orders that were cancelled or deleted are left out, and what was paid back is taken off.
    """
    money = func.sum(Order.paid_cents - Order.refunded_cents)
    query = select(Order.customer_id, func.count(), money).where(
        Order.customer_id.in_(customer_ids),
        Order.hidden_at.is_(None),
        Order.cancelled_at.is_(None),
        Order.paid_cents > 0,
        within(actor, permission),
    )
    rows = db.session.execute(query.group_by(Order.customer_id))
    return {row[0]: Spent(row[1], int(row[2])) for row in rows}


def waiting(since: datetime) -> ColumnElement[bool]:
    """The condition that an order is still in the shop and has taken no step from `since` on."""
    stepped = select(OrderEvent.id).where(
        OrderEvent.order_id == Order.id, OrderEvent.kind.in_(MOVES), OrderEvent.created_at >= since
    )
    return and_(Order.status.in_(sorted(IN_THE_SHOP)), ~stepped.exists())


def unpaid() -> ColumnElement[bool]:
    """The condition that an order left the shop and is not paid."""
    return and_(Order.payment_status.in_(OWED), Order.status.in_(LEFT))


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
    number, digits = id_of_number(q), last_digits(q)
    return or_(
        Order.customer_id.in_(person),
        Order.id == number if number is not None else false(),
        _ends_in(digits) if digits is not None else false(),
    )


def _ends_in(digits: str) -> ColumnElement[bool]:
    return (Order.id + FIRST_NUMBER) % 10 ** len(digits) == int(digits)
