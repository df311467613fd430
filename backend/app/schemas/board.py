"""Shapes of today's board, asked for again and again or followed live."""

from datetime import datetime
from typing import Any

from marshmallow import ValidationError, fields

from app.models.cursors import Cursor
from app.schemas.fields import DayOrMoment
from app.schemas.replies import Command, PageQuery

SAID = "The id of an event of the stream, as it was received."


class EventId(fields.Field[Cursor]):
    """The id of an event of the stream."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Cursor:  # noqa: ARG002
        cursor = Cursor.parsed(str(value))
        if cursor is None:
            raise ValidationError("Not the id of an event of the stream.")
        return cursor


class MomentOrEventId(DayOrMoment):
    """A moment with a zone, or the id of an event of the stream."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime | Cursor:
        if (cursor := Cursor.parsed(str(value))) is not None:
            return cursor
        # The plus of +00:00 means a blank in an address, and is seldom written as %2B.
        moment = super()._deserialize(str(value).replace(" ", "+"), attr, data, **kwargs)
        if not isinstance(moment, datetime):
            raise ValidationError("Not a moment (2026-02-10T21:30:00Z), nor the id of an event of the stream.")
        return moment


class TodayQuery(PageQuery):
    """Which of today's orders."""

    since = MomentOrEventId(
        metadata={"description": "Only orders that changed after this moment, or after this event of the stream."}
    )


class StreamQuery(Command):
    """From where on to follow the board."""

    last_event_id = EventId(metadata={"description": f"As the header Last-Event-ID. {SAID}"})
