"""Whoever asks whether their reply still stands is told so in front of Flask, if it does.

Those behind a counter ask every few seconds, and nearly always it does. Whatever else there is to say, to them or
to somebody who may not ask, the application behind says it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from flask import Flask
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app import services
from app.core.errors import Unauthenticated
from app.core.permissions import Actor, Permission
from app.routes import at_once, guard, requests
from app.routes.revalidation import names, revalidation
from app.routes.turns import came

# By the rule of a route without parts that vary: what it asks for, and what is the tag of its reply to an address.
ROUTES: dict[str, tuple[Permission, Callable[[Actor, str, float], str]]] = {
    "/api/orders/today": (Permission.ORDER_VIEW_TODAY, services.board.tag),
}

# The tag of the reply to a request, in its environment: of when it came, and so never newer than the reply.
TAG = f"{at_once.FOUND}tag"
# Whether that is the reply its sender has; missing if nobody looked.
STANDS = f"{at_once.FOUND}stands"


class Standing:
    """Replies that still stand, in front of a WSGI application."""

    def __init__(self, app: Flask, behind: Any) -> None:
        self.behind, self._app = behind, app

    def __call__(self, environ: dict[str, Any], start: requests.Start) -> Iterable[bytes]:
        """Say that the reply still stands, or let the application behind say what it is."""
        came(environ)
        if STANDS not in environ and self.may_know(environ):
            self.look([environ])
        if environ.get(STANDS):
            headers, rule = list(revalidation(environ[TAG]).items()), environ["PATH_INFO"]
            requests.answer(environ, start, 304, headers, rule, environ[guard.ACTOR].id)
            return []
        return self.behind(environ, start)

    def may_know(self, environ: Mapping[str, Any]) -> bool:
        """Whether it is a request whose reply might still stand."""
        if environ["PATH_INFO"] not in ROUTES or environ["REQUEST_METHOD"] != "GET" or "HTTP_ORIGIN" in environ:
            return False
        return bool(environ.get("HTTP_IF_NONE_MATCH"))

    def look(self, environs: Sequence[dict[str, Any]]) -> list[bool]:
        """Whether the reply that each sender has still stands, for somebody who may ask."""
        for environ in environs:
            environ[STANDS] = False
        with self._app.app_context(), suppress(DBAPIError, PoolTimeout):
            if len(environs) > 1:
                guard.recognise_all(environs)
            for environ in environs:
                with suppress(Unauthenticated):
                    environ[STANDS] = self._stands(environ)
        return [environ[STANDS] for environ in environs]

    def _stands(self, environ: dict[str, Any]) -> bool:
        permission, tag_of = ROUTES[environ["PATH_INFO"]]
        actor = guard.recognised(environ)
        if not actor.can(permission):
            return False
        tag = environ[TAG] = tag_of(actor, requests.address(environ), came(environ))
        return names(environ["HTTP_IF_NONE_MATCH"], tag)


def init_app(app: Flask) -> None:
    """Stand in front of `app`."""
    app.wsgi_app = standing = Standing(app, app.wsgi_app)  # type: ignore[method-assign]
    at_once.of(app).fronts.append(standing)
