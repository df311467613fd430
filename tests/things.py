"""Things for schemas to dump: good ones, and such as no schema expects."""

import re
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import StrEnum
from random import Random
from types import SimpleNamespace
from typing import Any

from marshmallow import Schema, fields, missing

from app.core.paging import Page, PageWindow
from app.models.order_states import Status
from app.routes.blueprint import written
from app.schemas.fields import Money
from app.schemas.replies import PageView

NOON = datetime(2026, 2, 10, 12, 0, 0, 500, tzinfo=UTC)
ABSENT = object()
Word = StrEnum("Word", ["ONE", "TWO"])
FITTING: list[tuple[type, list[Any]]] = [
    (Money, [0, 1, -250, 199_999]),
    (fields.Decimal, [Decimal("4.50"), Decimal(0), 3, "2.5", 1.25]),
    (fields.Number, [0, -7, 2**40, True, Decimal("3.5"), "12", 2.75]),
    (fields.Boolean, [True, False, 1, "yes"]),
    (fields.DateTime, [NOON, NOON.replace(tzinfo=None)]),
    (fields.Date, [date(2026, 2, 10), NOON.date()]),
    (fields.Time, [time(9, 30)]),
    (fields.Dict, [{}, {"a": 1, "b": None}]),
    (fields.String, ["", "Lamp", "Käse \u2028", b"bytes", Word.ONE, 5, Status.PENDING]),
]
HOSTILE = [None, ABSENT, missing, True, 1.5, "x", b"\xff", NOON, [], [None], {}, (1, "a"), len, object]


class Both(dict):
    """Keys and attributes, and a word for what is missing."""

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name)


class Things:
    """Things for schemas to dump, more or less as they expect them."""

    def __init__(self, seed: int, real: dict[type, list[Any]], *, hostility: float) -> None:
        self.random, self.real, self.hostility = Random(seed), real, hostility

    def of(self, schema: Schema) -> Any:
        """A thing for `schema`: a real one where it does not just read attributes."""
        if isinstance(schema, PageView):
            more = {
                name: self.value(field) for name, field in schema.fields.items() if name not in PageView().fields
            }
            rows = next(iter(more)) if more else ""
            return {"page": Page(more.pop(rows) or [], 41, PageWindow(2, 20)), **more}
        if peculiar(schema) and (known := self.real.get(type(schema))):
            return self.random.choice(known)
        tree: dict[str, Any] = {}
        for name, field in schema.fields.items():
            if (value := self.value(field)) is not ABSENT:
                *above, last = (field.attribute or name).split(".")
                place = tree
                for step in above:
                    place = place.setdefault(step, {})
                place[last] = value
        return self.random.choice([dict, Both, as_object])(tree)

    def value(self, field: fields.Field) -> Any:
        """A value for `field`, or one that it would not expect."""
        if self.random.random() < self.hostility:
            return self.random.choice(HOSTILE)
        if isinstance(field, fields.Nested):
            return None if field.allow_none and self.random.random() < 0.3 else self.of(field.schema)
        if isinstance(field, fields.List):
            return [self.value(field.inner) for _ in range(self.random.randrange(3))]
        if field.allow_none and self.random.random() < 0.3:
            return None
        return self.random.choice(next((few for kind, few in FITTING if isinstance(field, kind)), ["?"]))


def as_object(tree: Any) -> Any:
    """A dict of dicts as an object of objects."""
    return SimpleNamespace(**{k: as_object(v) if type(v) is dict and v else v for k, v in tree.items()})


def peculiar(schema: Schema) -> bool:
    """Whether it does more than to read attributes of what it is given."""
    return bool(schema._hooks["pre_dump"]) or type(schema).get_attribute is not Schema.get_attribute


def outcome(dump: Any, thing: Any, **kwargs: Any) -> Any:
    """The bytes of a reply, or what kind of error was raised instead."""
    try:
        return written(dump(thing, **kwargs))
    except Exception as error:
        return type(error), re.sub("0x[0-9a-f]+", "", str(error))


__all__ = ["Both", "Things", "outcome", "written"]
