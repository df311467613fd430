"""What happens around every request: its id, its one line in the log, headers every reply carries."""

import re
import time
import uuid

from flask import Flask, Response, g, request

from app.core.logs import log, request_id
from app.routes import metrics

HEADER = "X-Request-ID"
SANE = re.compile(r"[A-Za-z0-9._-]{8,64}")


def init_app(app: Flask) -> None:
    """Number, time and log every request of `app`."""
    app.before_request(_begin)
    app.after_request(_end)


def _begin() -> None:
    given = request.headers.get(HEADER, "")
    request_id.set(given if SANE.fullmatch(given) else uuid.uuid4().hex)
    g.started = time.perf_counter()


def _end(response: Response) -> Response:
    response.headers[HEADER] = request_id.get() or ""
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    if request.path.startswith("/api"):
        response.headers.setdefault("Cache-Control", "no-store")
    seconds = time.perf_counter() - g.started
    metrics.took(seconds, response.status_code)
    log().info(
        "request",
        method=request.method,
        path=request.path,
        status=response.status_code,
        user_id=g.get("user_id"),
        duration_ms=round(seconds * 1000, 1),
    )
    return response
