"""Shapes of the audit trail."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, pre_dump

from app.models.audit import Outcome
from app.schemas.fields import DayOrMoment, Id, Moment, Text, Word
from app.schemas.replies import PageQuery, page_of


class AuditQuery(PageQuery):
    """What to look for in the trail."""

    actor = Id(data_key="actor")
    action = Text(60)
    object = Text(60, metadata={"description": "`order` or `order:12`."})
    outcome = Word(Outcome)
    since = DayOrMoment(data_key="from")
    until = DayOrMoment(data_key="to")

    @post_load
    def split_object(self, query: dict[str, Any], **_: Any) -> dict[str, Any]:
        """`order:12` as type and id."""
        kind, colon, number = (query.pop("object", None) or "").partition(":")
        if colon and not (number.isascii() and number.isdigit() and len(number) < 19):
            raise ValidationError({"object": ["Write a kind of thing, or one with its id, as in order:12."]})
        return query | {
            "actor_id": query.pop("actor", None),
            "object_type": kind or None,
            "object_id": int(number) if number else None,
        }


class AuditEntryView(Schema):
    """One line of the trail."""

    id = Id(required=True)
    created_at = Moment(required=True)
    actor_id = fields.Integer(required=True, allow_none=True)
    actor_name = fields.String(
        required=True, allow_none=True, metadata={"description": "Their name as of now, or their user name."}
    )
    actor_role = fields.String(required=True, allow_none=True)
    action = fields.String(required=True)
    outcome = fields.String(required=True)
    object_type = fields.String(required=True)
    object_id = fields.Integer(required=True, allow_none=True)
    object_label = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "An order's number, or what a product, category or person is called as of now."},
    )
    before = fields.Dict(required=True, allow_none=True)
    after = fields.Dict(required=True, allow_none=True)
    request_id = fields.String(required=True, allow_none=True)

    @pre_dump
    def of_entry(self, line: Any, **_: Any) -> dict[str, Any]:
        """The entry's fields, and what is known of it beside them."""
        said = {"actor_name": line.actor_name, "object_label": line.object_label}
        return {name: getattr(line.entry, name) for name in self.fields if name not in said} | said


AuditPage = page_of("entries", AuditEntryView)
