"""Today's orders, live: server-sent events."""

from typing import Any

from flask import Response, current_app, request

from app.core.config import settings
from app.core.permissions import Actor, Permission
from app.models.cursors import Cursor
from app.routes import tokens
from app.routes.blueprint import Blueprint
from app.routes.board_stream import KEY, Stream, feed_of, running
from app.routes.guard import requires
from app.routes.openapi import also_takes
from app.schemas.board import SAID, StreamQuery

blp = Blueprint("board", __name__, url_prefix="/api/orders", description="Today's orders, live")
blp.record_once(lambda state: state.app.extensions.update({KEY: feed_of(state.app)}))  # pyright: ignore[reportArgumentType]

EVENTS = {"type": "string", "description": "Server-sent events: order, gone, day."}
LAST_EVENT_ID = {
    "in": "header",
    "name": "Last-Event-ID",
    "schema": {"type": "string"},
    "description": f"Where to go on after a break. {SAID} Anything else means: all of today.",
}
# Proxies would otherwise collect events until they have a good deal of them.
UNBUFFERED = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


@blp.route("/today/stream")
@requires(Permission.ORDER_VIEW_TODAY)
@also_takes(LAST_EVENT_ID)
@blp.arguments(StreamQuery, location="query")
@blp.response(200, EVENTS, content_type="text/event-stream")
def stream(query: dict[str, Any], actor: Actor) -> Response:
    """Follow the orders of the shop's day as they change."""
    last, until = _last(query), tokens.expiry(tokens.bearer())
    listener = current_app.extensions[KEY].listen(last or Cursor())
    events = Stream(running(), actor, until, listener, settings().stream_heartbeat, request.environ)
    reply = Response(events.since(last), mimetype="text/event-stream", headers=UNBUFFERED)
    reply.call_on_close(listener.leave)
    return reply


def _last(query: dict[str, Any]) -> Cursor | None:
    header = request.headers.get("Last-Event-ID", "")
    return query.get("last_event_id") or ((Cursor.parsed(header) or Cursor()) if header else None)
