"""What is compiled from a schema says what the schema says; what the compiler does not know is left to it."""

from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from types import SimpleNamespace
from typing import Any

import pytest
from marshmallow import Schema, fields, missing, post_dump, pre_dump

from app.core.paging import Page, PageWindow
from app.models.order_states import Status
from app.schemas import dumping
from app.schemas.dumping import Dumper
from app.schemas.products import ProductPage, ProductView
from tests.things import Both, outcome, written

NOON = datetime(2026, 2, 10, 12, 0, 0, 500, tzinfo=UTC)
Word = StrEnum("Word", ["ONE", "TWO"])


class Odd(fields.String):
    """A text with something of its own."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return f"{attr}={value}"


class Whole(fields.Integer):
    """A number with a format of its own."""

    def _format_num(self, value: Any) -> Any:
        return int(value) * 10


class Inner(Schema):
    """Something inside, with a hook at each end."""

    number = fields.Integer(attribute="n.m", data_key="no", dump_default=lambda: 9)
    secret = fields.String(load_only=True, load_default="")
    inner = fields.Nested(lambda: Inner(only=("number",)), allow_none=True)

    @pre_dump
    def before(self, given: Any, **_: Any) -> Any:
        """Read one level deeper."""
        return given.get("deep", given) if isinstance(given, dict) else given

    @post_dump(pass_original=True)
    def after(self, said: dict[str, Any], original: Any, **_: Any) -> dict[str, Any]:
        """Add what was given."""
        return said | {"was": type(original).__name__}


class Everything(Schema):
    """What a compiler could get wrong."""

    odd = Odd()
    odds = fields.List(Odd())
    whole = Whole()
    as_text = fields.Integer(as_string=True)
    places = fields.Decimal(places=1)
    day = fields.DateTime(format="%Y")
    stamp = fields.DateTime(format="timestamp")
    constant = fields.Constant(7)
    method = fields.Method("counted")
    function = fields.Function(lambda obj: type(obj).__name__)
    default = fields.String(dump_default="here")
    raw = fields.Raw(data_key="RAW")
    pairs = fields.Dict(keys=fields.String(), values=fields.Float())
    pair = fields.Tuple((fields.Integer(), fields.String()))
    plucked = fields.Pluck(Inner, "number")
    some = fields.Nested(Inner, many=True, exclude=("inner",))
    items = fields.List(fields.Nested(Inner))
    word = fields.Enum(Status)

    def counted(self, obj: Any) -> Any:
        """How much there is, or nothing to say."""
        return len(obj) if hasattr(obj, "__len__") else missing


DEEP = {"n": {"m": "4"}, "inner": {"deep": {"n": SimpleNamespace(m=5.5)}}}
GIVEN = {
    "odd": 1,
    "odds": ["a", None],
    "whole": 2,
    "as_text": 12,
    "places": Decimal("1.25"),
    "day": NOON,
    "stamp": NOON,
    "raw": Word.TWO,
    "pairs": {1: "2"},
    "pair": ("1", 2),
    "plucked": {},
    "some": [DEEP, {}],
    "items": [DEEP, SimpleNamespace(n=None)],
    "word": Status.PENDING,
}


@pytest.mark.parametrize("kind", [dict, Both, lambda given: SimpleNamespace(**given)])
def test_kinds_of_field_that_nobody_compiled_are_left_to_marshmallow(kind):
    for left_out in [None, *GIVEN]:
        thing = kind({name: value for name, value in GIVEN.items() if name != left_out})
        for schema in (
            Everything(),
            Everything(exclude=("method", "items")),
            Everything(only=("some.number", "odd")),
        ):
            assert outcome(Dumper(schema).dump, thing) == outcome(schema.dump, thing), left_out
    assert isinstance(outcome(Dumper(Everything()).dump, kind(GIVEN)), bytes)


def test_what_an_object_holds_deeper_down_may_be_a_dict_or_lack_what_is_asked():
    class Deep(Schema):
        items = fields.Raw(attribute="below.items")
        name = fields.String()

    class Row(Schema):
        items, name = fields.Raw(), fields.String(dump_default="none")

    class Named(Both):
        name = "the attribute"

    for schema, thing in [
        (Row(), Named(items=3, name="the key")),
        (Deep(), SimpleNamespace(name="a", below={"items": 1})),
        (Deep(), SimpleNamespace(name="a", below=SimpleNamespace())),
        (Deep(), SimpleNamespace(name="a")),
        (Row(), SimpleNamespace(items=missing, name=missing)),
        (Row(), SimpleNamespace(items=2)),
        (Row(), Both(items=3)),
    ]:
        assert Dumper(schema).dump(thing) == schema.dump(thing), thing


class KnownFirst(Schema):
    """What can be compiled, and then something that cannot."""

    number, name = fields.Integer(), fields.String(attribute="called")
    odd = Odd()
    last = fields.String(data_key="LAST", dump_default="here")


@pytest.mark.parametrize("left_out", [None, "number", "called", "odd", "last"])
@pytest.mark.parametrize("kind", [dict, Both, lambda given: SimpleNamespace(**given)])
def test_fields_behind_one_that_nobody_compiled_keep_their_place(kind, left_out):
    given = {"number": 1, "called": "a name", "odd": 2, "last": "the last"}
    thing = kind({name: value for name, value in given.items() if name != left_out})
    assert written(Dumper(KnownFirst()).dump(thing)) == written(KnownFirst().dump(thing))


def test_a_field_that_reads_nothing_reads_nothing():
    class Unread(fields.String):
        _CHECK_ATTRIBUTE = False

    class Silent(Schema):
        name, sku = Unread(), fields.String()

    thing = SimpleNamespace(name="a", sku="b")
    assert Dumper(Silent()).dump(thing) == Silent().dump(thing) == {"name": None, "sku": "b"}


def test_a_schema_that_dumps_in_its_own_way_does_so():
    class Loud(Schema):
        name = fields.String()

        def dump(self, obj: Any, *, many: bool | None = None) -> Any:
            return "LOUD"

    assert Dumper(Loud()).dump({"name": "quiet"}) == "LOUD"


def test_the_products_of_a_page_are_told_without_asking_marshmallow(monkeypatch):
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("marshmallow was asked")

    row = SimpleNamespace(**{field.attribute or name: None for name, field in ProductView().fields.items()})
    page, dumper = Page([row], 1, PageWindow()), Dumper(ProductPage())
    expected = written(dumper.schema.dump(page))
    assert written(dumper.dump(page)) == expected
    for owner, name in ((fields.Field, "serialize"), (Schema, "_serialize"), (dumping, "get_value")):
        monkeypatch.setattr(owner, name, refuse)
    assert written(dumper.dump(page)) == expected
