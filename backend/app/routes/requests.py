"""What happens around every request: its id, its one line in the log, headers every reply carries."""

import random
import re
import time
from collections.abc import Callable, Mapping
from typing import Any

from flask import Flask, Response, g, request

from app.core.database.versions import here_since
from app.core.logs import log, request_id
from app.core.metrics import request_took
from app.routes import metrics
from app.routes.turns import came

Header = tuple[str, str]
Start = Callable[..., Any]

HEADER = "X-Request-ID"
REASONS = {200: "200 OK", 304: "304 NOT MODIFIED"}
SANE = re.compile(r"[A-Za-z0-9._-]{8,64}")
# As W3C's Trace Context writes it: version, trace, parent, flags; versions after 00 may say more.
TRACEPARENT = re.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?")


def init_app(app: Flask) -> None:
    """Number, time and log every request of `app`."""
    app.before_request(_begin)
    app.after_request(_end)
    app.teardown_request(_leave)


def number(environ: dict[str, Any]) -> str:
    """The id of the request that begins: its sender's, else that of the trace it is part of, else a new one."""
    given = environ.get("HTTP_X_REQUEST_ID", "")
    chosen = given if SANE.fullmatch(given) else _trace(environ.get("HTTP_TRACEPARENT", "")) or _new()
    request_id.set(chosen)
    return chosen


def _new() -> str:
    # A number, not a secret. Asking the system for one would hand the interpreter to another thread.
    return f"{random.getrandbits(128):032x}"  # nosec B311


def _trace(said: str) -> str | None:
    found = TRACEPARENT.fullmatch(said)
    if found is None:
        return None
    version, trace, parent, more = found.groups()
    is_good = version != "ff" and not (version == "00" and more) and int(trace, 16) and int(parent, 16)
    return trace if is_good else None


def address(environ: Mapping[str, Any]) -> str:
    """What a request asks for, as it was spelled."""
    return f"{environ['PATH_INFO']}?{environ.get('QUERY_STRING', '')}"


def headers_of_all(chosen: str, path: str, *, may_be_kept: bool) -> list[Header]:
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


def answer(
    environ: dict[str, Any], start: Start, status: int, headers: list[Header], rule: str, user_id: int | None = None
) -> None:
    """Begin the reply to a request that never comes to Flask, as Flask would: numbered, counted and logged."""
    chosen, path = number(environ), environ["PATH_INFO"]
    may_be_kept = any(name == "Cache-Control" for name, _ in headers)
    start(REASONS[status], [*headers, *headers_of_all(chosen, path, may_be_kept=may_be_kept)])
    seconds = time.perf_counter() - came(environ)
    request_took(seconds, rule, "GET", status)
    done("GET", path, status, seconds, user_id)


def _begin() -> None:
    number(request.environ)
    g.came = came(request.environ)
    here_since.set(g.came)


def _end(response: Response) -> Response:
    may_be_kept = "Cache-Control" in response.headers
    method, path = request.method, request.path
    for name, said in headers_of_all(request_id.get() or "", path, may_be_kept=may_be_kept):
        response.headers.add(name, said)
    seconds = time.perf_counter() - g.came
    metrics.took(seconds, response.status_code)
    done(method, path, response.status_code, seconds, g.get("user_id"))
    return response


def _leave(_: BaseException | None) -> None:
    here_since.set(None)
