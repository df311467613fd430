"""Products: made, read, changed, removed."""

import re

import pytest
from sqlalchemy import select

from app.core.database import db
from app.core.permissions import Role
from app.models import StockMovement

SHAPE = {
    "id", "name", "slug", "description", "price", "compare_price", "discount_percentage", "sku", "barcode",
    "stock_quantity", "is_in_stock", "stock_level", "category_id", "weight", "dimensions", "image_url", "images",
    "is_active", "is_featured", "created_at", "updated_at", "rating", "rating_count", "thumbnail_url", "thumbnails",
}  # fmt: skip


def ids(reply):
    assert reply.status_code == 200, reply.json
    return [found["id"] for found in reply.json["products"]]


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


@pytest.mark.parametrize(("stock", "level"), [(0, "sold_out"), (1, "low"), (5, "low"), (6, "in_stock")])
def test_everybody_is_told_when_few_are_left(stock, level, make, stranger):
    product = make.product(stock=stock)
    listed = stranger.get("/api/products").json["products"][0]
    assert listed["stock_level"] == stranger.get(f"/api/products/{product.id}").json["stock_level"] == level


def test_how_many_are_few_is_said_of_each_product(make, stranger):
    product = make.product(stock=5, low_stock_threshold=4)
    assert stranger.get(f"/api/products/{product.id}").json["stock_level"] == "in_stock"


@pytest.mark.parametrize("path", ["/api/products", "/api/products/add", "/api/products/add/"])
def test_a_new_product_is_answered_bare(sign_in, stranger, article, path):
    made = sign_in(Role.MANAGER).post(path, article | {"compare_price": 129.99})
    assert (made.status_code, made.headers["ETag"]) == (201, '"1"')
    assert set(made.json) == SHAPE | {"category", "low_stock_threshold"}
    assert made.json["category"]["id"] == article["category_id"]
    assert (made.json["price"], made.json["compare_price"], made.json["discount_percentage"]) == (
        99.99,
        129.99,
        23.08,
    )
    assert (made.json["stock_quantity"], made.json["is_in_stock"], made.json["slug"]) == (5, True, "desk-lamp")
    shown = stranger.get(f"/api/products/{made.json['id']}")
    assert (shown.json | {"low_stock_threshold": 5}, shown.headers["ETag"]) == (made.json, '"1"')
    assert set(shown.json) == SHAPE | {"category"}


def test_a_product_with_only_what_is_needed_has_a_picture_and_no_discount(sign_in, stranger, article):
    made = sign_in(Role.MANAGER).post("/api/products", article | {"stock_quantity": 0}).json
    assert (made["compare_price"], made["discount_percentage"], made["is_in_stock"]) == (None, 0, False)
    assert (made["images"], made["is_active"], made["is_featured"]) == ([], True, False)
    assert stranger.get(made["image_url"]).mimetype == "image/png"


def test_money_is_written_with_two_decimals_and_never_rounded(sign_in, article):
    manager = sign_in(Role.MANAGER)
    for price, text in ((0.01, "0.01"), (9_999_999.99, "9999999.99"), ("19.9", "19.90"), (7, "7.00")):
        reply = manager.post("/api/products", article | {"sku": text, "price": price})
        assert re.search(r'"price":([0-9.]+)', reply.text)[1] == text


def test_put_and_patch_change_what_they_name(sign_in, stranger, article):
    manager = sign_in(Role.MANAGER)
    made = manager.post("/api/products", article | {"barcode": "123", "weight": 1.5}).json
    path = f"/api/products/{made['id']}"
    cleared = manager.put(path, {"price": 5, "barcode": "", "weight": "", "is_featured": True})
    assert cleared.status_code == 200
    expected = {"price": 5.0, "barcode": None, "weight": None, "is_featured": True}
    assert {name: cleared.json[name] for name in expected} == expected
    assert (cleared.json["name"], cleared.headers["ETag"]) == ("Desk lamp", '"2"')
    patched = manager.call("PATCH", path, json={"name": "Floor lamp"})
    assert (patched.json["name"], patched.json["slug"]) == ("Floor lamp", "floor-lamp")
    assert stranger.get(path).json | {"low_stock_threshold": 5} == patched.json


def test_sending_back_what_was_read_changes_nothing(sign_in, article):
    manager = sign_in(Role.MANAGER)
    made = manager.post("/api/products", article)
    again = manager.put(f"/api/products/{made.json['id']}", made.json)
    assert (again.status_code, again.json, again.headers["ETag"]) == (200, made.json, '"1"')


def test_a_category_that_does_not_exist_is_a_wrong_field(sign_in, stranger, article):
    manager = sign_in(Role.MANAGER)
    made = manager.post("/api/products", article).json
    for reply in (
        manager.post("/api/products", article | {"sku": "other", "category_id": 12345}),
        manager.put(f"/api/products/{made['id']}", {"category_id": 12345, "name": "Lost"}),
    ):
        assert (reply.status_code, list(reply.json["details"])) == (400, ["category_id"])
    assert stranger.get("/api/products").json["products"][0]["name"] == "Desk lamp"


