"""Shapes of an explanation: why somebody may, or may not."""

from marshmallow import Schema, fields

from app.core.permissions import Permission, Role, Scope
from app.schemas.fields import Id, Word
from app.schemas.replies import Command


class ExplainQuery(Command):
    """Who, what, and perhaps which order."""

    user_id = Id(required=True)
    permission = Word(Permission, required=True)
    order_id = Id(metadata={"description": "Ask about this order; for permissions that begin with order:."})


class ExplanationView(Schema):
    """Yes or no, the rule, and whom to ask instead."""

    allowed = fields.Boolean(required=True)
    permission = fields.String(required=True)
    user_id = fields.Integer(required=True)
    order_id = fields.Integer(required=True, allow_none=True)
    role = fields.String(required=True, metadata={"enum": [str(role) for role in Role]})
    scope = fields.String(
        required=True,
        allow_none=True,
        metadata={
            "enum": [*(str(scope) for scope in Scope), None],
            "description": "How far the permission reaches for the role; null is a refusal.",
        },
    )
    rule = fields.String(required=True, metadata={"description": "The cell of the matrix, as a sentence."})
    nearest_role = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "The least trusted role in which this person could; null if there is none."},
    )
    reason = fields.String(required=True, metadata={"description": "Why this person may, or may not."})
