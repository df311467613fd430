"""Shapes of refunds."""

from marshmallow import Schema, fields
from marshmallow.validate import Length

from app.models.carts import MAX_LINES
from app.schemas.fields import Count, Id, Moment, Money, Price, Text
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


RefundReply = written("RefundReply", order=OrderView, refund=RefundView)
