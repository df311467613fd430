"""Whoever asks whether their reply still stands is told so in front of Flask, if it does.

Those behind a counter ask every few seconds, and nearly always it does. Whatever else there is to say, to them or
to somebody who may not ask, the application behind says it.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from flask import Flask
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app import services
from app.core.errors import Unauthenticated
from app.core.permissions import Actor, Permission
from app.routes import guard, requests
from app.routes.revalidation import names, revalidation
from app.routes.turns import came

# By the rule of a route without parts that vary: what it asks for, and what is the tag of its reply to an address.
ROUTES: dict[str, tuple[Permission, Callable[[Actor, str, float], str]]] = {
    "/api/orders/today": (Permission.ORDER_VIEW_TODAY, services.board.tag),
}

# The tag of the reply to a request, in its environment: of when it came, and so never newer than the reply.
TAG = "barrow.tag"


class Standing:
    """Replies that still stand, in front of a WSGI application."""

    def __init__(self, app: Flask, behind: Any) -> None:
        self.behind, self._app = behind, app

    def __call__(self, environ: dict[str, Any], start: requests.Start) -> Iterable[bytes]:
        """Say that the reply still stands, or let the application behind say what it is."""
        came(environ)
        rule, asked = environ["PATH_INFO"], environ.get("HTTP_IF_NONE_MATCH")
        if not asked or rule not in ROUTES or environ["REQUEST_METHOD"] != "GET" or "HTTP_ORIGIN" in environ:
            return self.behind(environ, start)
        permission, tag_of = ROUTES[rule]
        with self._app.app_context(), suppress(Unauthenticated, DBAPIError, PoolTimeout):
            actor = guard.recognised(environ)
            if actor.can(permission):
                tag = environ[TAG] = tag_of(actor, requests.address(environ), came(environ))
                if names(asked, tag):
                    requests.answer(environ, start, 304, list(revalidation(tag).items()), rule, actor.id)
                    return []
        return self.behind(environ, start)


def init_app(app: Flask) -> None:
    """Stand in front of `app`."""
    app.wsgi_app = Standing(app, app.wsgi_app)  # type: ignore[method-assign]
