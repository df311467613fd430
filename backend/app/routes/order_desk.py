"""What staff do with an order: move it along, take its money, send it, pay it back."""

from typing import Any

from app import services
from app.core.permissions import Actor, Permission
from app.models import Order
from app.routes.blueprint import Blueprint, reply
from app.routes.guard import requires
from app.routes.idempotency import idempotent
from app.schemas.orders import AddNote, DeletedView, OrderReply, SetPaymentStatus, SetStatus, ShipOrder, StepReply
from app.schemas.refunds import RefundOrder, RefundPreview, RefundReply

blp = Blueprint("order_desk", __name__, url_prefix="/api/orders", description="What staff do with an order")


@blp.route("/<int:order_id>/status", methods=["PUT", "POST"])
@requires(Permission.ORDER_SET_STATUS, Permission.ORDER_CANCEL, Permission.ORDER_REFUND)
@idempotent
@blp.arguments(SetStatus)
@blp.response(200, StepReply)
def set_status(change: dict[str, Any], actor: Actor, order_id: int) -> Any:
    """Move an order one legal step."""
    return _stepped("Order status updated", actor, services.orders.set_status(actor, order_id, **change))


@blp.route("/<int:order_id>/status/undo", methods=["POST"])
@requires(Permission.ORDER_SET_STATUS)
@idempotent
@blp.response(200, StepReply)
def undo_status(actor: Actor, order_id: int) -> Any:
    """Take one's own last step of an order back, within seconds."""
    return _stepped("Step taken back", actor, services.undo.take_back(actor, order_id))


@blp.route("/<int:order_id>/payment-status", methods=["PUT", "POST"])
@requires(Permission.ORDER_SET_PAYMENT, Permission.ORDER_REFUND)
@idempotent
@blp.arguments(SetPaymentStatus)
@blp.response(200, OrderReply)
def set_payment_status(change: dict[str, Any], actor: Actor, order_id: int) -> Any:
    """Say that an order was paid, or that paying failed."""
    return reply("Payment status updated", order=services.payments.set_status(actor, order_id, **change))


@blp.route("/<int:order_id>/ship", methods=["POST"])
@requires(Permission.ORDER_SHIP)
@blp.arguments(ShipOrder)
@blp.response(200, StepReply)
def ship(parcel: dict[str, Any], actor: Actor, order_id: int) -> Any:
    """Send a processed order on its way."""
    return _stepped("Order shipped", actor, services.orders.ship(actor, order_id, **parcel))


@blp.route("/<int:order_id>/notes", methods=["POST"])
@requires(Permission.ORDER_NOTE)
@blp.arguments(AddNote)
@blp.response(200, OrderReply)
def add_note(note: dict[str, Any], actor: Actor, order_id: int) -> Any:
    """Append a note for the staff."""
    return reply("Note added", order=services.orders.add_note(actor, order_id, **note))


@blp.route("/<int:order_id>/refund", methods=["POST"])
@requires(Permission.ORDER_REFUND)
@idempotent
@blp.arguments(RefundOrder)
@blp.response(200, RefundReply)
def refund(wanted: dict[str, Any], actor: Actor, order_id: int) -> Any:
    """Pay back lines, an amount, or everything that is left."""
    order, paid_back = services.refunds.refund(actor, order_id, **wanted)
    return reply("Refund recorded", order=order, refund=paid_back)


@blp.route("/<int:order_id>/refund/preview", methods=["POST"])
@requires(Permission.ORDER_REFUND)
@blp.arguments(RefundOrder)
@blp.response(200, RefundPreview)
def preview_refund(wanted: dict[str, Any], actor: Actor, order_id: int) -> Any:
    """Say what a refund would pay back, and what would be left, without doing it."""
    return services.refunds.preview(actor, order_id, **wanted)


@blp.route("/<int:order_id>", methods=["DELETE"])
@requires(Permission.ORDER_DELETE)
@blp.response(200, DeletedView)
def delete(actor: Actor, order_id: int) -> Any:
    """Take an order out of every list; its money and stock history stays."""
    services.orders.delete(actor, order_id)
    return reply("Order deleted", warning="It left every list. Its payments, refunds and stock movements stay.")


def _stepped(message: str, actor: Actor, order: Order) -> dict[str, Any]:
    return reply(message, order=order, undo_until=services.undo.until(actor, order))
