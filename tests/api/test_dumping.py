"""Every reply is, byte for byte, what marshmallow makes of it: of real things and of hostile ones."""

import re
from collections import defaultdict
from typing import Any

import pytest
from flask import Flask
from marshmallow import Schema

from app.core.permissions import Role
from app.models.order_states import Status
from app.schemas.dumping import Dumper
from app.schemas.products import ProductPage
from tests.things import Things, outcome, written

# What a schema says does not depend on the database.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def replies(app: Flask) -> list[Schema]:
    """The schema of every reply that a view gives."""
    found: dict[type, Schema] = {}
    for view in app.view_functions.values():
        for said in getattr(view, "_apidoc", {}).get("response", {}).get("responses", {}).values():
            for one in said:
                schema = one.get("schema") if isinstance(one, dict) else None
                if isinstance(schema, Schema):
                    found[type(schema)] = schema
    return list(found.values())


@pytest.fixture
def real(make, monkeypatch) -> dict[type, list[Any]]:
    """What real replies were made of, by schema; all of them were found to say the same either way."""
    seen: dict[type, list[Any]] = defaultdict(list)
    different: list[str] = []
    compiled, original = Dumper.dump, Schema.dump

    def recorded(self: Schema, obj: Any, *, many: bool | None = None) -> Any:
        seen[type(self)].append(obj)
        return original(self, obj, many=many)

    def compared(self: Dumper, obj: Any, *, many: bool | None = None) -> Any:
        said = compiled(self, obj, many=many)
        if written(said) != written(self.schema.dump(obj, many=many)):
            different.append(type(self.schema).__name__)
        return said

    customer = make.user()
    product = make.product(compare_price_cents=2000, category_id=make.category(parent_id=make.category().id).id)
    order = make.order(customer, [(product, 2)], status=Status.SHIPPED, paid=True)
    make.review(product, customer)
    make.address(customer)
    people = [make.person(customer), *(make.person(role) for role in Role if role is not Role.CUSTOMER)]
    people[0].post("/api/cart/items", {"product_id": product.id})
    people[0].post("/api/wishlist/items", {"product_id": product.id})
    with monkeypatch.context() as patch:
        patch.setattr(Schema, "dump", recorded)
        patch.setattr(Dumper, "dump", compared)
        for rule in make.app.url_map.iter_rules():
            if rule.methods and "GET" in rule.methods and "stream" not in rule.rule:
                number = customer.id if "user" in rule.rule else order.id if "order" in rule.rule else product.id
                for person in people:
                    person.get(re.sub("<[^>]+>", str(number), rule.rule))
    # Within a request an AssertionError would be one more reply.
    assert different == []
    return seen


def test_every_reply_is_what_marshmallow_makes_of_it(app, real):
    well = set()
    schemas = replies(app)
    for schema in schemas:
        dumper = Dumper(schema)
        for thing in real.get(type(schema), [])[:5]:
            assert outcome(dumper.dump, thing) == outcome(schema.dump, thing), type(schema).__name__
        for seed in range(40):
            things = Things(seed, real, hostility=(0, 0.01, 0.1, 0.5)[seed % 4])
            given = things.of(schema)
            expected = outcome(schema.dump, given)
            assert outcome(dumper.dump, given) == expected, f"{type(schema).__name__}, seed {seed}"
            if isinstance(expected, bytes) or real.get(type(schema)):
                well.add(type(schema).__name__)
    assert {type(schema).__name__ for schema in schemas} - well == set(), "only ever compared by their errors"
    assert len(schemas) > 50


@pytest.mark.parametrize("thing", [None, 5, "text", [], {}, object(), [None], {"items": None}])
def test_what_is_no_thing_at_all_is_dumped_alike(app, thing):
    for schema in replies(app):
        for many in (None, False, True):
            expected = outcome(schema.dump, thing, many=many)
            assert outcome(Dumper(schema).dump, thing, many=many) == expected, type(schema).__name__


def test_a_view_replies_through_what_was_compiled(stranger, monkeypatch):
    asked = []
    compiled = Dumper.dump
    monkeypatch.setattr(
        Dumper, "dump", lambda self, obj, **_: asked.append(type(self.schema)) or compiled(self, obj)
    )
    assert stranger.get("/api/products").status_code == 200
    assert asked[0] is ProductPage
