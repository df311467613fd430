"""Who may call a route: `@requires(Permission.X)` or `@public`. There is no third way.

`check_routes` stops the app from starting when a route carries neither mark.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import wraps
from typing import Any

from flask import Flask, g, request

from app import services
from app.core.errors import Forbidden, Unauthenticated
from app.core.permissions import Actor, Permission
from app.routes import at_once, tokens
from app.schemas.viewer import viewer

View = Callable[..., Any]

# Who was recognised, in a request's environment, where no client can put anything of that name.
ACTOR = f"{at_once.FOUND}actor"


def requires(permission: Permission, *further: Permission) -> Callable[[View], View]:
    """Let only people whose role holds `permission` call the view, and hand it their `actor`.

    `further` names what the use case asks for beyond that, depending on what the request says.
    Nobody signed in: 401. A role without it: 403, and a line in the audit trail. The user and the
    role are read anew for each request; the token only says who.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            actor = signed_in()
            token = viewer.set(actor)
            try:
                if not actor.can(permission):
                    raise Forbidden.lacking(actor, permission)
                return view(*args, actor=actor, **kwargs)
            except Forbidden as refusal:
                services.audit.refused(actor, refusal, f"{request.method} {request.path}")
                raise
            finally:
                viewer.reset(token)

        guarded.permissions = (permission, *further)  # type: ignore[attr-defined]
        guarded.is_public = False  # type: ignore[attr-defined]
        return guarded

    return decorate


def public(permission: Permission | None = None) -> Callable[[View], View]:
    """Let anybody call the view, signed in or not; `permission` names the matrix row it stands for."""

    def decorate(view: View) -> View:
        @wraps(view)
        def opened(*args: Any, **kwargs: Any) -> Any:
            return view(*args, **kwargs)

        opened.permissions = (permission,) if permission else ()  # type: ignore[attr-defined]
        opened.is_public = True  # type: ignore[attr-defined]
        return opened

    return decorate


def recognised(environ: dict[str, Any]) -> Actor:
    """The person behind the token of the request with that environment, asked for once; else Unauthenticated."""
    if ACTOR not in environ:
        environ[ACTOR] = services.sessions.recognise(*tokens.access_claims(tokens.bearer_in(environ)))
    return environ[ACTOR]


def recognise_all(environs: Sequence[dict[str, Any]]) -> None:
    """Ask for the people behind the tokens of all those requests together, for `recognised` to know."""
    claims, claiming = list[tokens.Claims](), list[dict[str, Any]]()
    for environ in environs:
        with suppress(Unauthenticated):
            claims.append(tokens.access_claims(tokens.bearer_in(environ)))
            claiming.append(environ)
    for environ, actor in zip(claiming, services.sessions.recognise_all(claims), strict=True):
        if actor:
            environ[ACTOR] = actor


def signed_in() -> Actor:
    """The person behind the request's token; Unauthenticated if there is none."""
    actor = recognised(request.environ)
    g.user_id = actor.id
    return actor


def caller() -> Actor | None:
    """The person behind a public route's token; None for strangers and for tokens that are no good."""
    if not tokens.bearer():
        return None
    try:
        return signed_in()
    except Unauthenticated:
        return None


def check_routes(app: Flask) -> None:
    """Raise RuntimeError unless every route of `app` says who may call it."""
    silent = sorted(
        rule.endpoint for rule in app.url_map.iter_rules() if not marked(app.view_functions[rule.endpoint])
    )
    if silent:
        raise RuntimeError(f"these routes do not say who may call them: {', '.join(silent)}")


def marked(view: View) -> bool:
    """Whether `view` says who may call it."""
    return hasattr(view, "is_public")
