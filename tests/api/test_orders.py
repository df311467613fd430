"""Placing, listing and reading orders."""

from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from app import services
from app.core.permissions import Role
from app.models.order_states import Status
from app.models.product_facts import PLACEHOLDER_IMAGE
from tests.factories import ADDRESS, Make
from tests.people import Person


def ids(reply):
    assert reply.status_code == 200, reply.json
    return [order["id"] for order in reply.json["orders"]]


def place(person, *lines, **fields):
    items = [{"product_id": product.id, "quantity": quantity} for product, quantity in lines]
    return person.post("/api/orders", {"shipping_address": ADDRESS} | ({"items": items} if items else {}) | fields)


def test_a_cart_becomes_an_order_and_is_empty(sign_in, make):
    person, mug, pan = sign_in(Role.CUSTOMER), make.product(price=1200), make.product(price=3999)
    for product, quantity in ((mug, 2), (pan, 1)):
        person.post("/api/cart/items", {"product_id": product.id, "quantity": quantity})
    reply = place(person, payment_method="COD", customer_notes="")
    order = reply.json["order"]
    assert reply.status_code == 201
    assert (order["subtotal"], order["tax"], order["shipping_cost"], order["total"]) == (63.99, 6.40, 10.00, 80.39)
    assert (order["status"], order["payment_status"], order["payment_method"]) == ("pending", "pending", "cod")
    assert order["order_number"].startswith("ORD-")
    assert order["shipping_address"] == ADDRESS | {"line2": None}
    assert [(i["product_sku"], i["quantity"]) for i in order["items"]] == [(mug.sku, 2), (pan.sku, 1)]
    assert order["total_items"] == 3
    assert order["customer_notes"] is None
    assert order["next_statuses"] == ["cancelled"]
    assert person.get("/api/cart").json["items"] == []
    assert person.get(f"/api/orders/{order['id']}").json == order
    assert place(person).json["code"] == "cart_empty"


def test_money_is_a_number_with_two_decimals_on_the_wire(sign_in, make):
    person = sign_in(Role.CUSTOMER)
    text = place(person, (make.product(price=110), 3)).get_data(as_text=True)
    assert '"subtotal":3.30,"tax":0.33,"shipping_cost":10.00' in text


def test_the_same_product_twice_is_one_line(sign_in, make):
    person, product = sign_in(Role.CUSTOMER), make.product(stock=5)
    order = place(person, (product, 2), (product, 3)).json["order"]
    assert [(i["product_id"], i["quantity"]) for i in order["items"]] == [(product.id, 5)]


def test_an_order_that_cannot_be_filled_changes_nothing(sign_in, make):
    person, plenty, scarce = sign_in(Role.CUSTOMER), make.product(stock=10), make.product(stock=1)
    for product in (plenty, scarce):
        person.post("/api/cart/items", {"product_id": product.id})
    make.order(lines=[(scarce, 1)])
    refused = place(person)
    assert refused.status_code == 409
    assert refused.json["details"]["problems"] == [
        {"product_id": scarce.id, "kind": "insufficient_stock", "available": 0}
    ]
    assert person.get("/api/cart").json["total_items"] == 2
    assert person.get(f"/api/products/{plenty.id}").json["stock_quantity"] == 10
    assert person.get("/api/orders").json["total"] == 0


def test_a_refusal_names_everything_there_is_too_little_of_in_the_order_of_products(sign_in, make):
    person, few, plenty, none = sign_in(Role.CUSTOMER), make.product(stock=2), make.product(), make.product(stock=0)
    refused = place(person, (none, 1), (plenty, 1), (few, 3))
    assert refused.status_code == 409
    assert refused.json["error"] == (
        f"Only 2 of {few.name} can be sold now. Only 0 of {none.name} can be sold now."
    )
    assert [problem["product_id"] for problem in refused.json["details"]["problems"]] == [few.id, none.id]
    assert (refused.json["details"]["product_id"], refused.json["details"]["available"]) == (few.id, 2)
    assert person.get(f"/api/products/{plenty.id}").json["stock_quantity"] == 10


@pytest.mark.parametrize("role", list(Role))
def test_what_placing_an_order_replies_is_what_the_order_then_shows(role, sign_in, make):
    person, lamp, pan = sign_in(role), make.product(images=["/static/uploads/lamp.png"]), make.product(price=3999)
    placed = place(person, (pan, 2), (lamp, 3), payment_method="cash", customer_notes="Ring twice")
    assert placed.status_code == 201
    assert placed.json["order"] == person.get(f"/api/orders/{placed.json['order']['id']}").json


def test_a_product_nobody_sells_is_not_found(sign_in, make):
    person, hidden = sign_in(Role.CUSTOMER), make.product(is_active=False)
    assert place(person, (hidden, 1)).status_code == 404
    reply = person.post("/api/orders", {"shipping_address": ADDRESS, "items": [{"product_id": 9**9}]})
    assert reply.json["code"] == "product_not_found"


