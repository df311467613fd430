"""`Idempotency-Key`: a request that is sent twice is done once."""

import hashlib
import hmac
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Response, current_app, make_response, request

from app import services
from app.core.config import settings
from app.core.errors import Invalid
from app.core.permissions import Actor
from app.routes import guard

HEADER, REPLAYED = "Idempotency-Key", "Idempotency-Replayed"
MAX_KEY_LENGTH = 255


def idempotent(view: Callable[..., Any]) -> Callable[..., Any]:
    """Honour the header on `view`: claim, work and reply share one transaction.

    The same key and body again give the first reply, byte for byte. The same key with another body
    is 422, one whose first request is still running is 409. A refused request does not use a key up.
    """

    @wraps(view)
    def once(*args: Any, **kwargs: Any) -> Any:
        key = request.headers.get(HEADER, "").strip()
        if not key:
            return view(*args, **kwargs)
        if len(key) > MAX_KEY_LENGTH or not key.isprintable():
            raise Invalid.field(HEADER, f"Use at most {MAX_KEY_LENGTH} printable characters.")

        def work() -> tuple[int, bytes]:
            made = make_response(current_app.ensure_sync(view)(*args, **kwargs))
            return made.status_code, made.get_data()

        actor: Actor | None = kwargs.get("actor") or guard.caller()
        outcome = services.idempotency.once(actor, key, _fingerprint(), work)
        answer = Response(outcome.body, outcome.status, mimetype="application/json")
        if outcome.replayed:
            answer.headers[REPLAYED] = "true"
        return answer

    once.is_idempotent = True  # type: ignore[attr-defined]
    return once


def _fingerprint() -> str:
    # Keyed, because the body may hold a password and the fingerprint is kept for a month.
    said = b"\n".join((request.method.encode(), request.path.rstrip("/").encode(), request.get_data(cache=True)))
    return hmac.new(settings().secret_key.encode(), said, hashlib.sha256).hexdigest()
