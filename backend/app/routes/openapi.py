"""The OpenAPI description, made from the schemas that validate and the marks that guard."""

import re
from collections.abc import Callable
from threading import RLock
from typing import Any

import flask_smorest
from apispec import APISpec
from flask import Flask, Response
from werkzeug.exceptions import HTTPException

from app.core.config import VERSION
from app.routes import errors
from app.schemas.board import EventId
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
    414: "The address is longer than we take.",
    415: "The body is not JSON.",
    422: "The Idempotency-Key already stands for another request.",
    429: "Too many tries.",
    500: "A bug of ours.",
    503: "The shop cannot answer just now.",
}
SEE_RETRY_AFTER = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 0}}}


class Api(flask_smorest.Api):
    """The API of `app`: its errors have our one shape, and it is described when somebody first asks."""

    ERROR_SCHEMA = ErrorView  # pyright: ignore[reportAssignmentType]

    def __init__(self, app: Flask) -> None:
        self._shop, self._opened, self._undescribed = app, list[Any](), list[Any]()
        self._views: dict[str, Any] = {}
        self._describing = RLock()  # what describes asks for the description as well
        super().__init__(spec_kwargs={"info": {"description": DESCRIPTION}})

    def register_blueprint(self, blp: flask_smorest.Blueprint) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Open the routes of `blp`."""
        self._shop.register_blueprint(blp)
        self._opened.append(blp)

    def complete(self) -> None:
        """Say that every route is open, and its view not yet behind anything that is no part of it."""
        self._undescribed, self._views = self._opened, dict(self._shop.view_functions)

    @property
    def spec(self) -> APISpec:  # pyright: ignore[reportIncompatibleVariableOverride]
        """The description. Making it takes as long as opening all routes, which most starts need not wait for."""
        with self._describing:
            waiting, self._undescribed = self._undescribed, []
            for blp in waiting:
                blp.register_views_in_doc(self, self._shop, self._spec, name=blp.name, parameters=None)
                self._spec.tag({"name": blp.name, "description": blp.description})
            if waiting:
                _complete(self._shop, self._views, self._spec)
            return self._spec

    @spec.setter
    def spec(self, empty: Any) -> None:
        self._spec = empty

    def handle_http_exception(self, error: HTTPException) -> Response:  # pyright: ignore[reportIncompatibleMethodOverride]
        """What HTTP itself refuses."""
        return errors.http_reply(error)


def init_app(app: Flask) -> Api:
    """The API of `app`, without its routes."""
    app.config.update(API_TITLE="Barrow", API_VERSION=VERSION, OPENAPI_VERSION="3.1.0")
    api = Api(app)
    api.register_field(Money, "number", None)
    api.register_field(DayOrMoment, "string", None)
    api.register_field(EventId, "string", None)
    api.init_app(app)
    api.spec.components.security_scheme("bearer", {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"})
    return api


def also_refuses(*statuses: int) -> Callable[[Any], Any]:
    """Describe refusals of a view beyond those that its marks and its arguments bring."""

    def decorate(view: Any) -> Any:
        view.more_refusals = statuses
        return view

    return decorate


def also_takes(*parameters: dict[str, Any]) -> Callable[[Any], Any]:
    """Describe parameters of a view beside those of its schemas, which stay."""

    def decorate(view: Any) -> Any:
        view.more_parameters = (*getattr(view, "more_parameters", ()), *parameters)
        return view

    return decorate


def path_of(rule: str) -> str:
    """`/api/orders/<int:order_id>` as OpenAPI writes it."""
    return re.sub(r"<(?:[^:<>]+:)?([^<>]+)>", r"{\1}", rule)


def _complete(app: Flask, views: dict[str, Any], spec: APISpec) -> None:
    """Add to every operation its name, and what its marks say: who may call it, each way it can be refused.

    Clients are generated from these names: blueprint and view. The route nearest to its view bears the plain
    name, with PUT where it takes several methods; all others are aliases and say so.
    """
    known: set[Any] = set()
    put_first = "put".__ne__
    for rule in app.url_map.iter_rules():
        view, path = views[rule.endpoint], path_of(rule.rule)
        # apispec has no public door to the paths it holds before it prints them.
        operations = spec._paths.get(path, {})  # noqa: SLF001
        is_first_route = view not in known
        for method in sorted(operations.keys() & {m.lower() for m in rule.methods or ()}, key=put_first):
            name = f"{rule.endpoint.partition('.')[0]}_{view.__name__}"
            if view in known:
                operations[method]["x-alias"] = True
                name = f"{name}_{method if is_first_route else _last_word(path) or method}"
            operations[method]["operationId"] = name
            known.add(view)
            _complete_one(operations[method], view, path, method)


def _last_word(path: str) -> str:
    words = [part for part in path.split("/") if part and not part.startswith("{")]
    return re.sub(r"\W", "_", words[-1]) if words else ""


def _complete_one(operation: dict[str, Any], view: Any, path: str, method: str) -> None:
    if not view.is_public:
        operation["security"] = [{"bearer": []}]
    if view.permissions:
        operation["x-permissions"] = list(view.permissions)
    keyed = (_KEY_HEADER,) if getattr(view, "is_idempotent", False) else ()
    if beside := [*getattr(view, "more_parameters", ()), *keyed]:
        operation.setdefault("parameters", []).extend(beside)
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
        *((414,) if any(each.get("in") == "query" for each in operation.get("parameters", ())) else ()),
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
