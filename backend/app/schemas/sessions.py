"""Shapes of sign-ins."""

from typing import Any

from marshmallow import Schema, fields, pre_dump

from app.models import Session
from app.schemas.fields import Moment
from app.schemas.replies import page_of
from app.schemas.viewer import viewer


class SessionView(Schema):
    """One sign-in on one device."""

    id = fields.Integer(required=True)
    device = fields.String(required=True, metadata={"description": "What the device said of itself."})
    created_at = Moment(required=True)
    last_used_at = Moment(required=True, metadata={"description": "When it last asked for an access token."})
    expires_at = Moment(required=True)
    is_current = fields.Boolean(required=True, metadata={"description": "Whether this request came from it."})

    @pre_dump
    def seen_by_viewer(self, session: Session, **_: Any) -> dict[str, Any]:
        """The session, and whether it is the one that asks."""
        actor = viewer.get()
        said = {name: getattr(session, name) for name in self.fields if name != "is_current"}
        return said | {"is_current": actor is not None and actor.session_id == session.id}


SessionPage = page_of("sessions", SessionView)
