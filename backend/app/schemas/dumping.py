"""Replies made fast: what marshmallow asks of its fields for every value is asked once for every schema.

The shapes stay where they are described, in the schemas; nothing here knows a reply by name. A field or a
schema that does anything of its own is left to marshmallow: unknown means slow, never wrong.
"""
# ruff: noqa: SLF001 - what marshmallow does is in its private functions, and we do the same.

from collections.abc import Callable
from functools import cached_property
from itertools import takewhile
from operator import attrgetter
from types import NoneType
from typing import Any, NamedTuple

from marshmallow import Schema, fields, missing
from marshmallow.decorators import POST_DUMP, PRE_DUMP
from marshmallow.utils import get_value

from app.schemas.dumping_fields import Say, Tell, say_of, unchanged

Dump = Callable[[Any], dict[str, Any]]
MISSING, MOST_PLANS = type(missing), 1000
OWN = ("dump", "_serialize", "_invoke_dump_processors", "_invoke_processors")


class Row(NamedTuple):
    """One field: the key in the reply, the attribute it is read from, how it is asked, what is said."""

    key: str
    attribute: str
    ask: Callable[[Any], Any]
    say: Say | None


class Dumper:
    """Dumps what `schema` dumps, byte for byte."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema

    def dump(self, obj: Any, *, many: bool | None = None) -> Any:
        """As `Schema.dump`."""
        return self._dump(obj, many=self.schema.many if many is None else bool(many))

    @cached_property
    def _dump(self) -> Callable[..., Any]:
        # Not before it is needed: a schema may hold itself, and names what was not imported yet.
        schema, hooks = self.schema, self.schema._hooks
        if schema.dict_class is not dict or not all(unchanged(schema, name, Schema) for name in OWN):
            return schema.dump
        one, before, after = _compiled(schema), bool(hooks[PRE_DUMP]), bool(hooks[POST_DUMP])
        hooked = schema._invoke_dump_processors

        def dump(obj: Any, *, many: bool) -> Any:
            given = hooked(PRE_DUMP, obj, many=many, original_data=obj) if before else obj
            said = [one(each) for each in given] if many and given is not None else one(given)
            return hooked(POST_DUMP, said, many=many, original_data=obj) if after else said

        return dump


def _compiled(schema: Schema) -> Dump:
    rows = [_row(schema, name, field) for name, field in schema.dump_fields.items()]
    by_field = _field_by_field([(row.key, row.ask) for row in rows])
    known = list(takewhile(lambda row: row.say, rows))
    if len(known) < 2 or not unchanged(schema, "get_attribute", Schema):
        return by_field
    others = _field_by_field([(row.key, row.ask) for row in rows[len(known) :]]) if len(known) < len(rows) else None
    return _at_once(known, others, by_field)


def _row(schema: Schema, name: str, field: fields.Field) -> Row:
    key = name if field.data_key is None else field.data_key
    attribute = name if field.attribute is None else field.attribute
    say = _known(field)
    if say is None:
        return Row(key, attribute, lambda obj: field.serialize(name, obj, accessor=schema.get_attribute), None)
    return Row(key, attribute, _asked(schema, field, attribute, say), None if "." in attribute else say)


def _known(field: fields.Field) -> Say | None:
    usual = all(unchanged(field, name, fields.Field) for name in ("serialize", "get_value"))
    return say_of(field, lambda nested: Dumper(nested).dump) if usual and field._CHECK_ATTRIBUTE else None


def _asked(schema: Schema, field: fields.Field, attribute: str, say: Say) -> Callable[[Any], Any]:
    find = _found(attribute) if unchanged(schema, "get_attribute", Schema) else schema.get_attribute
    kept, tell = say

    def ask(obj: Any) -> Any:
        value = find(obj, attribute, missing)
        if value is missing:
            value = field.dump_default() if callable(field.dump_default) else field.dump_default
            if value is missing:
                return missing
        return value if type(value) is kept else tell(value)

    return ask


def _found(attribute: str) -> Callable[[Any, str, Any], Any]:
    if "." in attribute:
        return get_value

    def find(obj: Any, key: str, default: Any) -> Any:
        if type(obj) is not dict:
            return get_value(obj, key, default)
        # One that lacks a key is asked for an attribute, as marshmallow does.
        return obj[key] if key in obj else getattr(obj, key, default)

    return find


def _field_by_field(asks: list[tuple[str, Callable[[Any], Any]]]) -> Dump:
    def dump(obj: Any) -> dict[str, Any]:
        return {key: value for key, ask in asks if (value := ask(obj)) is not missing}

    return dump


def _at_once(known: list[Row], others: Dump | None, by_field: Dump) -> Dump:
    """All `known` attributes of an object in one go, then the `others`.

    Whatever is no plain object, or lacks one, is read field by field.
    """
    read, keys = attrgetter(*(row.attribute for row in known)), [row.key for row in known]
    says = [(row.key, row.say) for row in known if row.say]
    # Rows of one kind hold the same types again and again: which of their values must be told is found out once.
    plans: dict[tuple[type, ...], list[tuple[str, Tell]]] = {}

    def dump(obj: Any) -> dict[str, Any]:
        if hasattr(obj, "__getitem__") and not isinstance(obj, tuple):
            return by_field(obj)
        try:
            values = read(obj)
        except AttributeError:
            return by_field(obj)
        types = tuple(map(type, values))
        if (plan := plans.get(types)) is None:
            if MISSING in types:
                return by_field(obj)
            if len(plans) >= MOST_PLANS:
                plans.clear()
            plan = plans[types] = _plan(says, types)
        said = dict(zip(keys, values, strict=True))
        for key, tell in plan:
            if (told := tell(said[key])) is missing:
                del said[key]
            else:
                said[key] = told
        return said | others(obj) if others else said

    return dump


def _plan(says: list[tuple[str, Say]], types: tuple[type, ...]) -> list[tuple[str, Tell]]:
    """The keys whose values, of these `types`, do not stay as they are; nothing is said of None but None."""
    return [
        (key, tell)
        for (key, (kept, tell)), found in zip(says, types, strict=True)
        if found is not kept and not (found is NoneType and tell(None) is None)
    ]
