"""What a person may do with an order as it stands, so that a client repeats none of the rules."""

from collections.abc import Callable
from enum import StrEnum

from app.core.permissions import Actor, Permission
from app.models.order_facts import OrderFacts
from app.models.order_states import CLOSED, PAYMENT_STEPS, STEPS, PaymentStatus, Status


class Action(StrEnum):
    """Something that may be done with an order, beside moving it to a status."""

    CANCEL = "cancel"
    SHIP = "ship"
    NOTE = "note"
    REFUND = "refund"
    PRINT = "print"
    PACK = "pack"
    DELETE = "delete"


P = Permission
# Every order that a person sees is within reach of all they may do: the scopes of a role are the same throughout.
ALLOWED: dict[Action, Callable[[OrderFacts, Actor], bool]] = {
    Action.CANCEL: lambda order, actor: Status.CANCELLED in order.next_statuses(actor),
    Action.SHIP: lambda order, actor: actor.can(P.ORDER_SHIP) and (order.status, Status.SHIPPED) in STEPS,
    Action.NOTE: lambda _, actor: actor.can(P.ORDER_NOTE),
    Action.REFUND: lambda order, actor: actor.can(P.ORDER_REFUND) and order.left_cents > 0,
    Action.PRINT: lambda _, actor: actor.can(P.ORDER_PRINT),
    Action.PACK: lambda _, actor: actor.can(P.ORDER_PACK),
    Action.DELETE: lambda _, actor: actor.can(P.ORDER_DELETE),
}


CANNOT_CANCEL = {
    Status.SHIPPED: "It is on its way, so it can no longer be cancelled.",
    Status.DELIVERED: "It was delivered, so it can no longer be cancelled.",
    Status.CANCELLED: "It is cancelled already.",
    Status.REFUNDED: "It was paid back, so there is nothing left to cancel.",
}


def cancel_refusal(order: OrderFacts, actor: Actor) -> str | None:
    """Why `actor` cannot call off this order of their own any more; None while they can, and for anybody else."""
    if actor.id != order.customer_id or (order.status, Status.CANCELLED) in STEPS:
        return None
    return CANNOT_CANCEL[order.status]


def actions(order: OrderFacts, actor: Actor) -> list[Action]:
    """What `actor` may do with `order` now."""
    return [action for action, allowed in ALLOWED.items() if allowed(order, actor)]


def next_payment_statuses(order: OrderFacts, actor: Actor) -> list[PaymentStatus]:
    """What `actor` may say of the payment of `order` now; `refunded` pays back everything that is left."""
    if not actor.can(P.ORDER_SET_PAYMENT):
        return []
    stated = [s for s in PaymentStatus if (order.payment_status, s) in PAYMENT_STEPS and order.status not in CLOSED]
    refunds = Action.REFUND in actions(order, actor)
    return [*stated, *([PaymentStatus.REFUNDED] if refunds else [])]
