"""Bad input is a clear 4xx that names the field, never a 5xx, and writes nothing: every operation, every field."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.core.database import Base, db
from app.core.permissions import MATRIX, Role
from tests.factories import ADDRESS, PASSWORD, Make
from tests.people import Person

HUGE, LONG = 10**30, "x" * 100_000
JSON = "application/json"
NUL, HALF = "a\0b", "a\ud800b"
# A refused attempt and a sign-in leave their own rows, rightly.
MAY_GROW = {"audit_entries", "sessions"}

PRODUCT = {"name": "Lamp", "price": 9.99, "category_id": 1, "sku": "LAMP-1", "stock_quantity": 3}
ITEM = {"product_id": 1, "quantity": 1}
PERSON = {"email": "ann@example.com", "username": "ann", "password": "a good password"}
# A good body for each shape of request. In a test one field of it is wrong and everything else is right.
GOOD: dict[str, dict[str, Any]] = {
    "Register": PERSON,
    "Login": {"email_or_username": "person1", "password": PASSWORD},
    "ChangePassword": {"old_password": PASSWORD, "new_password": "a new password"},
    "CreateProduct": PRODUCT,
    "UpdateProduct": {"price": 5},
    "ReceiveStock": {"quantity": 1},
    "AdjustStock": {"quantity": 1, "reason": "Found behind the shelf"},
    "CountStock": {"counted": 3},
    "ChangePrices": {"changes": [{"product_id": 1, "price": 5}]},
    "CreateCategory": {"name": "Chairs", "parent_id": 1},
    "UpdateCategory": {"name": "Chairs"},
    "ReorderCategories": {"updates": [{"id": 1, "parent_id": None}]},
    "AddItem": ITEM,
    "SetQuantity": {"quantity": 1},
    "UpdateItem": ITEM,
    "MergeCart": {"items": [ITEM]},
    "QuoteItems": {"items": [ITEM]},
    "AddWish": {"product_id": 1},
    "MoveToCart": {"quantity": 1},
    "WriteReview": {"rating": 5, "text": "Bright."},
    "UpdateReview": {"rating": 4},
    "HideReview": {"reason": "Names a person."},
    "PlaceOrder": {"items": [ITEM], "shipping_address": ADDRESS},
    "SetStatus": {"status": "confirmed"},
    "SetPaymentStatus": {"payment_status": "paid"},
    "ShipOrder": {"tracking_number": "PX1"},
    "AddNote": {"notes": "Called."},
    "RefundOrder": {"items": [{"order_item_id": 1, "quantity": 1}], "amount": 1},
    "UpdateProfile": {"first_name": "Ann"},
    "AddAddress": ADDRESS,
    "UpdateAddress": {"city": "Leeds"},
    "UpdateUser": {"username": "ann"},
    "SetRole": {"role": "cashier"},
    "ResetPassword": {"new_password": "a new password"},
}
LIES: dict[str, list[Any]] = {
    "string": [5, True, ["x"], {"a": "b"}, HUGE, NUL, HALF, LONG],
    "integer": ["many", "", "1.5", 1.5, True, [1], {"a": 1}, HUGE, -HUGE, NUL, HALF, LONG],
    "number": ["much", True, [1], {"a": 1}, HUGE, -HUGE, "NaN", "Infinity", "1e400", NUL, HALF, LONG],
    "boolean": ["perhaps", 5, [True], {"a": 1}, HUGE, NUL, HALF, LONG],
    "array": ["x", 5, {"a": 1}, [[1]], [None], [HUGE], [NUL], [HALF], ["x"] * 2000],
    "object": ["x", 5, True, [1], HUGE, NUL],
    "anything": [5, True, [1], {"line1": 5}, HUGE, NUL, HALF, LONG, {"line1": "1 High Street"}],
}
# Words of the description that hold for no type alone.
BY_FORMAT = {
    "email": ["no address", "a@b", "@example.com"],
    "date": ["2026-02-30", "2025-02-29", "0000-00-00", "yesterday", "99999-01-01"],
}
BY_NAME = {"shift_start": ["25:00", "09:61", "noon"], "shift_end": ["25:00", "24:00:01", "night"]}
# A good row for each list of things inside a body.
ITEMS = {"items": {"product_id": 1, "order_item_id": 1, "quantity": 1}, "updates": {"id": 1, "parent_id": None}}
ITEMS["changes"] = {"product_id": 1, "price": 5}
BLANK_IS_NONE = {"parent_id", "address_id", "compare_price", "weight", "salary"}
BODIES = {
    "deep": (b'{"a":' * 2000 + b"1" + b"}" * 2000, JSON, 400),
    "deep list": (b"[" * 2000 + b"]" * 2000, JSON, 400),
    "list": (b"[]", JSON, 400),
    "text": (b'"name"', JSON, 400),
    "number": (b"7", JSON, 400),
    "null": (b"null", JSON, 400),
    "cut off": (b'{"name": "La', JSON, 400),
    "two": (b"{}{}", JSON, 400),
    "no number": (b'{"price": NaN}', JSON, 400),
    "Latin-1": ('{"name": "é"}'.encode("latin-1"), JSON, 400),
    "form": (b"name=Lamp", "application/x-www-form-urlencoded", 415),
    "plain": (b'{"name": "Lamp"}', "text/plain", 415),
    "untyped": (b'{"name": "Lamp"}', "", 415),
    "ten megabytes": (b'{"name": "' + b"x" * 10_000_000 + b'"}', JSON, 413),
}
QUERY_LIES: dict[str, list[str]] = {
    "category_id": ["0", "-1", "many", str(HUGE), "1\0"],
    "actor": ["0", "-1", "many", str(HUGE)],
    "featured": ["perhaps"],
    "in_stock": ["perhaps"],
    "on_sale": ["perhaps"],
    "include_inactive": ["perhaps"],
    "parent_only": ["perhaps"],
    "dry_run": ["perhaps", NUL],
    "kind": ["lost", NUL],
    "is_active": ["perhaps"],
    "staff": ["perhaps"],
    "state": ["asleep", NUL],
    "min_price": ["cheap", "-1", "1.999", str(HUGE), "NaN"],
    "max_price": ["dear", "-1", "1.999", str(HUGE), "Infinity"],
    "sort_by": ["password_hash", "id; DROP TABLE users"],
    "sort_order": ["sideways"],
    "search_type": ["password_hash"],
    "search": [NUL, LONG[:5000]],
    "search_value": [NUL, LONG[:5000]],
    "q": [NUL, LONG[:5000]],
    "number": [NUL, LONG[:5000]],
    "status": ["lost", NUL],
    "payment_status": ["lost", NUL],
    "payment_method": ["shells", NUL],
    "waiting": ["perhaps"],
    "unpaid": ["perhaps"],
    "customer_id": ["0", "-1", "many", str(HUGE), "1\0"],
    "role": ["owner"],
    "outcome": ["maybe"],
    "action": [NUL, LONG[:5000]],
    "object": [NUL, LONG[:5000]],
    "from": ["2026-02-30", "2026-02-10T25:00:00Z", "2026-02-10T10:00:00", "yesterday", "9999-12-31T23:59:59-14:00"],
    "since": ["2026-02-30", "2026-02-10", "2026-02-10T10:00:00", "yesterday", "-1", "1~", str(HUGE), NUL],
    "last_event_id": ["yesterday", "-1", "1~", "1~2.", str(HUGE), NUL],
    "user_id": ["0", "-1", "many", str(HUGE), "1\0"],
    "order_id": ["0", "-1", "many", str(HUGE), "1\0"],
    "permission": ["order:steal", NUL],
    "bucket": ["minute", NUL],
    "compare": ["next", NUL],
    "format": ["pdf", NUL],
    "paper": ["letter", NUL],
    "top": ["0", "-1", "many", "1.5", str(HUGE)],
    "days": ["0", "-1", "many", "1.5", str(HUGE)],
    "to": ["2026-02-30", "2026-13-01", "0000-00-00", "yesterday", "99999-12-31"],
}
FORGIVEN = {"page", "per_page"}
CUSTOMERS_ONLY = {permission for permission, cells in MATRIX.items() if Role.ADMIN not in cells}


@pytest.fixture
def boss(make: Make) -> Person:
    """An admin, in a shop where each kind of thing has one with the id 1."""
    admin, customer = make.user(Role.ADMIN), make.user()
    person = make.person(admin)
    make.address(admin)
    product = make.product()
    person.post("/api/cart/items", {"product_id": product.id})
    make.order(customer, [(product, 1)], paid=True)
    make.product_list(product)
    return person


def counts(app: Flask) -> dict[str, int]:
    """How many rows each table has."""
    tables = {name: table for name, table in Base.metadata.tables.items() if name not in MAY_GROW}
    with app.app_context():
        return {
            name: db.session.scalar(select(func.count()).select_from(table)) or 0 for name, table in tables.items()
        }


def operations(description: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every operation with its parameters: method, path, what is said of it."""
    for path, item in description["paths"].items():
        for method, operation in item.items():
            if method != "parameters":
                shared = item.get("parameters", [])
                yield method.upper(), path, operation | {"parameters": shared + operation.get("parameters", [])}


