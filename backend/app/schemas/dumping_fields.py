"""What each kind of field makes of a value, found out once when a schema is compiled.

A kind is known by the very function that marshmallow would call, not by its class: a subclass that says
something else, or a field that was given another method, is unknown.
"""
# ruff: noqa: SLF001 - what marshmallow does is in its private functions, and we compare with these.

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple, cast

from marshmallow import Schema, fields, utils

from app.schemas.fields import Money

Tell = Callable[[Any], Any]


class Say(NamedTuple):
    """`tell` makes of a value what its field makes of it; a value whose type is `kept` stays as it is."""

    kept: type
    tell: Tell


class NoType:
    """The type of no value: nothing is kept."""


def unchanged(thing: Any, name: str, base: type) -> bool:
    """Whether the method `name` of `thing` is still the one that `base` defines."""
    return getattr(getattr(thing, name), "__func__", None) is vars(base)[name]


def say_of(field: fields.Field, dump_of: Callable[[Schema], Callable[..., Any]]) -> Say | None:
    """What `field` makes of a value, where that depends on the value alone and is known exactly; else None.

    `dump_of` gives the `dump` of a nested schema.
    """
    method = getattr(field._serialize, "__func__", None)
    if method is fields.Nested._serialize:
        nested = cast("fields.Nested", field)
        return Say(NoType, _nested(dump_of(nested.schema), many=bool(nested.schema.many or nested.many)))
    if method is fields.List._serialize:
        inner = say_of(cast("fields.List", field).inner, dump_of)
        return inner and Say(NoType, _each(*inner))
    make = KNOWN.get(method)
    return make(field) if make else None


def _nested(dump: Callable[..., Any], *, many: bool) -> Tell:
    return lambda value: None if value is None else dump(value, many=many)


def _each(kept: type, tell: Tell) -> Tell:
    def told(values: Any) -> Any:
        if values is None:
            return None
        return [value if type(value) is kept else tell(value) for value in values]

    return told


def _as_it_is(_: Any) -> Say:
    return Say(bool, lambda value: value)


def _text(_: Any) -> Say:
    return Say(str, lambda value: None if value is None else utils.ensure_text_type(value))


def _number(field: Any) -> Say | None:
    # What has a number's type already is that number.
    if field.as_string:
        return None
    if field.num_type in (int, float) and unchanged(field, "_format_num", fields.Number):
        return Say(field.num_type, _converted(field.num_type))
    if type(field) is fields.Decimal and field.places is None and not field.allow_nan:
        return Say(Decimal, _converted(field._format_num))
    return None


def _converted(convert: Tell) -> Tell:
    return lambda value: None if value is None else convert(value)


def _moment(field: Any) -> Say | None:
    write = field.SERIALIZATION_FUNCS.get(field.format or field.DEFAULT_FORMAT)
    if write not in (datetime.isoformat, date.isoformat, time.isoformat):
        return None
    return Say(NoType, lambda value: None if value is None else write(value))


def _by_itself(field: Any) -> Tell:
    return partial(field._serialize, attr=None, obj=None)


KNOWN: dict[Any, Callable[[Any], Say | None]] = {
    fields.Field._serialize: _as_it_is,
    fields.String._serialize: _text,
    fields.Number._serialize: _number,
    fields.DateTime._serialize: _moment,
    fields.Dict._serialize: lambda field: Say(NoType, _by_itself(field)),
    Money._serialize: lambda field: Say(NoType, _by_itself(field)),
}