@pytest.mark.parametrize(("field", "first", "second"), [("sku", "Lämp-ß", "LÄMP-SS"), ("barcode", "4711", "4711")])
def test_a_code_belongs_to_one_product(sign_in, make, article, field, first, second):
    manager, other = sign_in(Role.MANAGER), make.product()
    made = manager.post("/api/products", article | {field: first}).json
    again = {"sku": "another"} | {field: second}
    for reply in (
        manager.post("/api/products", article | again),
        manager.put(f"/api/products/{other.id}", {field: second}),
    ):
        assert (reply.status_code, reply.json["code"]) == (409, f"{field}_taken")
        assert list(reply.json["details"]) == [field]
    assert manager.put(f"/api/products/{made['id']}", {field: second}).status_code == 200, "it is its own"


def test_stock_is_set_through_the_ledger(sign_in, make, article):
    manager = sign_in(Role.MANAGER)
    made = manager.post("/api/products", article).json
    changed = manager.put(f"/api/products/{made['id']}", {"stock_quantity": 3})
    assert (changed.json["stock_quantity"], changed.headers["ETag"]) == (3, '"2"')
    moved = make.do(lambda: db.session.scalars(select(StockMovement.quantity).order_by(StockMovement.id)).all())
    assert moved == [5, -2]


def test_a_deleted_product_is_gone_for_everybody(sign_in, stranger, article):
    admin = sign_in(Role.ADMIN)
    made = admin.post("/api/products", article | {"barcode": "4711"}).json
    path = f"/api/products/{made['id']}"
    gone = admin.delete(path)
    assert (gone.status_code, list(gone.json)) == (200, ["message"])
    for person in (stranger, admin):
        assert person.get(path).status_code == 404
        assert ids(person.get("/api/products?include_inactive=true")) == []
        assert ids(person.get("/api/products?search_type=slug&search_value=desk-lamp")) == []
    assert admin.delete(path).status_code == 404
    assert admin.put(path, {"price": 1}).status_code == 404
    again = admin.post("/api/products", article | {"barcode": "4711"})
    assert (again.status_code, again.json["slug"]) == (201, "desk-lamp-2"), "its codes are free, its address is not"


def test_an_inactive_product_exists_only_for_those_who_manage_products(make, sign_in, stranger):
    hidden = make.product(is_active=False)
    path, listed = f"/api/products/{hidden.id}", "/api/products?include_inactive=true"
    for person in (stranger, sign_in(Role.CUSTOMER), sign_in(Role.CASHIER)):
        assert (person.get(path).status_code, ids(person.get(listed))) == (404, [])
    for role in (Role.MANAGER, Role.ADMIN):
        person = sign_in(role)
        assert (person.get(path).status_code, ids(person.get(listed))) == (200, [hidden.id])
        assert ids(person.get("/api/products")) == []


def test_a_change_to_an_older_version_is_refused(make, sign_in, stranger):
    manager, admin, product = sign_in(Role.MANAGER), sign_in(Role.ADMIN), make.product(price=1000)
    path = f"/api/products/{product.id}"
    first = manager.put(path, {"price": 1}, headers={"If-Match": stranger.get(path).headers["ETag"]})
    assert (first.status_code, first.headers["ETag"]) == (200, '"2"')
    for outdated in ('"1"', "nonsense", '"1", "99"', '"99999999999999999999999"', '""', '", W/', ",", '"²"'):
        late = manager.put(path, {"price": 2}, headers={"If-Match": outdated})
        assert (late.status_code, late.json["code"]) == (409, "version_mismatch")
        assert late.json["details"] == {"current_version": 2}
        assert admin.delete(path, headers={"If-Match": outdated}).status_code == 409
    assert stranger.get(path).json["price"] == 1
    for price, fitting in enumerate(("*", 'W/"3"', '"1", "4"', "")):
        latest = manager.put(path, {"price": 10 + price}, headers={"If-Match": fitting})
        assert (latest.status_code, latest.headers["ETag"]) == (200, f'"{price + 3}"')


def test_a_sale_is_no_new_version(make, sign_in, stranger):
    product = make.product()
    make.order(lines=[(product, 1)])
    shown = stranger.get(f"/api/products/{product.id}")
    assert (shown.json["stock_quantity"], shown.headers["ETag"]) == (9, '"1"')


def test_two_editors_of_one_version_cannot_both_win(make, sign_in, together):
    product, people = make.product(), [sign_in(Role.MANAGER) for _ in range(4)]
    replies = together(
        [
            lambda p=p, n=n: p.put(f"/api/products/{product.id}", {"price": n + 1}, headers={"If-Match": '"1"'})
            for n, p in enumerate(people)
        ]
    )
    assert sorted(reply.status_code for reply in replies) == [200, 409, 409, 409]