def role_for(operation: dict[str, Any]) -> Role:
    """Who may call an operation: an admin, unless customers alone may."""
    return Role.CUSTOMER if CUSTOMERS_ONLY & {*operation.get("x-permissions", ())} else Role.ADMIN


def with_body(description: dict[str, Any]) -> Iterator[tuple[str, str, str, Role]]:
    """Every operation that takes JSON: method, address, shape of its body, who may call it."""
    for method, path, operation in operations(description):
        content = operation.get("requestBody", {}).get("content", {})
        if JSON in content:
            names = {p["name"]: 1 for p in operation["parameters"] if p["in"] == "path"}
            shape = content[JSON]["schema"]["$ref"].rpartition("/")[2]
            yield method, path.format(**names), shape, role_for(operation)


def kinds_of(schema: dict[str, Any]) -> set[str]:
    """The types a field may have, `null` apart or among them."""
    untyped = "object" if "$ref" in schema else "string" if "enum" in schema else "anything"
    said = schema.get("type", untyped)
    kinds = {said} if isinstance(said, str) else set(said)
    return kinds | ({"null"} if None in schema.get("enum", ()) else set())


def lies(schemas: dict[str, Any], name: str, schema: dict[str, Any]) -> Iterator[Any]:
    """Values that a field cannot have."""
    kinds = kinds_of(schema)
    for kind in kinds - {"null"}:
        yield from (lie for lie in LIES[kind] if not (lie == "" and name in BLANK_IS_NONE))
    if "null" not in kinds and "anything" not in kinds:
        yield None
    if "enum" in schema:
        yield "no such word"
    if "integer" in kinds:
        yield from (schema["minimum"] - 1, schema["maximum"] + 1)
    if "number" in kinds:
        yield from (schema["minimum"] - 0.01, schema["maximum"] + 0.01)
    if "maxLength" in schema:
        yield "x" * (schema["maxLength"] + 1)
    yield from BY_FORMAT.get(schema.get("format", ""), [])
    yield from BY_NAME.get(name, [])
    if "$ref" in schema:
        yield from (body for _, body in wrong_bodies(schemas, schema["$ref"].rpartition("/")[2], {}))
    inner = schema.get("items", {})
    if "$ref" in inner:
        yield from ([body] for _, body in wrong_bodies(schemas, inner["$ref"].rpartition("/")[2], ITEMS[name]))


