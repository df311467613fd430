"""A person's sign-ins."""

from typing import Any

from app import services
from app.core.permissions import Actor, Permission
from app.routes.blueprint import Blueprint, reply
from app.routes.guard import requires
from app.schemas.replies import Message, PageQuery
from app.schemas.sessions import SessionPage

blp = Blueprint("sessions", __name__, url_prefix="/api/auth/sessions", description="One's own sign-ins")


@blp.route("")
@requires(Permission.SESSION_MANAGE_OWN)
@blp.arguments(PageQuery, location="query")
@blp.response(200, SessionPage)
def sessions(query: dict[str, Any], actor: Actor) -> Any:
    """List one's own live sessions, the last used first."""
    return services.sessions.mine(actor, **query)


@blp.route("", methods=["DELETE"])
@requires(Permission.SESSION_MANAGE_OWN)
@blp.response(200, Message)
def end_others(actor: Actor) -> Any:
    """End every session of one's own but the one this is asked in."""
    services.sessions.end_others(actor)
    return reply("Other sessions ended")


@blp.route("/<int:session_id>", methods=["DELETE"])
@requires(Permission.SESSION_MANAGE_OWN)
@blp.response(200, Message)
def end(actor: Actor, session_id: int) -> Any:
    """End one of one's own sessions."""
    services.sessions.end(actor, session_id)
    return reply("Session ended")
