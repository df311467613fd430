"""`ETag` and `If-None-Match`: a reply that is asked for again and again is sent when it has changed."""

from collections.abc import Callable
from typing import Any

from flask import Response, request
from werkzeug.http import parse_etags

from app.routes.blueprint import Blueprint
from app.routes.openapi import also_takes

TAGGED = {"ETag": {"description": "Send it back in If-None-Match.", "schema": {"type": "string"}}}
IF_NONE_MATCH = {
    "in": "header",
    "name": "If-None-Match",
    "schema": {"type": "string"},
    "description": "The ETag of the reply you have: 304 and no body if it is still right.",
}


def revalidated(view: Callable[..., Any]) -> Callable[..., Any]:
    """Say in the description of `view` that it honours `If-None-Match`."""
    said = {"304": {"description": "The reply you have is still right."}}
    return Blueprint.doc(responses=said)(also_takes(IF_NONE_MATCH)(view))


def names(asked: str | None, tag: str) -> bool:
    """Whether this tag is among those that an If-None-Match `asked` for."""
    return asked == f'"{tag}"' or parse_etags(asked).contains_weak(tag)


def is_known(tag: str) -> bool:
    """Whether the request says that its sender has the reply with this tag."""
    return names(request.headers.get("If-None-Match"), tag)


def unchanged(tag: str) -> Response:
    """The reply that the one with `tag` is still right."""
    return Response(status=304, headers=revalidation(tag))


def revalidation(tag: str) -> dict[str, str]:
    """Headers that let one person's client keep a reply, and make it ask each time whether it is still right."""
    return {"ETag": f'"{tag}"', "Cache-Control": "private, no-cache", "Vary": "Authorization"}
