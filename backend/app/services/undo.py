"""A step taken back: whoever pressed the wrong button undoes it at once."""

from datetime import datetime

from app import repositories as repo
from app.core import clock
from app.core.config import settings
from app.core.database import transactional
from app.core.errors import Conflict, NotFound
from app.core.permissions import Actor, Permission
from app.models import Order, OrderEvent
from app.models.order_events import EventKind
from app.models.order_states import STEPS, Status, Step
from app.services import audit, timeline

# What a step wrote beside the status and its stamp. Nothing but shipping names a parcel.
WRITTEN: dict[Status, tuple[str, ...]] = {Status.SHIPPED: ("tracking_number",)}


def until(actor: Actor, order: Order) -> datetime | None:
    """Until when `actor` may take the order's last step back; None if they may not."""
    last = repo.events.newest(order.id)
    if last is None or _step(last) is None or last.actor_id != actor.id:
        return None
    end = _end(last)
    return end if clock.now() < end and actor.can(Permission.ORDER_SET_STATUS) else None


@transactional
def take_back(actor: Actor, order_id: int) -> Order:
    """Put the order back where it stood before the person's own last step, and empty what the step wrote.

    Conflict if anything else happened last, if somebody else did it, or if it was too long ago. What moves
    stock or money, cancelling and refunding, is no step that can be taken back.
    """
    order = repo.orders.locked(actor, Permission.ORDER_SET_STATUS, order_id)
    if order is None:
        raise NotFound("There is no such order.")
    last = repo.events.newest(order.id)
    step = _step(last) if last else None
    if last is None or step is None:
        raise _nothing(order)
    _check(actor, order, last)
    before, target = order.status, Status(str(last.from_state))
    cleared = ((step.stamp,) if step.stamp else ()) + WRITTEN.get(before, ())
    if not repo.orders.move(order, target, clear=cleared):
        raise _nothing(order)
    timeline.note(actor, order, EventKind.UNDONE, before=before, after=target)
    audit.record(actor, "order.undo", order, before={"status": before}, after={"status": target})
    return order


def _step(event: OrderEvent) -> Step | None:
    """The step forward that `event` was; None if it was anything else."""
    if event.kind is not EventKind.STATUS or event.from_state is None:
        return None
    step = STEPS.get((Status(event.from_state), Status(str(event.to_state))))
    return step if step and step.permission is Permission.ORDER_SET_STATUS else None


def _end(step: OrderEvent) -> datetime:
    return step.created_at + settings().undo_time


def _check(actor: Actor, order: Order, last: OrderEvent) -> None:
    if last.actor_id != actor.id:
        raise Conflict(
            "Somebody else took the last step of this order. Only they can take it back.",
            code="step_of_another",
            details={"status": order.status},
        )
    if clock.now() >= _end(last):
        seconds = int(settings().undo_time.total_seconds())
        raise Conflict(
            f"A step can be taken back for {seconds} seconds, and this one was longer ago.",
            code="undo_too_late",
            details={"status": order.status, "undo_until": _end(last).isoformat()},
        )


def _nothing(order: Order) -> Conflict:
    return Conflict(
        "The last thing that happened to this order is no step that can be taken back.",
        code="nothing_to_undo",
        details={"status": order.status},
    )
