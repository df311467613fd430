"""The cart."""

import pytest

from app import services
from app.core.permissions import Role


def fill(person, product, quantity=1):
    return person.post("/api/cart/items", {"product_id": product.id, "quantity": quantity})


@pytest.mark.parametrize("role", list(Role))
def test_everybody_who_is_signed_in_has_a_cart(role, sign_in, make):
    person = sign_in(role)
    empty = person.get("/api/cart").json
    assert (empty["items"], empty["total_items"], empty["subtotal"]) == ([], 0, 0)
    reply = fill(person, make.product(price=1250), 2)
    assert reply.status_code == 200
    assert reply.json["cart"]["subtotal"] == 25.00
    assert reply.json["cart"]["customer_id"] == person.id


def test_nobody_else_has_one(stranger):
    assert stranger.get("/api/cart").status_code == 401


def test_a_line_is_priced_as_the_product_is_now_and_says_that_it_changed(sign_in, make, app):
    person, product = sign_in(Role.CUSTOMER), make.product(price=3700)
    fill(person, product, 2)
    make.do(lambda: services.products.update(make.boss, product.id, price_cents=3900))
    line = person.get("/api/cart").json["items"][0]
    assert (line["unit_price"], line["total_price"]) == (39.00, 78.00)
    assert (line["price_changed"], line["price_when_added"], line["available"]) == (True, 37.00, 10)
    assert line["product"]["name"] == product.name


def test_more_than_can_be_sold_is_refused_with_what_is_left(sign_in, make):
    person, product = sign_in(Role.CUSTOMER), make.product(stock=3)
    fill(person, product, 2)
    refused = fill(person, product, 2)
    assert refused.status_code == 409
    assert refused.json["details"]["available"] == 3
    assert person.get("/api/cart").json["total_items"] == 2


def test_a_cart_holds_at_most_a_hundred_of_a_product(sign_in, make):
    person, product = sign_in(Role.CUSTOMER), make.product(stock=1000)
    assert fill(person, product, 100).status_code == 200
    assert fill(person, product, 1).json["code"] == "cart_line_full"


@pytest.mark.parametrize("quantity", [0, -1, 101, 1.5, True, "many", 10**30])
def test_a_quantity_that_is_none_is_named(quantity, sign_in, make):
    person = sign_in(Role.CUSTOMER)
    refused = fill(person, make.product(), quantity)
    assert refused.status_code == 400
    assert "quantity" in refused.json["details"]
    assert person.get("/api/cart").json["items"] == []


def test_a_product_that_is_not_on_sale_cannot_be_added(sign_in, make):
    person = sign_in(Role.CUSTOMER)
    hidden = make.product(is_active=False)
    assert fill(person, hidden).status_code == 404
    assert person.post("/api/cart/items", {"product_id": 999_999}).status_code == 404


def test_every_spelling_of_the_address_changes_the_same_cart(sign_in, make):
    person, product = sign_in(Role.CUSTOMER), make.product()
    person.post("/api/cart/add/", {"product_id": str(product.id)})
    assert person.put(f"/api/cart/items/{product.id}", {"quantity": 2}).json["cart"]["total_items"] == 2
    assert person.put(f"/api/cart/update/{product.id}", {"quantity": 3}).json["cart"]["total_items"] == 3
    by_body = person.put("/api/cart/update", {"product_id": product.id, "quantity": 4})
    assert by_body.json["cart"]["total_items"] == 4
    assert person.delete(f"/api/cart/remove/{product.id}").json["cart"]["items"] == []
    assert person.delete(f"/api/cart/items/{product.id}").status_code == 404
    assert person.put(f"/api/cart/items/{product.id}", {"quantity": 1}).status_code == 404


def test_a_cart_is_cleared_without_a_body(sign_in, make):
    person = sign_in(Role.CUSTOMER)
    fill(person, make.product())
    assert person.post("/api/cart/clear").json["cart"]["items"] == []


