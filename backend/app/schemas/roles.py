"""Shapes of what another role would mean for somebody."""

from marshmallow import Schema, fields

from app.core.permissions import Role, Scope
from app.schemas.fields import Word
from app.schemas.replies import Command

SCOPES = [str(scope) for scope in Scope]


class RoleQuery(Command):
    """Which role."""

    role = Word(Role, required=True)


class CellView(Schema):
    """A permission and how far it reaches."""

    permission = fields.String(required=True)
    scope = fields.String(required=True, metadata={"enum": SCOPES})
    rule = fields.String(required=True, metadata={"description": "What holds for the new role, as a sentence."})


class ChangedCellView(Schema):
    """A permission that both roles have, and that reaches differently far."""

    permission = fields.String(required=True)
    old = fields.String(data_key="from", required=True, metadata={"enum": SCOPES})
    new = fields.String(data_key="to", required=True, metadata={"enum": SCOPES})
    rule = fields.String(required=True, metadata={"description": "What holds for the new role, as a sentence."})


class RolePreview(Schema):
    """What another role would change for somebody. Each permission of either role is in one of the lists."""

    user_id = fields.Integer(required=True, attribute="user.id")
    current_role = fields.String(
        required=True, attribute="user.role", metadata={"enum": [str(role) for role in Role]}
    )
    role = fields.String(required=True, metadata={"enum": [str(role) for role in Role]})
    refused = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "Why it would be refused now; null if it would not."},
    )
    gains = fields.List(fields.Nested(CellView), required=True)
    loses = fields.List(
        fields.Nested(CellView), required=True, metadata={"description": "The scope is the one they have now."}
    )
    keeps = fields.List(fields.Nested(CellView), required=True)
    changes = fields.List(fields.Nested(ChangedCellView), required=True)
