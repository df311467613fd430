"""The OpenAPI description, made from the schemas that validate and the marks that guard."""

import re
from collections.abc import Callable
from typing import Any

import flask_smorest
from apispec import APISpec
from flask import Flask, Response
from werkzeug.exceptions import HTTPException

from app.core.config import VERSION
from app.routes import errors
from app.schemas.fields import DayOrMoment, Money
from app.schemas.replies import ErrorView

DESCRIPTION = (
    "One shop, its till and its back office. Sign in at `/api/auth/login`, then send "
    "`Authorization: Bearer <access_token>`. Every error has the shape of `ErrorView`."
)
ALWAYS = (429, 500, 503)
WITH_BODY = (400, 413, 415)
SAYS = {
    400: "The request is wrong; details names each field.",
    401: "No token, or one that is no good.",
    403: "The role does not hold the permission.",
    404: "It does not exist, or not for this caller.",
    409: "The state of the shop does not allow it.",
    413: "Larger than we take.",
    415: "The body is not JSON.",
    422: "The Idempotency-Key already stands for another request.",
    429: "Too many tries.",
    500: "A bug of ours.",
    503: "The shop cannot answer just now.",
}
SEE_RETRY_AFTER = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 0}}}


class Api(flask_smorest.Api):
    """The API: its errors have our one shape."""

    spec: APISpec  # pyright: ignore[reportIncompatibleVariableOverride] - there from `init_app` on
    ERROR_SCHEMA = ErrorView  # pyright: ignore[reportAssignmentType]

    def handle_http_exception(self, error: HTTPException) -> Response:  # pyright: ignore[reportIncompatibleMethodOverride]
        """What HTTP itself refuses."""
        return errors.http_reply(error)


def init_app(app: Flask) -> Api:
    """The API of `app`, described as it is registered."""
    app.config.update(API_TITLE="Barrow", API_VERSION=VERSION, OPENAPI_VERSION="3.1.0")
    api = Api(spec_kwargs={"info": {"description": DESCRIPTION}})
    api.register_field(Money, "number", None)
    api.register_field(DayOrMoment, "string", None)
    api.init_app(app)
    api.spec.components.security_scheme("bearer", {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"})
    return api


def complete(app: Flask, spec: APISpec) -> None:
    """Add to every operation what its marks say: who may call it, and each way it can be refused."""
    views = {
        (path_of(rule.rule), method.lower()): app.view_functions[rule.endpoint]
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
    }
    # apispec has no public door to the paths it holds before it prints them.
    for path, operations in spec._paths.items():  # noqa: SLF001
        for method, operation in operations.items():
            if (view := views.get((path, method))) is not None:
                _complete_one(operation, view, path, method)


def also_refuses(*statuses: int) -> Callable[[Any], Any]:
    """Describe refusals of a view beyond those that its marks and its arguments bring."""

    def decorate(view: Any) -> Any:
        view.more_refusals = statuses
        return view

    return decorate


def path_of(rule: str) -> str:
    """`/api/orders/<int:order_id>` as OpenAPI writes it."""
    return re.sub(r"<(?:[^:<>]+:)?([^<>]+)>", r"{\1}", rule)


def _complete_one(operation: dict[str, Any], view: Any, path: str, method: str) -> None:
    if not view.is_public:
        operation["security"] = [{"bearer": []}]
    if view.permissions:
        operation["x-permissions"] = list(view.permissions)
    if getattr(view, "is_idempotent", False):
        operation.setdefault("parameters", []).append(_KEY_HEADER)
    for status in _refusals(operation, view, path, method):
        # A reply the view describes itself, such as an unhealthy 503, stays as it says.
        if "content" not in operation["responses"].get(str(status), {}):
            operation["responses"][str(status)] = _refusal(status)
    operation["responses"].pop("default", None)


def _refusals(operation: dict[str, Any], view: Any, path: str, method: str) -> set[int]:
    writes, keyed = method != "get", getattr(view, "is_idempotent", False)
    return {
        *ALWAYS,
        *((401, 403) if not view.is_public else ()),
        *((400,) if operation.get("parameters") or keyed else ()),
        *(WITH_BODY if "requestBody" in operation else ()),
        *((404,) if "{" in path else ()),
        *((409,) if writes else ()),
        *((422,) if keyed else ()),
        *getattr(view, "more_refusals", ()),
    }


def _refusal(status: int) -> dict[str, Any]:
    described: dict[str, Any] = {
        "description": SAYS[status],
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ErrorView"}}},
    }
    return described | ({"headers": SEE_RETRY_AFTER} if status in (429, 503) else {})


_KEY_HEADER = {
    "in": "header",
    "name": "Idempotency-Key",
    "schema": {"type": "string", "maxLength": 255},
    "description": "Send the same key again to be sure that it is done once; kept for 30 days.",
}
