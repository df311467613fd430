"""What a product cannot be: each wrong field is named, and nothing is written."""

import pytest

from app.core.permissions import Role

NUMBERS = [
    True,
    "cheap",
    "",
    None,
    [],
    {},
    "1e400",
    "NaN",
    "Infinity",
    "-0.01",
    -1,
    0,
    0.001,
    9.999,
    10_000_000,
    10**30,
    1e300,
]
WRONG = {
    "name": ["", "   ", None, 5, ["x"], "a" * 201, "nul\x00", "\x00"],
    "price": NUMBERS,
    "compare_price": [value for value in NUMBERS if value not in ("", None) or isinstance(value, bool)],
    "category_id": [0, -1, True, None, "", "lamps", 1.5, 10**30, {}],
    "sku": ["", " ", None, 5, "a" * 65, "nul\x00", "two\nlines", "ΐ" * 64],
    "barcode": [5, "a" * 65, "nul\x00", {}],
    "stock_quantity": [-1, True, None, 1.5, "", "many", 1_000_000_001, 10**30],
    "weight": [-1, True, "heavy", "NaN", "inf", 1e300, 10**30, []],
    "dimensions": ["a" * 101, 5, "nul\x00"],
    "description": ["a" * 10_001, 5, "nul\x00"],
    "is_active": [None, "perhaps", 2, []],
    "is_featured": [None, "perhaps", 2, []],
    "image_url": [
        "javascript:alert(1)", "JavaScript:alert(1)", "data:image/png;base64,AAAA", "ftp://example.com/a.png",
        "a.png", "//example.com/a.png", "/etc/passwd", "/static/../secret", "/uploads/a.png", "http://", "http:///a.png",
        "https://[", "https://a b/c.png", 'https://example.com/"onload="x', "https://example.com/<script>",
        "https:\\\\example.com",
        "http://example.com:99999/a.png", "https://example.com/" + "a" * 500, "https://example.com/\x00", 5, [],
    ],
    "images": ["https://example.com/a.png", {}, None, 5],
}  # fmt: skip
WRONG_IMAGES = [["javascript:alert(1)"], [None], [""], [5], ["https://example.com/a.png"] * 21]
CASES = [(field, value) for field, values in WRONG.items() for value in values]


@pytest.fixture
def article(make):
    """What a manager sends to make a product."""
    return {
        "name": "Desk lamp",
        "price": 99.99,
        "category_id": make.category().id,
        "sku": "LAMP-1",
        "stock_quantity": 5,
    }


def refused(reply, field):
    """The sentences about `field`, which is the only one."""
    assert (reply.status_code, reply.json["code"]) == (400, "validation_failed"), reply.json
    assert {name.split(".")[0] for name in reply.json["details"]} == {field}
    assert all(sentence for said in reply.json["details"].values() for sentence in said)


def test_a_wrong_field_is_named_and_nothing_is_written(sign_in, article):
    manager = sign_in(Role.MANAGER)
    made = manager.post("/api/products", article)
    path = f"/api/products/{made.json['id']}"
    for field, value in [*CASES, *(("images", value) for value in WRONG_IMAGES)]:
        refused(manager.post("/api/products", article | {"sku": "another"} | {field: value}), field)
        refused(manager.put(path, {"name": "Other", field: value}), field)
    assert manager.get(path).json == made.json
    assert manager.get("/api/products?include_inactive=true").json["total"] == 1


@pytest.mark.parametrize("field", ["name", "price", "category_id", "sku", "stock_quantity"])
def test_a_product_needs_five_fields(sign_in, article, field):
    del article[field]
    refused(sign_in(Role.MANAGER).post("/api/products/add", article), field)


def test_everything_that_is_wrong_is_said_at_once(sign_in):
    reply = sign_in(Role.MANAGER).post("/api/products", {"price": -1, "weight": "x"})
    assert set(reply.json["details"]) == {"name", "price", "category_id", "sku", "stock_quantity", "weight"}


@pytest.mark.parametrize(
    ("body", "content_type", "status", "code"),
    [
        (b'{"name": ', "application/json", 400, "malformed_json"),
        (b'{"price": NaN}', "application/json", 400, "malformed_json"),
        (b'{"name": "\xff"}', "application/json", 400, "malformed_json"),
        (b'{"name": "\\ud800"}', "application/json", 400, None),
        (b"[1, 2]", "application/json", 400, "validation_failed"),
        (b"[" * 100_000, "application/json", 400, "malformed_json"),
        (b"name=x", "application/x-www-form-urlencoded", 415, "unsupported_media_type"),
        (b'{"name": "' + b"a" * 2_000_000 + b'"}', "application/json", 413, "too_large"),
    ],
)
def test_a_body_that_is_no_json_object_is_refused(sign_in, body, content_type, status, code):
    reply = sign_in(Role.MANAGER).call("POST", "/api/products", data=body, content_type=content_type)
    assert reply.status_code == status
    assert code in (None, reply.json["code"])


@pytest.mark.parametrize("number", ["0", "-1", str(10**30), "1.5", "x", "%00"])
def test_a_number_that_is_nobodys_is_not_found(make, sign_in, number):
    make.product()
    admin = sign_in(Role.ADMIN)
    for method in ("GET", "PUT", "PATCH", "DELETE"):
        reply = admin.call(method, f"/api/products/{number}", json={} if method[0] == "P" else None)
        assert (reply.status_code, reply.is_json) == (404, True)


def test_what_is_just_within_the_limits_is_taken(sign_in, article):
    pictures = [
        "https://example.com/ü/a.png?x=1&y='2'",
        "http://localhost:5000/a.png",
        "/static/uploads/products/a.webp",
    ]
    limits = {
        "name": "a" * 200, "price": 9_999_999.98, "compare_price": 9_999_999.99, "sku": "ß" * 64,
        "barcode": "b" * 64,
        "stock_quantity": 1_000_000_000, "weight": 0, "dimensions": "d" * 100, "description": "é" * 10_000,
        "image_url": pictures[0], "images": pictures, "is_active": True, "is_featured": True,
    }  # fmt: skip
    made = sign_in(Role.MANAGER).post("/api/products", article | limits)
    assert made.status_code == 201, made.json
    assert {name: made.json[name] for name in limits} == limits
    assert made.json["discount_percentage"] == 0


def test_text_is_trimmed_and_empty_text_is_none(sign_in, article):
    empty = {
        "description": " ",
        "dimensions": "",
        "barcode": "",
        "image_url": "",
        "compare_price": "",
        "weight": "",
    }
    made = (
        sign_in(Role.MANAGER).post("/api/products", article | empty | {"name": "  Desk lamp ", "sku": " S "}).json
    )
    assert (made["name"], made["sku"], made["image_url"]) == ("Desk lamp", "S", "/static/placeholder.png")
    assert {made[name] for name in empty.keys() - {"image_url"}} == {None}


def test_the_first_of_several_pictures_stands_for_the_product(sign_in, article):
    images = ["/static/uploads/products/one.webp", "https://example.com/two.png"]
    made = sign_in(Role.MANAGER).post("/api/products", article | {"images": images}).json
    assert (made["image_url"], made["images"]) == (images[0], images)
