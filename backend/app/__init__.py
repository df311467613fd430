"""The shop's API. `create_app` is the only place where things are plugged together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

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


def create_app(settings: Settings | None = None) -> Flask:
    """The application for `settings`, by default those of the environment.

    Raises Misconfigured for settings that are not safe, RuntimeError for a route that does not say
    who may call it.
    """
    # Inside, so that whoever needs a leaf of this package, as `migrate.py` does, need not load all of it.
    from flask_cors import CORS  # noqa: PLC0415
    from werkzeug.middleware.proxy_fix import ProxyFix  # noqa: PLC0415

    from app import cli, routes  # noqa: PLC0415
    from app.core import config, database, logs  # noqa: PLC0415
    from app.routes.application import Application  # noqa: PLC0415

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
    _look_only_at_who_comes_from_elsewhere(app)
    routes.init_app(app, settings)
    cli.init_app(app)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app


def _look_only_at_who_comes_from_elsewhere(app: Flask) -> None:
    """Of a request that names no origin, Flask-CORS finds out after a while that there is nothing to say."""
    from flask import request  # noqa: PLC0415

    told = app.after_request_funcs[None].pop()
    app.after_request(lambda reply: told(reply) if "HTTP_ORIGIN" in request.environ else reply)