def test_a_product_that_left_the_shop_keeps_its_cart_from_becoming_an_order(sign_in, make):
    person, product = sign_in(Role.CUSTOMER), make.product()
    person.post("/api/cart/items", {"product_id": product.id})
    make.do(lambda: services.products.remove(make.boss, product.id))
    assert place(person).json["code"] == "product_unavailable"


def test_an_order_goes_to_a_saved_address_but_not_to_somebody_elses(sign_in, make):
    person, other = sign_in(Role.CUSTOMER), make.user()
    mine, theirs = make.address(person.user), make.address(other)
    items = [{"product_id": make.product().id, "quantity": 1}]
    placed = person.post("/api/orders", {"items": items, "address_id": mine.id})
    assert placed.json["order"]["shipping_address"]["line1"] == ADDRESS["line1"]
    assert person.post("/api/orders", {"items": items, "address_id": theirs.id}).status_code == 404


def test_an_address_may_be_one_text(sign_in, make):
    person = sign_in(Role.CUSTOMER)
    order = place(person, (make.product(), 1), shipping_address="1 High Street, Leeds").json["order"]
    assert order["shipping_address"]["line1"] == "1 High Street, Leeds"


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"shipping_address": None}, "shipping_address"),
        ({"shipping_address": {"line1": "x"}}, "shipping_address.city"),
        ({"shipping_address": 5}, "shipping_address"),
        ({"shipping_address": ""}, "shipping_address"),
        ({"items": []}, "items"),
        ({"items": [{"product_id": 1, "quantity": 0}]}, "items.0.quantity"),
        ({"items": [{"product_id": 10**40}]}, "items.0.product_id"),
        ({"payment_method": "gold"}, "payment_method"),
        ({"customer_notes": "a\x00b"}, "customer_notes"),
        ({"customer_notes": "x" * 2001}, "customer_notes"),
        ({"address_id": "abc"}, "address_id"),
    ],
)
def test_what_is_wrong_with_an_order_is_named(fields, wrong, sign_in, make):
    person = sign_in(Role.CUSTOMER)
    person.post("/api/cart/items", {"product_id": make.product().id})
    refused = person.post("/api/orders", {"shipping_address": ADDRESS} | fields)
    assert refused.status_code == 400, refused.json
    assert wrong in refused.json["details"]
    assert person.get("/api/cart").json["total_items"] == 1


def test_no_client_sets_what_the_shop_decides(sign_in, make):
    person, product = sign_in(Role.CUSTOMER), make.product(price=1000)
    order = place(
        person,
        (product, 1),
        total=0.01,
        subtotal=0.01,
        customer_id=1,
        status="delivered",
        payment_status="paid",
        id=77,
    ).json["order"]
    assert (order["total"], order["customer_id"], order["status"]) == (21.00, person.id, "pending")
    assert order["payment_status"] == "pending"


def test_tax_and_shipping_are_settings(installation, make):
    app = installation.with_settings(tax_percent=Decimal("8.25"), shipping_cents=0)
    customer = make.user()
    person = Make(app).person(customer)
    order = place(Person(app, customer, person.token), (make.product(price=999), 1)).json["order"]
    assert (order["tax"], order["shipping_cost"], order["total"]) == (0.82, 0.00, 10.81)


def test_a_customer_sees_only_their_own_and_without_items_in_the_list(sign_in, make):
    person = sign_in(Role.CUSTOMER)
    own, foreign = make.order(person.user), make.order()
    reply = person.get("/api/orders")
    assert ids(reply) == [own.id]
    assert {"items", "customer", "admin_notes"}.isdisjoint(reply.json["orders"][0])
    assert "customer" not in person.get(f"/api/orders/{own.id}").json
    for path in (f"/api/orders/{foreign.id}", f"/api/orders/{foreign.id}/timeline"):
        assert person.get(path).status_code == 404
    assert person.post(f"/api/orders/{foreign.id}/cancel").status_code == 404


def test_what_was_ordered_is_shown_with_its_picture_of_today(sign_in, make):
    person, mug = sign_in(Role.CUSTOMER), make.product()
    lamp = make.product(image="/static/uploads/lamp.png")
    placed = place(person, (lamp, 1), (mug, 1)).json["order"]
    path = f"/api/orders/{placed['id']}"
    assert [item["thumbnail_url"] for item in placed["items"]] == [PLACEHOLDER_IMAGE, "/static/uploads/lamp.png"]
    admin = sign_in(Role.ADMIN)
    admin.put(f"/api/products/{mug.id}", {"image_url": "/static/uploads/mug.png"})
    admin.delete(f"/api/products/{mug.id}")
    for shown in (person.get(path).json, admin.get("/api/orders").json["orders"][0]):
        assert [item["thumbnail_url"][-8:] for item in shown["items"]] == ["/mug.png", "lamp.png"]


