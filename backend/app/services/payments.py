"""Whether an order was paid. The status is a projection of append-only statements."""

from app import repositories as repo
from app.core.database import transactional
from app.core.errors import Conflict, Forbidden, NotFound
from app.core.permissions import Actor, Permission
from app.models import Order, Payment
from app.models.order_events import EventKind
from app.models.order_states import CLOSED, PAYMENT_STEPS, PaymentStatus
from app.models.payments import PaymentKind
from app.services import audit, refunds, timeline

KINDS = {
    PaymentStatus.PAID: PaymentKind.RECEIVED,
    PaymentStatus.FAILED: PaymentKind.FAILED,
    PaymentStatus.PENDING: PaymentKind.REOPENED,
}


@transactional
def set_status(actor: Actor, order_id: int, payment_status: PaymentStatus) -> Order:
    """Say that an order was paid, that paying failed, or that it is open again.

    `refunded` pays back everything that is left, which needs an admin. Conflict where the order is
    closed or the step makes no sense: paid twice is a mistake, not a second payment.
    """
    if payment_status is PaymentStatus.REFUNDED:
        if not actor.can(Permission.ORDER_REFUND):
            raise Forbidden.lacking(actor, Permission.ORDER_REFUND)
        return refunds.refund(actor, order_id)[0]
    order = repo.orders.locked(actor, Permission.ORDER_SET_PAYMENT, order_id)
    if order is None:
        raise NotFound("There is no such order.")
    before = order.payment_status
    if order.status in CLOSED or (before, payment_status) not in PAYMENT_STEPS:
        raise Conflict(
            f"This order is {order.status} and its payment {before}; it cannot become {payment_status}.",
            code="illegal_payment_step",
            details={"status": order.status, "payment_status": before, "requested": payment_status},
        )
    _state(actor, order, payment_status)
    timeline.note(actor, order, EventKind.PAYMENT, before=before, after=payment_status)
    audit.record(
        actor,
        "order.payment",
        order,
        before={"payment_status": before},
        after={"payment_status": payment_status, "paid_cents": order.paid_cents},
    )
    return order


def _state(actor: Actor, order: Order, payment_status: PaymentStatus) -> None:
    paid = order.total_cents if payment_status is PaymentStatus.PAID else 0
    repo.payments.add(
        Payment(
            order_id=order.id,
            kind=KINDS[payment_status],
            amount_cents=paid - order.paid_cents,
            method=order.payment_method,
            actor_id=actor.id,
        )
    )
    order.paid_cents, order.payment_status = paid, payment_status
