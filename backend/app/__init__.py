"""The shop's API. `create_app` is the only place where things are plugged together."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from flask.sessions import NullSession, SessionInterface
from flask_cors import CORS
from werkzeug.middleware.proxy_fix import ProxyFix

from app import cli, models, routes
from app.core import config, database, logs
from app.core.config import Settings

ALLOWED_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
ALLOWED_HEADERS = [
    "Authorization",
    "Content-Type",
    "Idempotency-Key",
    "If-Match",
    "If-None-Match",
    "Last-Event-ID",
    "X-Request-ID",
]
READABLE_HEADERS = ["ETag", "Idempotency-Replayed", "Retry-After", "X-Request-ID"]


class NoSessions(SessionInterface):
    """Nobody has a session in a signed cookie here, so no request looks for one."""

    def open_session(self, app: Flask, request: Any) -> NullSession:  # noqa: ARG002
        """Nothing, and nothing can be put into it."""
        return NullSession()


class Application(Flask):
    """Flask without what this shop never uses and every request would pay for."""

    session_interface = NoSessions()

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """`func`: no view is a coroutine."""
        return func


def create_app(settings: Settings | None = None) -> Flask:
    """The application for `settings`, by default those of the environment.

    Raises Misconfigured for settings that are not safe, RuntimeError for a route that does not say
    who may call it.
    """
    settings = settings or config.from_environment()
    config.check(settings)
    logs.configure(settings.log_level)
    app = Application("app", root_path=str(config.BACKEND / "app"), static_folder=None)
    app.config.update(SETTINGS=settings, SECRET_KEY=settings.secret_key, DEBUG=settings.debug)
    database.init_app(app, settings.database_url)
    CORS(
        app,
        origins=list(settings.cors_origins),
        methods=ALLOWED_METHODS,
        allow_headers=ALLOWED_HEADERS,
        expose_headers=READABLE_HEADERS,
        supports_credentials="*" not in settings.cors_origins,
        always_send=False,
        max_age=600,
    )
    routes.init_app(app, settings)
    cli.init_app(app)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app


__all__ = ["create_app", "models"]
