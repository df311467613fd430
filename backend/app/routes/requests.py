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


def number(given: str) -> str:
    """The id of the request that begins: what its sender gave it, where that is sane."""
    chosen = given if SANE.fullmatch(given) else uuid.uuid4().hex
    request_id.set(chosen)
    return chosen


def headers_of_all(chosen: str, path: str, *, may_be_kept: bool) -> list[tuple[str, str]]:
    """What every reply to the request of this id carries; unless it says so itself, nobody may keep it."""
    of_all = [(HEADER, chosen), ("X-Content-Type-Options", "nosniff")]
    return of_all if may_be_kept or not path.startswith("/api") else [*of_all, ("Cache-Control", "no-store")]


def done(method: str, path: str, status: int, seconds: float, user_id: int | None = None) -> None:
    """Log the request that was answered."""
    log().info(
        "request",
        method=method,
        path=path,
        status=status,
        user_id=user_id,
        duration_ms=round(seconds * 1000, 1),
    )


def _begin() -> None:
    number(request.headers.get(HEADER, ""))
    g.started = time.perf_counter()


def _end(response: Response) -> Response:
    may_be_kept = "Cache-Control" in response.headers
    for name, said in headers_of_all(request_id.get() or "", request.path, may_be_kept=may_be_kept):
        response.headers[name] = said
    seconds = time.perf_counter() - g.started
    metrics.took(seconds, response.status_code)
    done(request.method, request.path, response.status_code, seconds, g.get("user_id"))
    return response