def wrong_bodies(schemas: dict[str, Any], shape: str, good: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Bodies of which one field is wrong, with the name of that field."""
    for name, schema in schemas[shape]["properties"].items():
        for lie in lies(schemas, name, schema):
            yield name, good | {name: lie}
    for name in schemas[shape].get("required", []):
        yield name, {key: value for key, value in good.items() if key != name}


def check(answer: Any, status: int, said: object) -> None:
    """An error of ours, in the one shape."""
    assert answer.status_code == status, (said, answer.text)
    assert answer.json.keys() == {"error", "code", "details", "request_id"}, said
    assert answer.json["error"]
    assert answer.json["request_id"] == answer.headers["X-Request-ID"]


def test_every_body_and_every_query_has_a_line_above(stranger):
    description = stranger.get("/api/docs/openapi.json").json
    assert {shape for _, _, shape, _ in with_body(description)} <= set(GOOD)
    queries = {
        p["name"] for _, _, said in operations(description) for p in said["parameters"] if p["in"] == "query"
    }
    assert queries <= set(QUERY_LIES) | FORGIVEN


def test_a_wrong_field_is_a_400_that_names_it_and_nothing_is_written(app, boss, make):
    description = boss.get("/api/docs/openapi.json").json
    people = {Role.ADMIN: boss, Role.CUSTOMER: make.person()}
    schemas = description["components"]["schemas"]
    before, sent = counts(app), 0

    for method, path, shape, role in with_body(description):
        for name, body in wrong_bodies(schemas, shape, GOOD[shape]):
            text = json.dumps(body)
            answer = people[role].call(method, path, data=text, content_type=JSON)
            said = f"{method} {path} {text[:300]}"
            check(answer, 400, said)
            if answer.json["code"] != "malformed_json":
                fields = {field.partition(".")[0] for field in answer.json["details"]}
                assert name in fields or shape == "Login", (said, answer.text)
            sent += 1
        assert counts(app) == before, f"{method} {path}"
    assert sent > 1000


def test_a_body_that_is_no_object_in_json_is_refused(app, boss, make):
    description = boss.get("/api/docs/openapi.json").json
    people = {Role.ADMIN: boss, Role.CUSTOMER: make.person()}
    before = counts(app)

    for method, path, _, role in with_body(description):
        for kind, (body, content_type, status) in BODIES.items():
            answer = people[role].call(method, path, data=body, content_type=content_type)
            check(answer, status, f"{method} {path} {kind}")
    assert counts(app) == before


def test_a_wrong_word_in_a_query_is_a_400_that_names_it(boss):
    description = boss.get("/api/docs/openapi.json").json
    for method, path, operation in operations(description):
        numbers = {p["name"]: 1 for p in operation["parameters"] if p["in"] == "path"}
        for parameter in operation["parameters"]:
            if parameter["in"] != "query" or (name := parameter["name"]) in FORGIVEN:
                continue
            for lie in QUERY_LIES[name]:
                said = f"{method} {path}?{name}={lie[:60]!r}"
                answer = boss.call(method, f"{path.format(**numbers)}?{name}={quote(lie)}")
                check(answer, 400, said)
                assert name in answer.json["details"], said


def test_a_page_that_is_none_is_forgiven(boss):
    description = boss.get("/api/docs/openapi.json").json
    for method, path, operation in operations(description):
        if "page" not in {parameter["name"] for parameter in operation["parameters"]}:
            continue
        names = {p["name"]: 1 for p in operation["parameters"] if p["in"] == "path"}
        for page in (str(HUGE), "0", "-1", "many", "1.5", "%00", "9" * 3000):
            answer = boss.call(method, f"{path.format(**names)}?page={page}&per_page={page}")
            assert answer.status_code == 200, (path, page)
            assert answer.json["current_page"] >= 1
            assert 1 <= answer.json["per_page"] <= 100


def test_an_id_that_no_row_can_have_is_not_found(app, boss, make):
    description = boss.get("/api/docs/openapi.json").json
    people = {Role.ADMIN: boss, Role.CUSTOMER: make.person()}
    before = counts(app)
    for method, path, operation in operations(description):
        names = [parameter["name"] for parameter in operation["parameters"] if parameter["in"] == "path"]
        for number in (str(HUGE), str(2**63), "0", "-1", "1.5", "one", "%00", "%ED%A0%80", "1%00") if names else ():
            answer = people[role_for(operation)].call(method, path.format(**dict.fromkeys(names, number)))
            # What is no number may be the address of something else, and an empty body is looked at first.
            assert answer.status_code in (400, 404, 405), f"{method} {path} {number}"
            check(answer, answer.status_code, f"{method} {path} {number}")
    assert counts(app) == before


@pytest.mark.parametrize(
    ("header", "value", "status"),
    [
        ("Idempotency-Key", "x" * 256, 400),
        ("Idempotency-Key", "k\u00e9y\u0080", 400),
        ("Authorization", "Bearer " + "x" * 4000, 401),
        ("Authorization", "Bearer \u00e9.\u00e9.\u00e9", 401),
        ("Authorization", "Basic YTpi", 401),
        ("Content-Type", "application/json; charset=klingon", 201),
    ],
)
def test_a_header_that_makes_no_sense_breaks_nothing(header, value, status, boss):
    body = json.dumps(GOOD["PlaceOrder"]).encode()
    headers = {"Content-Type": JSON, header: value}
    answer = boss.call("POST", "/api/orders", data=body, headers=headers)
    assert answer.status_code == status, answer.text


def test_a_version_that_is_none_is_a_conflict(boss):
    for tag in ('"999"', '"one"', "nonsense", '"' + "9" * 400 + '"', '"1\u00e9"'):
        answer = boss.put("/api/products/1", {"price": 7}, headers={"If-Match": tag})
        check(answer, 409, tag)
    assert boss.get("/api/products/1").json["price"] == 10
