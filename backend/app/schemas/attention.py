"""Shapes of what somebody should look at now."""

from marshmallow import Schema, fields

from app.core.permissions import Role
from app.models.order_states import PaymentStatus, Status
from app.schemas.fields import Moment, Money
from app.schemas.reports_figures import Field, named, number


class LateOrderView(Schema):
    """An order that somebody should look at."""

    id = fields.Integer(required=True)
    order_number = fields.String(required=True)
    status = fields.String(required=True, metadata={"enum": [str(s) for s in Status]})
    payment_status = fields.String(required=True, metadata={"enum": [str(s) for s in PaymentStatus]})
    total = Money(attribute="total_cents", required=True)
    customer = fields.String(required=True, metadata={"description": "Name, or user name where none is known."})
    created_at = Moment(required=True)
    since = Moment(
        required=True, allow_none=True, metadata={"description": "The last step: since when it has stood there."}
    )


class ShortProductView(Schema):
    """An article of which few or none are left."""

    product_id = fields.Integer(required=True)
    name = fields.String(required=True)
    sku = fields.String(required=True)
    stock_quantity = fields.Integer(required=True)
    low_stock_threshold = fields.Integer(required=True)


class LowReviewView(Schema):
    """A review with few stars."""

    id = fields.Integer(required=True)
    product_id = fields.Integer(required=True)
    product_name = fields.String(required=True)
    rating = fields.Integer(required=True)
    text = fields.String(required=True, allow_none=True)
    is_hidden = fields.Boolean(required=True)
    created_at = Moment(required=True)


class BannedView(Schema):
    """Somebody who may not come in any more."""

    id = fields.Integer(required=True)
    username = fields.String(required=True)
    role = fields.String(required=True, metadata={"enum": [str(role) for role in Role]})
    banned_at = Moment(required=True)


def _some(title: str, key: str, row: type[Schema]) -> type[Schema]:
    few = fields.List(fields.Nested(row), required=True, attribute="few", metadata={"description": "At most 5."})
    return named(title, count=number("How many there are in all."), **{key: few})


def _of(view: type[Schema], meaning: str, *, allow_none: bool = False) -> Field:
    return fields.Nested(view, required=True, allow_none=allow_none, metadata={"description": meaning})


LateOrdersView = _some("LateOrdersView", "orders", LateOrderView)
ShortProductsView = _some("ShortProductsView", "products", ShortProductView)
LowReviewsView = _some("LowReviewsView", "reviews", LowReviewView)
BannedPeopleView = _some("BannedPeopleView", "users", BannedView)


class AttentionView(Schema):
    """What somebody should look at now: how many of each, and the first few."""

    as_of = Moment(required=True)
    waiting_minutes = number("After how many minutes without a step an order waits too long.")
    waiting = _of(LateOrdersView, "Pending, confirmed or processing, and too long without a step.")
    payment_failed = _of(LateOrdersView, "The payment failed; neither cancelled nor refunded.")
    unpaid = _of(LateOrdersView, "Shipped or delivered, the payment pending or failed.")
    sold_out = _of(ShortProductsView, "On sale, and none left.")
    low_stock = _of(ShortProductsView, "On sale, at or under the threshold, not sold out.")
    low_reviews = _of(LowReviewsView, "Of the last 7 days, with 1 or 2 stars; hidden ones too.")
    banned = _of(
        BannedPeopleView,
        "Within the last 7 days, and still. Null for who may not manage accounts.",
        allow_none=True,
    )
