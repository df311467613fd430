"""The refresh token of a browser: in a cookie that no script can read and no other site can send."""

from typing import Any
from urllib.parse import urlsplit

from flask import Response, after_this_request, request

from app.core.config import settings
from app.core.errors import Forbidden
from app.models import Session
from app.routes import tokens

NAME, PATH = "barrow_refresh", "/api/auth"


def tokens_for(session: Session, *, in_cookie: bool) -> dict[str, Any]:
    """Both tokens of `session`; with `in_cookie` the refresh token rides in the reply's cookie instead."""
    generation = session.generation if in_cookie else None
    refresh = tokens.refresh_token(session, generation)
    if in_cookie:
        _keep(refresh)
    return access_for(session, generation) | {"refresh_token": None if in_cookie else refresh}


def access_for(session: Session, generation: int | None = None) -> dict[str, Any]:
    """A new access token of `session`."""
    lifetime = int(settings().access_token_lifetime.total_seconds())
    return {"access_token": tokens.access_token(session, generation), "expires_in": lifetime}


def refresh_cookie() -> str:
    """The request's refresh cookie, or nothing; Forbidden if a page of another site sends it."""
    token, origin = request.cookies.get(NAME, ""), request.headers.get("Origin")
    if token and origin is not None and not _is_ours(origin):
        raise Forbidden("This page may not use the shop's cookie.", code="foreign_origin")
    return token


def clear() -> None:
    """Take the cookie back with the reply."""

    @after_this_request
    def forget(reply: Response) -> Response:
        reply.delete_cookie(NAME, path=PATH, httponly=True, samesite="Strict", secure=settings().is_production)
        return reply


def _keep(token: str) -> None:
    @after_this_request
    def remember(reply: Response) -> Response:
        reply.set_cookie(
            NAME,
            token,
            max_age=settings().refresh_token_lifetime,
            path=PATH,
            httponly=True,
            samesite="Strict",
            secure=settings().is_production,
        )
        return reply


def _is_ours(origin: str) -> bool:
    return origin in settings().cors_origins or urlsplit(origin).netloc == request.host