def test_a_cart_that_cannot_become_an_order_says_why(sign_in, make):
    person, product, other = sign_in(Role.CUSTOMER), make.product(stock=5), make.product()
    assert person.get("/api/cart/validate").json["problems"][0]["kind"] == "empty"
    fill(person, product, 4)
    fill(person, other)
    assert person.get("/api/cart/validate").json["valid"] is True
    make.order(lines=[(product, 3)])
    make.do(lambda: services.products.remove(make.boss, other.id))
    refused = person.get("/api/cart/validate")
    assert refused.status_code == 400
    assert refused.json["valid"] is False
    problems = {p["product_id"]: (p["kind"], p["available"]) for p in refused.json["problems"]}
    assert problems == {product.id: ("insufficient_stock", 2), other.id: ("unavailable", 0)}


def test_one_persons_cart_is_not_anothers(sign_in, make):
    one, other = sign_in(Role.CUSTOMER), sign_in(Role.CUSTOMER)
    fill(one, make.product())
    assert other.get("/api/cart").json["items"] == []


def test_twenty_simultaneous_clicks_are_twenty_more(sign_in, make, together):
    person, product = sign_in(Role.CUSTOMER), make.product(stock=100)
    fill(person, product)
    clicks = together([lambda: make.person(person.user).post("/api/cart/items", {"product_id": product.id})] * 20)
    assert [click.status_code for click in clicks] == [200] * 20
    assert person.get("/api/cart").json["total_items"] == 21


def test_what_staff_do_with_their_cart_is_in_the_trail(sign_in, make):
    cashier, product = sign_in(Role.CASHIER), make.product()
    fill(cashier, product)
    entries = sign_in(Role.ADMIN).get(f"/api/audit?actor={cashier.id}").json["entries"]
    assert [entry["action"] for entry in entries] == ["cart.add"]


@pytest.mark.parametrize("role", [Role.CUSTOMER, Role.CASHIER])
def test_what_a_click_replies_is_what_the_cart_then_shows(role, sign_in, make):
    person = sign_in(role)
    products = [make.product(price=1250, compare_price_cents=1999, stock=n) for n in (9, 8, 7)]
    clicks = [lambda product=product: fill(person, product, 2) for product in (*products, products[0])]
    clicks += [
        lambda: person.put(f"/api/cart/items/{products[1].id}", {"quantity": 5}),
        lambda: person.delete(f"/api/cart/items/{products[0].id}"),
        lambda: person.post("/api/cart/merge", {"items": [{"product_id": products[0].id, "quantity": 1}]}),
        lambda: person.post("/api/cart/clear"),
    ]
    for click in clicks:
        reply = click()
        assert reply.status_code == 200
        assert reply.json["cart"] == person.get("/api/cart").json


def test_a_cart_holds_a_hundred_products_and_more_of_those_but_not_another(sign_in, make):
    person, category = sign_in(Role.CUSTOMER), make.category().id
    products = [make.product(category_id=category) for _ in range(101)]
    wanted = [{"product_id": product.id, "quantity": 1} for product in products[:100]]
    assert len(person.post("/api/cart/merge", {"items": wanted}).json["cart"]["items"]) == 100
    assert fill(person, products[100]).json["code"] == "cart_full"
    assert fill(person, products[99]).json["cart"]["total_items"] == 101
    assert person.post("/api/orders", {"shipping_address": "1 High Street"}).json["order"]["total_items"] == 101


def test_what_left_the_shop_stays_in_the_cart_and_cannot_become_more(sign_in, make):
    person, product = sign_in(Role.CUSTOMER), make.product(stock=5)
    fill(person, product, 2)
    make.do(lambda: services.products.update(make.boss, product.id, is_active=False))
    for more in (fill(person, product), person.put(f"/api/cart/items/{product.id}", {"quantity": 1})):
        assert (more.status_code, more.json["error"]) == (404, "There is no such product on sale.")
    [line] = person.get("/api/cart").json["items"]
    assert (line["quantity"], line["available"], line["product"]["is_active"]) == (2, 0, False)
