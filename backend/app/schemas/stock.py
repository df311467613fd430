"""Shapes of stock: what moved, why, and what it adds up to."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validates_schema

from app.models.products import MOST_STOCK
from app.models.stock import Movement
from app.schemas.fields import Count, Id, Moment, Text, Word
from app.schemas.replies import Command, page_of, written


class ReceiveStock(Command):
    """A delivery."""

    quantity = Count(MOST_STOCK, least=1, required=True, metadata={"example": 24})
    note = Text(400, metadata={"example": "Delivery 4711"})


class AdjustStock(Command):
    """A correction, and why."""

    quantity = Count(MOST_STOCK, least=-MOST_STOCK, required=True, metadata={"example": -2})
    reason = Text(400, least=1, required=True, metadata={"example": "Two lamps arrived broken"})
    kind = Word([Movement.ADJUSTED, Movement.DAMAGED], load_default=Movement.ADJUSTED)

    @validates_schema
    def moves_something(self, given: dict[str, Any], **_: Any) -> None:
        """Nothing is no correction, and damage is never more than before."""
        if given["quantity"] == 0:
            raise ValidationError("Must not be 0.", "quantity")
        if given["kind"] is Movement.DAMAGED and given["quantity"] > 0:
            raise ValidationError("Damage takes away: must be below 0.", "quantity")


class CountStock(Command):
    """What somebody counted on the shelf."""

    counted = Count(MOST_STOCK, required=True, metadata={"example": 17})
    note = Text(400)


class DoneByView(Schema):
    """Who did it."""

    id = fields.Integer(required=True)
    username = fields.String(required=True)


class MovementView(Schema):
    """One row of the ledger."""

    id = Id(attribute="movement.id", required=True)
    kind = Word(Movement, attribute="movement.kind", required=True)
    quantity = fields.Integer(attribute="movement.quantity", required=True)
    balance = fields.Integer(required=True, metadata={"description": "What the counter was after it."})
    actor = fields.Nested(DoneByView, attribute="movement.actor", required=True, allow_none=True)
    order_id = fields.Integer(attribute="movement.order_id", required=True, allow_none=True)
    order_number = fields.String(attribute="movement.order_number", required=True, allow_none=True)
    note = fields.String(attribute="movement.note", required=True, allow_none=True)
    created_at = Moment(attribute="movement.created_at", required=True)


class ByKindView(Schema):
    """What the movements of each kind add up to."""

    sold = fields.Integer(required=True)
    returned = fields.Integer(required=True)
    received = fields.Integer(required=True)
    adjusted = fields.Integer(required=True)
    damaged = fields.Integer(required=True)


class ExplainedView(Schema):
    """Why the counter is what it is."""

    sum_of_movements = fields.Integer(required=True)
    agrees = fields.Boolean(required=True, metadata={"description": "Whether the counter is that sum."})
    by_kind = fields.Nested(ByKindView, required=True)


LedgerView = page_of(
    "movements",
    MovementView,
    name="LedgerView",
    product_id=fields.Integer(attribute="product.id", required=True),
    stock_quantity=fields.Integer(attribute="explained.stock_quantity", required=True),
    low_stock_threshold=fields.Integer(attribute="product.low_stock_threshold", required=True),
    explained=fields.Nested(ExplainedView, required=True),
)
MovedReply = written(
    "MovedReply",
    stock_quantity=fields.Integer(required=True),
    movement=fields.Nested(MovementView, required=True, allow_none=True),
)