def test_products_of_one_name_made_at_once_have_different_slugs(sign_in, together, article):
    people = [sign_in(Role.MANAGER) for _ in range(8)]
    replies = together(
        [lambda p=p, n=n: p.post("/api/products", article | {"sku": f"S-{n}"}) for n, p in enumerate(people)]
    )
    assert {reply.status_code for reply in replies} == {201}
    assert sorted(reply.json["slug"] for reply in replies) == [
        "desk-lamp", *(f"desk-lamp-{number}" for number in range(2, 9))
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Café Crème, 2nd Edition!", "cafe-creme-2nd-edition"),
        ("  --Ünder_score--  ", "under-score"),
        ("日本語", "product"),
        ("½ ﬁne·Größe—s", "1-2-fine-grosse-s"),
        ("㎉" * 200, ("kcal" * 200)[:220]),
    ],
)
def test_a_slug_is_made_from_the_name(make, name, slug):
    assert make.product(name=name).slug == slug


def test_an_old_slug_still_answers_and_comes_back_with_the_old_name(make, sign_in, stranger):
    manager, product = sign_in(Role.MANAGER), make.product(name="Lamp")
    other = make.product(name="Lamp")
    assert other.slug == "lamp-2"
    manager.put(f"/api/products/{product.id}", {"name": "Torch"})
    for slug in ("lamp", "torch", "TORCH"):
        assert ids(stranger.get(f"/api/products?search_type=slug&search_value={slug}")) == [product.id]
    renamed = manager.put(f"/api/products/{product.id}", {"name": "LAMP"})
    assert renamed.json["slug"] == "lamp"


def test_a_client_cannot_set_what_is_not_its_own(sign_in, article):
    injected = {
        "id": 999, "slug": "mine", "version": 7, "created_at": "2001-01-01T00:00:00Z", "deleted_at": "2001-01-01",
        "discount_percentage": 99, "sku_key": "x", "price_cents": 1, "category": {"id": 1, "name": "Other"},
    }  # fmt: skip
    manager = sign_in(Role.MANAGER)
    made = manager.post("/api/products", article | injected)
    assert (made.status_code, made.headers["ETag"]) == (201, '"1"')
    assert (made.json["slug"], made.json["price"], made.json["discount_percentage"]) == ("desk-lamp", 99.99, 0)
    assert made.json["id"] != 999
    assert not made.json["created_at"].startswith("2001")
    changed = manager.put(f"/api/products/{made.json['id']}", injected)
    assert (changed.status_code, changed.json) == (200, made.json)


WRITES = [
    ("POST", "/api/products", True, {Role.MANAGER, Role.ADMIN}),
    ("POST", "/api/products/add", True, {Role.MANAGER, Role.ADMIN}),
    ("PUT", "/api/products/{id}", True, {Role.MANAGER, Role.ADMIN}),
    ("PATCH", "/api/products/{id}", True, {Role.MANAGER, Role.ADMIN}),
    ("DELETE", "/api/products/{id}", False, {Role.ADMIN}),
]


@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize("role", Role)
def test_who_may_write_products(make, sign_in, stranger, article, role, write):
    method, path, with_body, allowed = write
    path, body = path.replace("{id}", str(make.product().id)), article if with_body else None
    assert stranger.call(method, path, json=body).status_code == 401
    reply = sign_in(role).call(method, path, json=body)
    assert reply.status_code in ({200, 201} if role in allowed else {403})


def test_every_write_is_in_the_audit_trail(sign_in, article):
    admin = sign_in(Role.ADMIN)
    made = admin.post("/api/products", article).json["id"]
    admin.put(f"/api/products/{made}", {"price": 5, "name": "Desk lamp"})
    admin.delete(f"/api/products/{made}")
    entries = admin.get(f"/api/audit?object=product:{made}").json["entries"]
    assert [entry["action"] for entry in entries] == ["product.delete", "product.update", "product.create"]
    assert (entries[1]["before"], entries[1]["after"]) == ({"price_cents": 9999}, {"price_cents": 500})
    assert entries[0]["before"]["sku"] == "LAMP-1"


def test_reading_takes_few_statements_whatever_the_number_of_rows(make, sign_in, stranger, statements):
    def count(person, path):
        with statements() as said:
            assert person.get(path).status_code == 200
        return len(said)

    product, manager = make.product(), sign_in(Role.MANAGER)
    paths = ["/api/products?per_page=100", f"/api/products?category_id={product.category_id}&search=prod",
             f"/api/products/{product.id}"]  # fmt: skip
    few = [count(person, path) for path in paths for person in (stranger, manager)]
    for _ in range(10):
        make.product(category_id=product.category_id)
    assert [count(person, path) for path in paths for person in (stranger, manager)] == few
    assert max(few) <= 3
