"""The blueprint every domain uses: how bodies are read and what is said of a bad one."""

from decimal import Decimal
from typing import Any, NoReturn

import flask_smorest
import orjson
from flask import Request
from flask.json.provider import JSONProvider
from marshmallow import Schema, ValidationError
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import UnsupportedMediaType

from app.core.errors import Invalid
from app.schemas.dumping import Dumper

MAX_BODY_BYTES = 1024 * 1024


class Parser(FlaskParser):
    """Reads arguments. A body is an object in JSON, or nothing; what is wrong is 400, field by field."""

    DEFAULT_VALIDATION_STATUS = 400

    def load_json(self, req: Request, schema: Schema) -> Any:  # noqa: ARG002
        """The body of `req`; {} where there is none."""
        body = req.get_data(cache=True)
        if not body.strip():
            return {}
        if not req.is_json:
            raise UnsupportedMediaType
        try:
            given = orjson.loads(body)
        except orjson.JSONDecodeError as error:
            raise Invalid("The body is not valid JSON.", code="malformed_json") from error
        if not isinstance(given, dict):
            raise Invalid.field("body", "Send a JSON object.")
        return given

    def load_querystring(self, req: Request, schema: Schema) -> Any:  # noqa: ARG002
        """The query of `req`, of each name the first value, since no query takes a list; an empty one is none."""
        return {name: value for name, value in req.args.items() if value}

    def handle_error(self, error: ValidationError, *_: Any, **__: Any) -> NoReturn:
        """Say what is wrong with each field."""
        by_location: dict[str, Any] = error.normalized_messages()
        details = {name: said for found in by_location.values() for name, said in flat(found)}
        raise Invalid(f"Please check: {', '.join(details)}.", details=details) from error


def flat(messages: Any, path: str = "") -> list[tuple[str, list[str]]]:
    """`{"items": {0: {"quantity": [...]}}}` as `items.0.quantity: [...]`."""
    if not isinstance(messages, dict):
        return [(path or "body", [str(said) for said in messages])]
    return [
        found
        for name, inner in messages.items()
        for found in flat(inner, path if name == "_schema" else f"{path}.{name}".lstrip("."))
    ]


class Blueprint(flask_smorest.Blueprint):
    """A domain's routes."""

    ARGUMENTS_PARSER = Parser()

    def arguments(self, schema: Any, **said: Any) -> Any:
        """As in flask-smorest, with the shape made once and not for every request."""
        return super().arguments(schema() if isinstance(schema, type) else schema, **said)

    def response(self, status_code: Any, schema: Any = None, **said: Any) -> Any:
        """As in flask-smorest, with the reply dumped by what was compiled from `schema`."""
        shape = schema() if isinstance(schema, type) else schema
        return super().response(status_code, Dumper(shape) if isinstance(shape, Schema) else shape, **said)

    @staticmethod
    def _make_doc_response_schema(schema: Any) -> Any:
        # What is described is the schema itself, so that description and reply cannot differ.
        return schema.schema if isinstance(schema, Dumper) else schema


class Json(JSONProvider):
    """JSON by orjson, so that an exact amount of money reaches the wire as a number."""

    def dumps(self, obj: Any, **_: Any) -> str:
        """`obj` as JSON text."""
        return written(obj).decode()

    def response(self, *args: Any, **kwargs: Any) -> Any:
        """As in Flask, without making text of bytes that become bytes again."""
        made: Any = self._app.response_class
        return made(written(self._prepare_response_obj(args, kwargs)), mimetype="application/json")

    def loads(self, s: str | bytes, **_: Any) -> Any:
        """What the JSON text `s` says."""
        return orjson.loads(s)


def written(obj: Any) -> bytes:
    """`obj` as the bytes of a reply."""
    return orjson.dumps(obj, default=_as_json, option=orjson.OPT_NON_STR_KEYS)


def _as_json(value: Any) -> Any:
    if isinstance(value, Decimal):
        return orjson.Fragment(str(value))
    raise TypeError(f"{type(value).__name__} has no shape in JSON")


def reply(message: str, **things: Any) -> dict[str, Any]:
    """The reply of a write: a sentence and what was written."""
    return {"message": message, **things}
