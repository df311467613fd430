"""Orders: place, look at, move along, cancel, annotate, remove."""

from datetime import date, datetime
from typing import Any

from app import repositories as repo
from app.core import clock
from app.core.config import settings
from app.core.database import transactional
from app.core.errors import Conflict, Forbidden, Invalid, NotFound
from app.core.paging import Page, PageWindow
from app.core.permissions import Actor, Permission
from app.core.unread import Unread
from app.models import Order, OrderEvent
from app.models.board_rows import Words
from app.models.cursors import Cursor
from app.models.order_events import EventKind
from app.models.order_numbers import id_of_number, last_digits
from app.models.order_rows import OrderRow
from app.models.order_states import NEEDED, STEPS, Status, Step
from app.repositories.orders import OrderFilters
from app.services import audit, checkout, refunds, stock, timeline

NOT_FOUND = "There is no such order."


@transactional
def place(
    actor: Actor,
    *,
    items: list[dict[str, int]] | None = None,
    shipping_address: dict[str, str | None] | None = None,
    address_id: int | None = None,
    **fields: Any,
) -> OrderRow:
    """Turn `items`, or else the person's cart, into an order; or change nothing at all.

    Conflict if there is not enough stock, NotFound for a product or an address that is not there.
    """
    destination = shipping_address or _saved_address(actor, address_id)
    if items is None:
        taken = checkout.reserve(checkout.cart_lines(actor), missing=Conflict)
    else:
        taken = checkout.reserve(checkout.merged(items), missing=NotFound)
    order = checkout.order_of(actor, taken, shipping_address=destination, **fields)
    repo.orders.add(order)
    stock.note_sold(actor, order)
    timeline.note(actor, order, EventKind.STATUS, after=order.status)
    if actor.is_staff:
        order.customer = repo.orders.customer(actor.id)
    audit.record(actor, "order.place", Order(id=order.id), after={"total_cents": order.total_cents})
    return order


def find(actor: Actor, order_id: int) -> Order:
    """One order the person may see."""
    return _or_not_found(repo.orders.find(actor, Permission.ORDER_VIEW, order_id))


def search(actor: Actor, number: str) -> Order:
    """The order with the number a person reads out, or whose last digits they do, within their reach.

    Last digits are those of today's orders. Conflict if several end like that; `details` names them.
    """
    order_id, digits = id_of_number(number), last_digits(number)
    if order_id is not None or digits is None:
        found = repo.orders.find(actor, Permission.ORDER_SEARCH, order_id) if order_id is not None else None
        return _or_not_found(found)
    ending = repo.orders.ending(actor, Permission.ORDER_SEARCH, digits)
    if len(ending) > 1:
        raise Conflict(
            f"Several of today's orders end in {digits}. Say one more digit, or choose.",
            code="several_orders",
            details={"orders": [{"id": order.id, "order_number": order.order_number} for order in ending]},
        )
    return _or_not_found(ending[0] if ending else None)


def page(actor: Actor, permission: Permission, window: PageWindow, **filters: Any) -> Page[Order]:
    """The orders `permission` lets the person see, newest first."""
    return repo.orders.page(actor, permission, window, OrderFilters(**filters))


def today(
    actor: Actor, window: PageWindow, *, since: datetime | Cursor | None = None
) -> tuple[date, Page[Unread[Words, Order]]]:
    """The shop's day, and its orders; only those that changed after `since`, if it is given."""
    day = clock.today(settings().shop_timezone)
    return day, repo.board.page(actor, window, since)


def events(actor: Actor, order_id: int) -> list[OrderEvent]:
    """The timeline of an order the person may see."""
    return repo.events.of(find(actor, order_id).id, for_staff=actor.is_staff)


@transactional
def set_status(actor: Actor, order_id: int, status: Status) -> Order:
    """Move an order one legal step; to `refunded` by paying back everything that is left."""
    if not actor.can(NEEDED[status]):
        raise Forbidden.lacking(actor, NEEDED[status])
    if status is Status.REFUNDED:
        return refunds.refund(actor, order_id)[0]
    return _step(actor, _locked(actor, NEEDED[status], order_id), status)


@transactional
def ship(actor: Actor, order_id: int, tracking_number: str | None = None) -> Order:
    """Send a processed order on its way."""
    order = _locked(actor, Permission.ORDER_SHIP, order_id)
    if tracking_number is not None:
        order.tracking_number = tracking_number
    return _step(actor, order, Status.SHIPPED)


@transactional
def cancel(actor: Actor, order_id: int) -> Order:
    """Call off one's own order while it has not been shipped; its goods go back on the shelf."""
    return _step(actor, _locked(actor, Permission.ORDER_CANCEL_OWN, order_id), Status.CANCELLED)


@transactional
def add_note(actor: Actor, order_id: int, notes: str) -> Order:
    """Append a note for the staff, with its time and author."""
    order = _locked(actor, Permission.ORDER_NOTE, order_id)
    author = repo.orders.customer(actor.id).username
    line = f"[{clock.now():%Y-%m-%d %H:%M} UTC, {author}] {notes}"
    order.admin_notes = f"{order.admin_notes}\n{line}" if order.admin_notes else line
    timeline.note(actor, order, EventKind.NOTE, text=notes)
    audit.record(actor, "order.note", order, after={"note": notes})
    return order


@transactional
def delete(actor: Actor, order_id: int) -> None:
    """Take an order out of every list. Its money and stock history stays."""
    order = _locked(actor, Permission.ORDER_DELETE, order_id)
    order.hidden_at = clock.now()
    timeline.note(actor, order, EventKind.DELETED)
    audit.record(actor, "order.delete", order, before={"status": order.status})


def _step(actor: Actor, order: Order, target: Status) -> Order:
    before, step = order.status, STEPS.get((order.status, target))
    if step is None:
        raise _illegal(actor, order, target)
    _apply(actor, order, target, step)
    timeline.note(actor, order, EventKind.STATUS, before=before, after=target)
    audit.record(actor, "order.status", order, before={"status": before}, after={"status": target})
    return order


def _apply(actor: Actor, order: Order, target: Status, step: Step) -> None:
    if not repo.orders.move(order, target, stamp=step.stamp):
        raise _illegal(actor, order, target)
    if step.returns_stock:
        stock.put_back(actor, order, [(item, item.left_quantity) for item in order.items])


def _illegal(actor: Actor, order: Order, target: Status) -> Conflict:
    allowed = order.next_statuses(actor)
    choices = f"You can make it: {', '.join(allowed)}." if allowed else "Nothing more can be done with it."
    return Conflict(
        f"This order is {order.status}; it cannot become {target}. {choices}",
        code="illegal_transition",
        details={"status": order.status, "requested": target, "next_statuses": allowed},
    )


def _saved_address(actor: Actor, address_id: int | None) -> dict[str, str | None]:
    if address_id is None:
        raise Invalid.field("shipping_address", "Say where to send it: an address, or the id of a saved one.")
    address = repo.addresses.find(actor, address_id)
    if address is None:
        raise NotFound("There is no such address.")
    return address.for_shipping()


def _locked(actor: Actor, permission: Permission, order_id: int) -> Order:
    return _or_not_found(repo.orders.locked(actor, permission, order_id))


def _or_not_found(order: Order | None) -> Order:
    if order is None:
        raise NotFound(NOT_FOUND)
    return order
