"""Receipts and packing slips: what stands on them. A receipt is the customer's, a slip is for whoever packs."""

from dataclasses import dataclass

from app import repositories as repo
from app.core import money
from app.core.config import settings
from app.core.errors import NotFound
from app.core.permissions import Actor, Permission
from app.core.printing import Amount, Document, Line, Paper, draw
from app.models import Order
from app.models.addresses import SHIPPING_FIELDS
from app.models.order_states import Status

OVER = (Status.CANCELLED, Status.REFUNDED)


@dataclass(frozen=True)
class Printed:
    """A finished document and what its file is called."""

    name: str
    pdf: bytes


def receipt(actor: Actor, order_id: int, paper: Paper) -> Printed:
    """What was sold for how much and what was paid, of an order the person may print; never the staff's notes."""
    order = _found(actor, Permission.ORDER_PRINT, order_id)
    document = Document(
        shop=settings().shop_name,
        title="Receipt",
        number=order.order_number,
        facts=[*_placed(order), *_payment(order)],
        recipient=_recipient(order),
        lines=[
            Line(
                item.product_name,
                item.product_sku,
                item.quantity,
                money.to_text(item.unit_price_cents),
                money.to_text(item.total_cents),
            )
            for item in order.items
        ],
        amounts=_amounts(order),
        notes=order.customer_notes,
    )
    return Printed(f"{order.order_number}-receipt.pdf", draw(document, paper))


def packing_slip(actor: Actor, order_id: int, paper: Paper) -> Printed:
    """What goes into the parcel and where it goes, without any price. Units that were paid back stay out of it."""
    order = _found(actor, Permission.ORDER_PACK, order_id)
    lines = [
        Line(
            item.product_name,
            f"{item.product_sku} · {item.refunded_quantity} of {item.quantity} refunded"
            if item.refunded_quantity
            else item.product_sku,
            item.left_quantity,
        )
        for item in order.items
    ]
    pieces = sum(item.left_quantity for item in order.items)
    document = Document(
        shop=settings().shop_name,
        title="Packing slip",
        number=order.order_number,
        facts=[*_placed(order), ("Pieces", str(pieces))],
        recipient=_recipient(order),
        lines=lines,
        notes=order.customer_notes,
        warning=f"This order is {order.status}. Do not send it." if order.status in OVER else None,
    )
    return Printed(f"{order.order_number}-packing-slip.pdf", draw(document, paper))


def _found(actor: Actor, permission: Permission, order_id: int) -> Order:
    order = repo.orders.find(actor, permission, order_id)
    if order is None:
        raise NotFound("There is no such order.")
    return order


def _placed(order: Order) -> list[tuple[str, str]]:
    at = order.created_at.astimezone(settings().shop_timezone)
    sent = [("Tracking number", order.tracking_number)] if order.tracking_number else []
    return [("Date", f"{at:%Y-%m-%d %H:%M}"), ("Order status", _words(order.status)), *sent]


def _payment(order: Order) -> list[tuple[str, str]]:
    method = [("Payment method", _words(order.payment_method))] if order.payment_method else []
    return [*method, ("Payment", _words(order.payment_status))]


def _recipient(order: Order) -> list[str]:
    profile, place = order.customer.profile, order.shipping_address
    name = (profile.full_name if profile else "") or order.customer.username
    return [name, *(place[part] for part in SHIPPING_FIELDS if place.get(part))]


def _amounts(order: Order) -> list[Amount]:
    rows = [
        ("Subtotal", order.subtotal_cents, True),
        ("Tax", order.tax_cents, True),
        ("Shipping", order.shipping_cents, True),
        ("Discount", -order.discount_cents, order.discount_cents > 0),
    ]
    after = [
        ("Paid", order.paid_cents, True),
        ("Refunded", order.refunded_cents, order.refunded_cents > 0),
        ("Paid after refunds", order.left_cents, order.refunded_cents > 0),
        ("Still to pay", order.total_cents - order.paid_cents, order.status not in OVER),
    ]
    return [
        *(Amount(label, money.to_text(cents)) for label, cents, shown in rows if shown),
        Amount("Total", money.to_text(order.total_cents), strong=True),
        *(Amount(label, money.to_text(cents)) for label, cents, shown in after if shown),
    ]


def _words(word: str) -> str:
    """`credit_card` as a person writes it; abbreviations stay as they are known."""
    return {"cod": "Cash on delivery", "paypal": "PayPal"}.get(word, word.replace("_", " ").capitalize())
