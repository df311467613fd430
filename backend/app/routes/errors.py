"""Every error as JSON in one shape, whatever raised it. Never SQL, paths or tracebacks."""

from contextlib import suppress
from typing import Any

from flask import Flask, Response, jsonify, request
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import ClientDisconnected, HTTPException, RequestEntityTooLarge
from werkzeug.wsgi import get_input_stream

from app.core import errors, metrics
from app.core.database.faults import refusal_for
from app.core.errors import Refusal
from app.core.logs import log, request_id

STATUS: dict[type[Refusal], int] = {
    errors.Invalid: 400,
    errors.Unauthenticated: 401,
    errors.Forbidden: 403,
    errors.NotFound: 404,
    errors.Conflict: 409,
    errors.TooLarge: 413,
    errors.KeyReused: 422,
    errors.TooMany: 429,
    errors.Unavailable: 503,
}

# What HTTP itself refuses, said so that a person knows what to do next.
SENTENCES: dict[int, tuple[str, str]] = {
    400: ("bad_request", "The request cannot be read. Check that it is well-formed."),
    404: ("not_found", "There is nothing at this address."),
    405: ("method_not_allowed", "This address does not take this method; see the Allow header."),
    408: ("request_timeout", "The request took too long to arrive. Send it again."),
    411: ("length_required", "Send a Content-Length header with the body."),
    413: ("too_large", "The request is larger than we take."),
    415: ("unsupported_media_type", "Send the body as application/json."),
    429: ("too_many_requests", "Too many requests. Wait for the seconds in Retry-After."),
}

# A client that sends much more than this is hung up on.
PIECE_BYTES, MOST_PIECES = 64 * 1024, 128


def init_app(app: Flask) -> None:
    """Answer every exception of `app`."""
    app.register_error_handler(Refusal, refusal_reply)
    app.register_error_handler(HTTPException, http_reply)
    app.register_error_handler(RequestEntityTooLarge, too_large_reply)
    app.register_error_handler(DBAPIError, database_reply)
    app.register_error_handler(PoolTimeout, database_reply)
    app.register_error_handler(Exception, bug_reply)


def refusal_reply(refusal: Refusal) -> Response:
    """A refusal of ours."""
    if refusal.code == "insufficient_stock":
        metrics.stock_conflicts.inc()
    reply = error_reply(STATUS[type(refusal)], refusal.code, refusal.message, refusal.details)
    if isinstance(refusal, errors.TooMany | errors.Unavailable):
        reply.headers["Retry-After"] = str(refusal.retry_after)
    if isinstance(refusal, errors.Unauthenticated):
        reply.headers["WWW-Authenticate"] = "Bearer"
    return reply


def http_reply(error: HTTPException) -> Response:
    """What HTTP itself refuses: an unknown address, another method, an unreadable body."""
    status = error.code or 500
    code, sentence = SENTENCES.get(status, ("http_error", "The request was refused."))
    reply = error_reply(status, code, sentence)
    allowed = error.get_response().headers
    for name in ("Allow", "Retry-After"):
        if name in allowed:
            reply.headers[name] = allowed[name]
    return reply


def too_large_reply(error: RequestEntityTooLarge) -> Response:
    """A body larger than we take, which is read to its end first: who is hung up on may lose the answer."""
    rest = get_input_stream(request.environ)
    with suppress(ClientDisconnected, OSError):
        for _ in range(MOST_PIECES):
            if not rest.read(PIECE_BYTES):
                break
    return http_reply(error)


def database_reply(error: DBAPIError | PoolTimeout) -> Response:
    """A database that is away or busy while reading; anything else is a bug."""
    refusal = refusal_for(error)
    return refusal_reply(refusal) if refusal else bug_reply(error)


def bug_reply(error: Exception) -> Response:
    """A bug of ours: the log gets everything, the client a number to name."""
    log().error("unexpected_error", exc_info=error)
    return error_reply(500, "internal_error", "Something broke on our side. Tell us the request id.")


def error_reply(status: int, code: str, sentence: str, details: dict[str, Any] | None = None) -> Response:
    """The one shape of an error."""
    reply = jsonify(error=sentence, code=code, details=details or {}, request_id=request_id.get() or "")
    reply.status_code = status
    return reply
