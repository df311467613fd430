"""Shapes of refunds."""

from marshmallow import Schema, fields
from marshmallow.validate import Length

from app.models.carts import MAX_LINES
from app.models.order_states import PaymentMethod, PaymentStatus, Status
from app.schemas.fields import Count, Id, Moment, Money, Price, Text, Word
from app.schemas.orders import OrderView
from app.schemas.replies import Command, written

# The most expensive order there can be: a hundred lines of a hundred pieces each.
MOST_REFUND = 10**14


class RefundItem(Command):
    """Units of one line to pay back."""

    order_item_id = Id(required=True)
    quantity = Count(100, least=1, required=True)
    restock = fields.Boolean(
        load_default=None,
        allow_none=True,
        metadata={"description": "Back on the shelf? Without it: yes where the goods are still in the shop."},
    )


class RefundOrder(Command):
    """What to pay back; without items and amount, everything that is left."""

    reason = Text(500)
    items = fields.List(fields.Nested(RefundItem), validate=Length(min=1, max=MAX_LINES), allow_none=True)
    amount = Price(most=MOST_REFUND, attribute="amount_cents", allow_none=True)


class RefundLineView(Schema):
    """Units of one line that were paid back."""

    order_item_id = fields.Integer(required=True)
    quantity = fields.Integer(required=True)
    restock = fields.Boolean(required=True)
    amount = Money(attribute="amount_cents", required=True)


class RefundView(Schema):
    """One repayment."""

    id = fields.Integer(required=True)
    order_id = fields.Integer(required=True)
    amount = Money(attribute="amount_cents", required=True)
    reason = fields.String(required=True, allow_none=True)
    items = fields.List(fields.Nested(RefundLineView), attribute="lines", required=True)
    actor_id = fields.Integer(required=True, allow_none=True)
    created_at = Moment(required=True)


class WorthView(Schema):
    """What units are worth: the goods, and their shares of tax and shipping."""

    goods = Money(attribute="worth.goods_cents", required=True)
    tax = Money(attribute="worth.tax_cents", required=True)
    shipping = Money(attribute="worth.shipping_cents", required=True)


class PreviewLineView(WorthView):
    """Units of one line that would be paid back."""

    order_item_id = fields.Integer(attribute="item.id", required=True)
    product_id = fields.Integer(attribute="item.product_id", required=True)
    product_name = fields.String(attribute="item.product_name", required=True)
    product_sku = fields.String(attribute="item.product_sku", required=True)
    quantity = fields.Integer(required=True)
    restock = fields.Boolean(required=True, metadata={"description": "Whether these go back on the shelf."})
    amount = Money(attribute="worth.amount_cents", required=True)


class LeftLineView(Schema):
    """Units of one line that could still be paid back."""

    order_item_id = fields.Integer(attribute="item.id", required=True)
    quantity = fields.Integer(required=True)


class LeftView(Schema):
    """What could still be paid back afterwards."""

    amount = Money(attribute="amount_cents", required=True)
    items = fields.List(fields.Nested(LeftLineView), attribute="lines", required=True)


class RefundPreview(WorthView):
    """What a refund would do. goods + tax + shipping + difference = amount."""

    order_id = fields.Integer(attribute="order.id", required=True)
    items = fields.List(fields.Nested(PreviewLineView), attribute="lines", required=True)
    difference = Money(
        attribute="difference_cents",
        required=True,
        metadata={"description": "Paid beside the lines; below zero where less than they are worth is paid."},
    )
    amount = Money(attribute="amount_cents", required=True)
    payment_method = Word(PaymentMethod, attribute="order.payment_method", required=True, allow_none=True)
    left = fields.Nested(LeftView, required=True)
    status = Word(Status, required=True)
    payment_status = Word(PaymentStatus, required=True)


RefundReply = written("RefundReply", order=OrderView, refund=RefundView)
