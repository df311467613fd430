"""Nothing is paid back that was not paid, and in the end all of it can be."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import services
from app.core import money
from app.core.permissions import Role
from app.models import Order, OrderItem
from app.models.order_states import Status
from app.services.refunds import Wanted, plan


def refund(person, order, **body):
    return person.post(f"/api/orders/{order.id}/refund", body)


def stock_of(person, product):
    return person.get(f"/api/products/{product.id}").json["stock_quantity"]


def test_everything_left_is_paid_back_at_once(sign_in, make):
    admin, product = sign_in(Role.ADMIN), make.product(price=1999)
    order = make.order(lines=[(product, 3)], paid=True)
    reply = refund(admin, order, reason="Changed their mind")
    assert reply.status_code == 200
    shown, paid_back = reply.json["order"], reply.json["refund"]
    assert (shown["status"], shown["payment_status"]) == ("refunded", "refunded")
    assert paid_back["amount"] == shown["amount_refunded"] == shown["amount_paid"] == shown["total"]
    assert [(line["quantity"], line["restock"]) for line in paid_back["items"]] == [(3, True)]
    assert stock_of(admin, product) == 10
    assert refund(admin, order).json["code"] == "nothing_to_refund"
    assert make.do(services.doctor.examine) == []


@pytest.mark.parametrize("path", ["status", "payment-status"])
def test_an_admin_may_also_just_set_it_to_refunded(path, sign_in, make):
    admin, order = sign_in(Role.ADMIN), make.order(paid=True)
    reply = admin.put(f"/api/orders/{order.id}/{path}", {path.replace("-", "_"): "refunded"})
    assert reply.json["order"]["amount_refunded"] == reply.json["order"]["total"]
    assert make.do(services.doctor.examine) == []


def test_an_order_nobody_paid_cannot_be_refunded(sign_in, make):
    admin, order = sign_in(Role.ADMIN), make.order()
    assert refund(admin, order).json["code"] == "nothing_to_refund"
    assert "refunded" not in admin.get(f"/api/orders/{order.id}").json["next_statuses"]


def test_goods_that_left_the_shop_go_back_only_when_somebody_says_so(sign_in, make):
    admin, product = sign_in(Role.ADMIN), make.product()
    order = make.order(lines=[(product, 4)], status=Status.DELIVERED, paid=True)
    line = order.items[0].id
    assert refund(admin, order, items=[{"order_item_id": line, "quantity": 1}]).status_code == 200
    assert stock_of(admin, product) == 6
    refund(admin, order, items=[{"order_item_id": line, "quantity": 2, "restock": True}])
    assert stock_of(admin, product) == 8
    shown = admin.get(f"/api/orders/{order.id}").json
    assert (shown["status"], shown["payment_status"]) == ("delivered", "partially_refunded")
    assert shown["items"][0]["refunded_quantity"] == 3


def test_the_goods_of_a_cancelled_order_go_back_once(sign_in, make):
    customer, product = make.user(), make.product()
    order = make.order(customer, [(product, 4)], paid=True)
    admin = sign_in(Role.ADMIN)
    refund(admin, order, items=[{"order_item_id": order.items[0].id, "quantity": 1, "restock": False}])
    sign_in(customer).post(f"/api/orders/{order.id}/cancel")
    assert stock_of(admin, product) == 9
    reply = refund(admin, order, items=[{"order_item_id": order.items[0].id, "quantity": 3, "restock": True}])
    assert reply.json["refund"]["items"][0]["restock"] is False
    assert (reply.json["order"]["status"], stock_of(admin, product)) == ("refunded", 9)


def test_an_amount_is_paid_back_without_goods_until_it_is_everything(sign_in, make):
    admin, product = sign_in(Role.ADMIN), make.product(price=5000)
    order = make.order(lines=[(product, 1)], paid=True)
    assert refund(admin, order, amount=65.01).json["code"] == "refund_exceeds_payment"
    some = refund(admin, order, amount=60.00).json
    assert (some["order"]["status"], some["refund"]["items"], stock_of(admin, product)) == ("pending", [], 9)
    rest = refund(admin, order, amount=5.00).json
    assert (rest["order"]["status"], stock_of(admin, product)) == ("refunded", 10)


def test_lines_bring_back_at_most_what_is_left(sign_in, make):
    admin = sign_in(Role.ADMIN)
    order = make.order(lines=[(make.product(price=3000), 1), (make.product(price=3000), 1)], paid=True)
    refund(admin, order, amount=50.00)
    items = [{"order_item_id": item.id, "quantity": 1} for item in order.items]
    reply = refund(admin, order, items=items)
    assert reply.json["refund"]["amount"] == 26.00
    assert reply.json["order"]["amount_refunded"] == 76.00


def test_less_than_lines_are_worth_may_be_paid_but_not_more(sign_in, make):
    admin, order = sign_in(Role.ADMIN), make.order(lines=[(make.product(price=1000), 2)], paid=True)
    items = [{"order_item_id": order.items[0].id, "quantity": 1}]
    assert refund(admin, order, items=items, amount=16.01).status_code == 409
    assert refund(admin, order, items=items, amount=15.00).json["refund"]["amount"] == 15.00


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ({"quantity": 3}, 409),
        ({"quantity": 0}, 400),
        ({"quantity": "two"}, 400),
        ({"order_item_id": 9**9, "quantity": 1}, 400),
        ({"order_item_id": None, "quantity": 1}, 400),
        ({"quantity": 1, "restock": "perhaps"}, 400),
    ],
)
def test_lines_that_make_no_sense_pay_nothing_back(line, status, sign_in, make):
    admin, order = sign_in(Role.ADMIN), make.order(lines=[(make.product(), 2)], paid=True)
    assert refund(admin, order, items=[{"order_item_id": order.items[0].id} | line]).status_code == status
    assert admin.get(f"/api/orders/{order.id}").json["amount_refunded"] == 0


def test_the_same_line_twice_is_refused(sign_in, make):
    order = make.order(lines=[(make.product(), 2)], paid=True)
    line = {"order_item_id": order.items[0].id, "quantity": 1}
    assert refund(sign_in(Role.ADMIN), order, items=[line, line]).status_code == 400


@pytest.mark.parametrize("amount", [0, -5, 1.005, "much", 10**30, True])
def test_an_amount_that_is_none_is_named(amount, sign_in, make):
    refused = refund(sign_in(Role.ADMIN), make.order(paid=True), amount=amount)
    assert (refused.status_code, list(refused.json["details"])) == (400, ["amount"])


def test_eight_simultaneous_refunds_of_sixty_per_cent_are_one(make, sign_in, together):
    order = make.order(lines=[(make.product(price=10000), 1)], paid=True)
    share = round(order.total_cents * 0.6) / 100
    admins = [sign_in(Role.ADMIN) for _ in range(8)]
    replies = together([lambda a=a: refund(a, order, amount=share) for a in admins])
    assert sorted(reply.status_code for reply in replies) == [200] + [409] * 7
    assert admins[0].get(f"/api/orders/{order.id}").json["amount_refunded"] == share


def test_eight_simultaneous_refunds_of_everything_return_the_stock_once(make, sign_in, together):
    product = make.product()
    order = make.order(lines=[(product, 3)], paid=True)
    admins = [sign_in(Role.ADMIN) for _ in range(8)]
    replies = together([lambda a=a: refund(a, order) for a in admins])
    assert sorted(reply.status_code for reply in replies) == [200] + [409] * 7
    assert stock_of(admins[0], product) == 10
    assert make.do(services.doctor.examine) == []


def test_partial_refunds_in_any_order_add_up_to_what_was_paid(make, sign_in):
    dice = random.Random(7)
    admin = sign_in(Role.ADMIN)
    order = make.order(lines=[(make.product(price=dice.randrange(1, 9999)), n) for n in (3, 7, 1)], paid=True)
    units = [item.id for item in order.items for _ in range(item.quantity)]
    dice.shuffle(units)
    amounts = [
        refund(admin, order, items=[{"order_item_id": unit, "quantity": 1}]).json["refund"]["amount"]
        for unit in units
    ]
    shown = admin.get(f"/api/orders/{order.id}").json
    assert round(sum(amounts) * 100) == order.total_cents
    assert (shown["status"], shown["amount_refunded"]) == ("refunded", shown["amount_paid"])
    assert make.do(services.doctor.examine) == []


PRICES = st.lists(st.tuples(st.integers(1, 99_999), st.integers(1, 9)), min_size=1, max_size=6)


@given(PRICES, st.integers(0, 5_000), st.randoms(use_true_random=False))
def test_units_are_worth_exactly_what_was_paid_whatever_the_order(lines, shipping, dice):
    totals = [price * quantity for price, quantity in lines]
    tax = sum(totals) // 10
    shares = zip(money.split(tax, totals), money.split(shipping, totals), strict=True)
    items = [
        OrderItem(id=n, quantity=q, refunded_quantity=0, total_cents=p * q, tax_cents=t, shipping_cents=s)
        for n, ((p, q), (t, s)) in enumerate(zip(lines, shares, strict=True), start=1)
    ]
    paid = sum(totals) + tax + shipping
    order = Order(status=Status.DELIVERED, items=items, paid_cents=paid, refunded_cents=0)
    units = [item for item in items for _ in range(item.quantity)]
    dice.shuffle(units)
    for unit in units:
        _, amount = plan(order, [Wanted(unit.id, 1)], None)
        order.refunded_cents += amount
        unit.refunded_quantity += 1
        assert order.refunded_cents <= paid
    assert order.refunded_cents == paid
