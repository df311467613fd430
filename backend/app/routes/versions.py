"""`ETag` and `If-Match`: which version of a thing a reply shows, and which one a change was made to."""

import re
from collections.abc import Callable
from typing import Any

from flask import request

from app.routes.openapi import also_takes

# A proxy that compresses replies makes tags weak; they name the same version.
VERSION = re.compile(r'\s*(?:W/)?"?([0-9]{1,18})"?\s*')
TAGGED = {"ETag": {"description": "The version; send it back in If-Match.", "schema": {"type": "string"}}}
IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "schema": {"type": "string"},
    "description": "The ETag this change was made to: 409 if there is a newer one. Without it the last write wins.",
}


def versioned(view: Callable[..., Any]) -> Callable[..., Any]:
    """Say in the description of `view` that it honours `If-Match`."""
    return also_takes(IF_MATCH)(view)


def expected() -> frozenset[int] | None:
    """The versions that the request's `If-Match` names; None where any will do."""
    given = request.headers.get("If-Match", "").strip()
    if given in ("", "*"):
        return None
    return frozenset(int(tag[1]) for tag in map(VERSION.fullmatch, given.split(",")) if tag)


def tagged(body: Any, version: int) -> tuple[Any, dict[str, str]]:
    """The reply `body` with its version."""
    return body, {"ETag": f'"{version}"'}
