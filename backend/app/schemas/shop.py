"""Shapes of what the API says of itself."""

from marshmallow import Schema, fields

from app.schemas.fields import Moment


class ServiceView(Schema):
    """What answers here."""

    service = fields.String(required=True)
    version = fields.String(required=True)
    status = fields.String(required=True)
    endpoints = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


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
