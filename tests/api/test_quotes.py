"""What a purchase would come to: the figures of the cart, of a quote and of the order are the same ones."""

from decimal import Decimal

import pytest

from app import services
from app.core.permissions import Role
from app.models.carts import MAX_LINES
from tests.factories import ADDRESS
from tests.people import Person

AMOUNTS = ("total_items", "subtotal", "tax", "shipping_cost", "discount", "total")


def amounts(thing):
    return {name: thing[name] for name in AMOUNTS}


def wish(*lines):
    return {"items": [{"product_id": product.id, "quantity": quantity} for product, quantity in lines]}


def test_quote_cart_and_order_agree_to_the_cent(make, sign_in, stranger):
    person, one, other = sign_in(Role.CUSTOMER), make.product(price=1999), make.product(price=335)
    wanted = wish((one, 3), (other, 1))
    quoted = stranger.post("/api/cart/quote", wanted)
    assert quoted.status_code == 200
    assert quoted.json["problems"] == []
    cart = person.post("/api/cart/merge", wanted).json["cart"]
    order = person.post("/api/orders", {"shipping_address": ADDRESS}).json["order"]

    expected = {
        "total_items": 4,
        "subtotal": 63.32,
        "tax": 6.33,
        "shipping_cost": 10,
        "discount": 0,
        "total": 79.65,
    }
    assert amounts(quoted.json) == amounts(cart) == amounts(order) == expected


def test_they_agree_in_a_shop_that_is_set_up_differently(make, installation):
    shop = installation.with_settings(tax_percent=Decimal("7.5"), shipping_cents=0)
    person, product = Person(shop, token=make.person().token), make.product(price=333)
    quoted = person.post("/api/cart/quote", wish((product, 1))).json
    cart = person.post("/api/cart/items", {"product_id": product.id}).json["cart"]
    order = person.post("/api/orders", {"shipping_address": ADDRESS}).json["order"]
    assert amounts(quoted) == amounts(cart) == amounts(order)
    assert (quoted["tax"], quoted["shipping_cost"], quoted["total"]) == (0.25, 0, 3.58)


def test_nothing_is_sent_for_an_empty_cart(sign_in, stranger):
    nothing = dict.fromkeys(AMOUNTS, 0)
    assert amounts(sign_in(Role.CUSTOMER).get("/api/cart").json) == nothing
    quoted = stranger.post("/api/cart/quote", {"items": []}).json
    assert amounts(quoted) == nothing
    assert [problem["kind"] for problem in quoted["problems"]] == ["empty"]


def test_a_line_of_a_quote_shows_the_product_as_it_is_now(make, stranger):
    product = make.product(price=1250, stock=3)
    [line] = stranger.post("/api/cart/quote", wish((product, 2))).json["items"]
    assert line["product"] == {**line["product"], "id": product.id, "name": product.name, "price": 12.50}
    assert (line["product_id"], line["quantity"], line["available"]) == (product.id, 2, 3)
    assert (line["unit_price"], line["total_price"]) == (12.50, 25.00)


def test_lines_stay_as_they_were_named_and_the_same_product_is_one_line(make, stranger):
    one, other = make.product(), make.product()
    quoted = stranger.post("/api/cart/quote", wish((other, 1), (one, 2), (other, 4))).json
    assert [(line["product_id"], line["quantity"]) for line in quoted["items"]] == [(other.id, 5), (one.id, 2)]


def test_what_cannot_be_ordered_is_a_problem_and_not_an_error(make, stranger):
    short, fine, hidden, gone = make.product(stock=2), make.product(), make.product(is_active=False), make.product()
    make.do(lambda: services.products.remove(make.boss, gone.id))
    wanted = wish((short, 3), (fine, 1), (hidden, 1), (gone, 1))
    wanted["items"].append({"product_id": 999_999, "quantity": 1})
    quoted = stranger.post("/api/cart/quote", wanted)

    assert quoted.status_code == 200
    assert [line["product_id"] for line in quoted.json["items"]] == [short.id, fine.id]
    assert {p["product_id"]: (p["kind"], p["available"]) for p in quoted.json["problems"]} == {
        hidden.id: ("unavailable", 0),
        gone.id: ("unavailable", 0),
        999_999: ("unavailable", 0),
        short.id: ("insufficient_stock", 2),
    }
    assert hidden.name not in quoted.text
    assert quoted.json["subtotal"] == 40.00


@pytest.mark.parametrize(
    ("items", "field"),
    [
        ([{"product_id": 1, "quantity": 0}], "items.0.quantity"),
        ([{"product_id": 1, "quantity": 60}] * 2, "items"),
        ([{"product_id": n} for n in range(1, MAX_LINES + 2)], "items"),
        (None, "items"),
    ],
)
def test_what_no_order_could_hold_is_refused_as_an_order_refuses_it(items, field, stranger):
    refused = stranger.post("/api/cart/quote", {"items": items})
    assert (refused.status_code, list(refused.json["details"])) == (400, [field])


def test_a_quote_keeps_nothing_and_asks_one_question_however_long_it_is(make, sign_in, statements):
    person = sign_in(Role.CUSTOMER)
    products = [make.product() for _ in range(5)]
    for length in (1, 5):
        with statements() as said:
            answer = person.post("/api/cart/quote", wish(*((product, 1) for product in products[:length])))
        assert len(answer.json["items"]) == length
        assert len(said) == 1, said
        assert said[0].startswith("SELECT")
    assert person.get("/api/cart").json["items"] == []
