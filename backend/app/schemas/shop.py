"""Shapes of what the API says of itself."""

from marshmallow import Schema, fields

from app.models.order_states import PaymentMethod, PaymentStatus, Status
from app.schemas.fields import Moment, Money, Word


class ServiceView(Schema):
    """What answers here."""

    service = fields.String(required=True)
    version = fields.String(required=True)
    status = fields.String(required=True)
    endpoints = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class ShopView(Schema):
    """How this shop is set up, its words and its limits."""

    name = fields.String(required=True)
    version = fields.String(required=True)
    timezone = fields.String(required=True, metadata={"example": "Europe/London"})
    today = fields.Date(required=True, metadata={"description": "The shop's day."})
    tax_percent = fields.Decimal(required=True)
    shipping_cost = Money(attribute="shipping_cents", required=True)
    payment_methods = fields.List(Word(PaymentMethod), required=True)
    statuses = fields.List(Word(Status), required=True, metadata={"description": "As an order's life goes."})
    payment_statuses = fields.List(Word(PaymentStatus), required=True)
    password_min_length = fields.Integer(required=True)
    cart_max_lines = fields.Integer(required=True)
    cart_max_quantity = fields.Integer(required=True, metadata={"description": "Of one product."})
    upload_max_bytes = fields.Integer(required=True, metadata={"description": "Of a picture."})
    waiting_minutes = fields.Integer(
        required=True, metadata={"description": "From when on an order that takes no step has waited too long."}
    )
    undo_seconds = fields.Integer(
        required=True, metadata={"description": "How long a step of an order can be taken back."}
    )


class HealthView(Schema):
    """Whether the shop can serve."""

    status = fields.String(required=True, metadata={"enum": ["healthy", "unhealthy"]})
    database = fields.String(required=True)
    version = fields.String(required=True)
    timestamp = Moment(required=True)
    code = fields.String(metadata={"description": "Why it is unhealthy."})


class MatrixRow(Schema):
    """One row of the permission matrix."""

    permission = fields.String(required=True)
    roles = fields.Dict(
        keys=fields.String(),
        values=fields.String(allow_none=True),
        required=True,
        metadata={"description": "How far each role reaches; null is a refusal."},
    )


class MatrixView(Schema):
    """The whole permission matrix."""

    permissions = fields.List(fields.Nested(MatrixRow), required=True)
