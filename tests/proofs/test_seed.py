"""The example shop is the one that clients, testers and the Postman collection know."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app import services
from app.models.order_states import Status
from tests.installations import DATABASES, Installation, Installations
from tests.people import Person
from tests.seeding import run_seed
from tests.servers import postgres

STAFF = [("admin", "Admin123!"), ("manager", "Manager123!"), ("cashier", "Cashier123!")]
ROOTS = ["Electronics", "Clothing", "Home & Garden", "Sports", "Books", "Toys", "Beauty", "Automotive"]
UNDER = {
    "Electronics": ["Computers", "Smartphones", "Audio"],
    "Clothing": ["Men's Clothing", "Women's Clothing"],
}


# Filled once for all tests of this file, which is why none of them changes anything or asks for `app`.
@pytest.fixture(scope="module", params=DATABASES)
def shop(request: pytest.FixtureRequest, installations: Installations) -> Iterator[Installation]:
    """A seeded shop."""
    if request.param == "postgresql" and (reason := postgres.available()):
        pytest.skip(f"no PostgreSQL: {reason}")
    found = installations.on(request.param)
    found.emptied()
    assert run_seed(found) == 0
    yield found
    found.emptied()


@pytest.fixture
def guest(shop: Installation) -> Person:
    """Somebody who is not signed in."""
    return Person(shop.app)


@pytest.fixture
def admin(guest: Person) -> Person:
    """The admin, signed in as the README says."""
    return signed_in(guest, "admin@ecommerce.com", "Admin123!")


def signed_in(guest: Person, name: str, password: str) -> Person:
    answer = guest.post("/api/auth/login", {"email_or_username": name, "password": password})
    assert answer.status_code == 200, (name, answer.text)
    return Person(guest.app, token=answer.json["access_token"])


def everything(person: Person, path: str, key: str) -> list[dict[str, Any]]:
    """Every row of a list, page by page."""
    rows: list[dict[str, Any]] = []
    page = {"has_next": True, "current_page": 0}
    while page["has_next"]:
        page = person.get(f"{path}?per_page=100&page={page['current_page'] + 1}").json
        rows += page[key]
    assert len(rows) == page["total"]
    return rows


def cents(amount: float) -> int:
    return round(amount * 100)


def test_the_people_have_the_ids_and_names_that_testers_know(admin):
    users = everything(admin, "/api/users", "users")
    expected = [(i + 1, role, f"{role}@ecommerce.com", role) for i, (role, _) in enumerate(STAFF)]
    expected += [(n + 3, f"shopper{n}", f"customer{n}@email.com", "customer") for n in range(1, 51)]

    found = sorted((user["id"], user["username"], user["email"], user["role"]) for user in users)
    assert found == expected
    assert all(user["is_active"] for user in users)


def test_everybody_signs_in_with_the_published_passwords(guest):
    for role, password in STAFF:
        assert signed_in(guest, f"{role}@ecommerce.com", password).get("/api/auth/me").json["user"]["role"] == role
        assert signed_in(guest, role, password).get("/api/auth/me").json["user"]["username"] == role
    for number in range(1, 51):
        me = signed_in(guest, f"customer{number}@email.com", "Customer123!").get("/api/auth/me").json
        assert me["user"]["username"] == f"shopper{number}"
        assert me["profile"]["full_name"].strip()


def test_every_customer_has_one_saved_address_which_is_that_of_their_profile(guest):
    for number in (1, 25, 50):
        person = signed_in(guest, f"customer{number}@email.com", "Customer123!")
        [saved] = person.get("/api/users/addresses").json["addresses"]
        home = person.get("/api/users/profile").json["profile"]["address"]
        assert saved["is_default"]
        assert {name: saved[name] for name in home} == home


def test_the_statistics_are_those_of_53_people(admin):
    assert admin.get("/api/users/statistics").json == {
        "total_users": 53,
        "active_users": 53,
        "inactive_users": 0,
        "by_role": {"customers": 50, "cashiers": 1, "managers": 1, "admins": 1},
    }


def test_the_last_page_of_the_products_has_ten(guest):
    page = guest.get("/api/products?page=8&per_page=20").json
    assert (page["total"], page["pages"], len(page["products"]), page["has_next"]) == (150, 8, 10, False)
    assert guest.get("/api/products?page=9&per_page=20").json["products"] == []


def test_the_products_count_from_one_and_have_codes(guest):
    products = sorted(everything(guest, "/api/products", "products"), key=lambda product: product["id"])
    assert [product["id"] for product in products] == list(range(1, 151))
    assert [product["sku"] for product in products] == [f"SKU-{n:05}" for n in range(1, 151)]
    assert len({product["barcode"] for product in products} - {None, ""}) == 150
    assert len({product["slug"] for product in products}) == 150
    assert all(product["is_active"] and product["price"] >= 0.01 for product in products)
    assert any(product["is_featured"] for product in products)
    assert any(product["compare_price"] and product["discount_percentage"] > 0 for product in products)
    assert 130 <= sum(product["is_in_stock"] for product in products) <= 150
    for product in (products[0], products[-1]):
        found = guest.get(f"/api/products?search_type=sku&search_value={product['sku']}").json
        assert [each["id"] for each in found["products"]] == [product["id"]]


def test_the_categories_are_a_tree_whose_ids_count_from_one(guest):
    categories = guest.get("/api/categories").json["categories"]
    by_name = {category["name"]: category for category in categories}
    in_order = ROOTS + UNDER["Electronics"] + UNDER["Clothing"]

    assert [category["name"] for category in sorted(categories, key=lambda each: each["id"])] == in_order
    assert sorted(category["id"] for category in categories) == list(range(1, 14))
    for root in ROOTS:
        assert by_name[root]["parent_id"] is None
        below = {each["name"] for each in by_name[root]["children"]}
        assert below == set(UNDER.get(root, []))
        assert {by_name[name]["parent_id"] for name in below} <= {by_name[root]["id"]}
    assert all(category["products_count"] > 0 for category in categories)
    assert sum(by_name[root]["products_count"] for root in ROOTS) == 150


def test_there_are_a_hundred_orders_of_sixty_days_in_every_status(admin):
    orders = everything(admin, "/api/orders/admin", "orders")
    placed = [datetime.fromisoformat(order["created_at"]) for order in orders]
    now = datetime.now(UTC)  # noqa: TID251 - what the shop's clock says is what is tested

    assert len({order["order_number"] for order in orders}) == 100
    assert {order["status"] for order in orders} == {str(status) for status in Status}
    assert all(now - timedelta(days=61) <= moment <= now for moment in placed)
    assert min(placed) < now - timedelta(days=50)
    assert 1 <= admin.get("/api/orders/today").json["total"] < 100
    assert {order["customer_id"] for order in orders} <= set(range(4, 54))
    assert len({order["payment_status"] for order in orders}) >= 3


def test_the_totals_of_every_order_add_up(admin):
    for order in everything(admin, "/api/orders/admin", "orders"):
        subtotal = sum(cents(item["total_price"]) for item in order["items"])
        assert all(cents(i["unit_price"]) * i["quantity"] == cents(i["total_price"]) for i in order["items"])
        assert cents(order["subtotal"]) == subtotal
        assert cents(order["tax"]) == (subtotal * 10 + 50) // 100
        assert cents(order["shipping_cost"]) == 1000
        parts = cents(order["subtotal"]) + cents(order["tax"]) + cents(order["shipping_cost"])
        assert parts - cents(order["discount"]) == cents(order["total"])
        assert order["total_items"] == sum(item["quantity"] for item in order["items"])


def test_the_history_of_every_order_makes_sense(admin):
    for order in everything(admin, "/api/orders/admin", "orders"):
        steps = ("created_at", "confirmed_at", "shipped_at", "delivered_at")
        moments = [datetime.fromisoformat(order[name]) for name in steps if order[name]]
        assert moments == sorted(moments), order["order_number"]
        if order["status"] == Status.DELIVERED:
            assert len(moments) == 4
            assert order["tracking_number"]
        if order["status"] == Status.REFUNDED:
            assert (order["payment_status"], order["amount_refunded"]) == ("refunded", order["amount_paid"])


def test_the_books_of_a_seeded_shop_agree(shop):
    with shop.app.app_context():
        assert services.doctor.examine() == []
    said = shop.app.test_cli_runner().invoke(args=["doctor"])
    assert (said.exit_code, said.output.strip()) == (0, "The books agree: no differences.")


def test_filling_twice_is_harmless(shop, admin, capsys):
    def counted() -> Counter[str]:
        lists = {"/api/users": "users", "/api/products": "products", "/api/orders": "orders"}
        return Counter({path: admin.get(path).json["total"] for path in lists})

    before = counted()
    assert run_seed(shop) == 0
    assert run_seed(shop, "--if-empty") == 0
    assert "nothing was changed" in capsys.readouterr().out
    assert counted() == before == {"/api/users": 53, "/api/products": 150, "/api/orders": 100}
