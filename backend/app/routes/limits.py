"""How often somebody may try. Counted in Redis where there is one, else in this process.

With Redis gone, the same limits are counted in memory: nothing fails and no limit opens.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import jwt
from flask import Flask, Response, current_app, request
from flask_limiter import Limiter, RateLimitExceeded
from flask_limiter.util import get_remote_address

from app.core import clock, config, metrics
from app.core.config import Settings
from app.core.errors import TooMany
from app.models.users import key_of
from app.routes import tokens
from app.routes.errors import refusal_reply
from app.schemas.auth import SIGN_IN_NAMES

REDIS_TIMEOUT_SECONDS = 0.1


@dataclass(frozen=True)
class Limit:
    """So many calls in so much time for one key."""

    times: str
    key: Callable[[], str]
    name: str


def account() -> str:
    """The account a sign-in is for, as far as the request says."""
    body = request.get_json(silent=True)
    said = body if isinstance(body, dict) else {}
    names = (said.get(field) for field in SIGN_IN_NAMES)
    # As the sign-in itself chooses: a blank first name must not hide from the count which account is tried.
    return key_of(next((name for name in names if isinstance(name, str) and name.strip()), ""))[:254]


def caller() -> str:
    """The person a request says it comes from, at its address; the guard checks the token later."""
    with suppress(jwt.PyJWTError):
        return f"{jwt.decode(tokens.bearer(), options={'verify_signature': False}).get('sub')}@{address()}"
    return address()


def address() -> str:
    """Where a request comes from, beyond the proxies we trust."""
    return get_remote_address()


LOGIN_ACCOUNT = Limit("10 per 5 minutes", account, "login-account")
LOGIN_ADDRESS = Limit("100 per minute", address, "login-address")
REGISTER_ADDRESS = Limit("60 per minute", address, "register-address")
REFRESH_ADDRESS = Limit("300 per minute", address, "refresh-address")
PASSWORD_CALLER = Limit("20 per 5 minutes", caller, "password")
UPLOAD_CALLER = Limit("120 per minute", caller, "upload")


def limited(*limits: Limit) -> Callable[[Any], Any]:
    """Mark a view as limited; `init_app` puts the limits in force before anything else of the view runs."""

    def decorate(view: Any) -> Any:
        view.limits = limits
        return view

    return decorate


def init_app(app: Flask, settings: Settings) -> None:
    """Put the limits of every marked view of `app` in force."""
    limiter = Limiter(
        get_remote_address,
        enabled=settings.ratelimit_enabled,
        storage_uri=settings.redis_url or "memory://",
        storage_options=_redis_options() if settings.redis_url else {},
        in_memory_fallback_enabled=bool(settings.redis_url),
        strategy="fixed-window",
    )
    # The extension would look for limits before, after and around every request. The views that have one ask it
    # themselves, so it is told that it is there already.
    app.extensions["limiter"] = {limiter}
    limiter.init_app(app)
    app.extensions["barrow-limiter"] = limiter
    for endpoint, view in app.view_functions.items():
        in_force: Any = view
        for limit in getattr(view, "limits", ()):
            metrics.limited(limit.name)
            in_force = limiter.shared_limit(limit.times, limit.name, key_func=limit.key)(in_force)
        app.view_functions[endpoint] = in_force
    app.register_error_handler(RateLimitExceeded, _too_many)


def forgive(limit: Limit) -> None:
    """Forget the calls counted for `limit` and this request's key: they were no attacks."""
    limiter: Limiter = current_app.extensions["barrow-limiter"]
    for counted in limiter.current_limits:
        if limit.name in counted.request_args:
            with suppress(*_redis_errors()):  # the count then runs out by itself
                limiter.limiter.clear(counted.limit, *counted.request_args)


def _redis_options() -> dict[str, Any]:
    from redis.backoff import NoBackoff  # noqa: PLC0415 - 7 MB that a shop without Redis does without
    from redis.retry import Retry  # noqa: PLC0415

    # The first request that meets a hung server waits twice: once to count, once to see whether it is back.
    return {
        "socket_timeout": REDIS_TIMEOUT_SECONDS,
        "socket_connect_timeout": REDIS_TIMEOUT_SECONDS,
        "retry": Retry(NoBackoff(), 0),
    }


def _redis_errors() -> tuple[type[Exception], ...]:
    """What a Redis that is away raises; nothing where there is none."""
    if not config.settings().redis_url:
        return ()
    from redis.exceptions import RedisError  # noqa: PLC0415 - as above

    return (RedisError,)


def _too_many(error: RateLimitExceeded) -> Response:
    metrics.limited(error.limit.scope_for(request.endpoint or "", None)).inc()
    limiter: Limiter = current_app.extensions["barrow-limiter"]
    seconds, breached = 60, limiter.current_limit
    with suppress(*_redis_errors()):
        if breached is not None:
            left = round(breached.reset_at - clock.now().timestamp())
            seconds = min(max(1, left), breached.limit.get_expiry())
    return refusal_reply(TooMany(f"Too many tries. Wait {seconds} seconds, then try again.", retry_after=seconds))