def test_a_cashier_sees_orders_since_midnight_at_the_shop(installation, make, freeze):
    app = installation.with_settings(shop_timezone=ZoneInfo("Asia/Jerusalem"))
    cashier = make.user(Role.CASHIER)
    freeze("2026-02-10T21:30:00Z")  # 23:30 at the shop
    yesterdays = make.order()
    freeze("2026-02-10T22:30:00Z")  # 00:30, the next day at the shop
    todays = make.order()
    person = Make(app).person(cashier)
    assert ids(person.get("/api/orders")) == [todays.id]
    today = person.get("/api/orders/today")
    assert (ids(today), today.json["date"]) == ([todays.id], "2026-02-11")
    assert person.get(f"/api/orders/{yesterdays.id}").status_code == 404
    assert person.get(f"/api/orders/search?number={yesterdays.order_number}").status_code == 404
    assert person.put(f"/api/orders/{yesterdays.id}/status", {"status": "confirmed"}).status_code == 404


def test_a_manager_sees_thirty_days_and_an_admin_everything(make, sign_in, freeze):
    freeze("2026-01-01T12:00:00Z")
    old = make.order()
    freeze("2026-01-31T12:00:00Z")  # thirty days later: still in reach
    manager, admin = make.user(Role.MANAGER), make.user(Role.ADMIN)
    assert ids(make.person(manager).get("/api/orders/admin")) == [old.id]
    freeze("2026-02-01T00:00:00Z")
    recent = make.order()
    assert ids(make.person(manager).get("/api/orders")) == [recent.id]
    assert make.person(manager).get(f"/api/orders/{old.id}").status_code == 404
    assert make.person(manager).post(f"/api/orders/{old.id}/notes", {"notes": "hm"}).status_code == 404
    assert ids(make.person(admin).get("/api/orders/admin")) == [recent.id, old.id]


def test_staff_see_items_and_customer(make, sign_in):
    customer = make.user(first_name="Noa", last_name="Levi")
    order = make.order(customer)
    for path in ("/api/orders", "/api/orders/today", "/api/orders/admin"):
        shown = sign_in(Role.ADMIN).get(path).json["orders"][0]
        assert shown["customer"]["email"] == customer.email
        assert shown["customer"]["full_name"] == "Noa Levi"
        assert shown["customer"]["id"] == shown["customer_id"] == customer.id
        assert len(shown["items"]) == 1
        assert shown["admin_notes"] is None
    found = sign_in(Role.CASHIER).get(f"/api/orders/search?number={order.order_number.lower()}")
    assert found.json["id"] == order.id


@pytest.mark.parametrize("number", ["ORD-1", "nothing", "ORD-999999999999999999999", "\uff11\uff12\uff13"])
def test_a_number_that_is_none_finds_nothing(number, sign_in):
    assert sign_in(Role.ADMIN).get("/api/orders/search", query_string={"number": number}).status_code == 404


def test_orders_are_found_by_status_day_number_and_name(make, sign_in, freeze):
    freeze("2026-03-01T10:00:00Z")
    first = make.order(make.user(first_name="Zelda"), status=Status.CONFIRMED)
    freeze("2026-03-02T10:00:00Z")
    second = make.order()
    admin = sign_in(Role.ADMIN)
    assert ids(admin.get("/api/orders?status=confirmed")) == [first.id]
    assert ids(admin.get("/api/orders?from=2026-03-02")) == [second.id]
    assert ids(admin.get("/api/orders?to=2026-03-01")) == [first.id]
    assert ids(admin.get("/api/orders?from=2026-03-01T09:00:00Z&to=2026-03-01T11:00:00%2B00:00")) == [first.id]
    assert ids(admin.get(f"/api/orders?q={second.order_number}")) == [second.id]
    assert ids(admin.get("/api/orders?q=zelda")) == [first.id]
    assert ids(admin.get("/api/orders?q=%25")) == []
    assert ids(admin.get("/api/orders?q=")) == [second.id, first.id]
    for wrong in ("status=lost", "from=2026-02-30", "from=yesterday", "to=2026-03-01T11:00:00"):
        assert admin.get(f"/api/orders?{wrong}").status_code == 400, wrong


def test_pages_of_orders_follow_each_other(make, sign_in):
    customer = make.user()
    made = [make.order(customer).id for _ in range(5)]
    person = sign_in(customer)
    pages = [ids(person.get(f"/api/orders?per_page=2&page={page}")) for page in (1, 2, 3, 4)]
    assert pages == [made[:2:-1], made[2:0:-1], made[:1], []]
    last = person.get("/api/orders?per_page=2&page=3").json
    assert (last["total"], last["pages"], last["has_next"], last["has_prev"]) == (5, 3, False, True)
    odd = person.get("/api/orders?page=-1&per_page=zero").json
    assert (odd["current_page"], odd["per_page"]) == (1, 20)
