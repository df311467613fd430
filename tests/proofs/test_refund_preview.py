"""A preview says to the cent what the refund then does, and does nothing itself."""

import random

import pytest

from app import services
from app.core.permissions import Role
from app.models.order_states import Status
from tests.trails import deeds_of


@pytest.fixture
def admin(sign_in):
    return sign_in(Role.ADMIN)


def preview(person, order, **body):
    return person.post(f"/api/orders/{order.id}/refund/preview", body)


def refund(person, order, **body):
    return person.post(f"/api/orders/{order.id}/refund", body)


def cents(amount):
    return round(amount * 100)


def merged(lines):
    return [{name: line[name] for name in ("order_item_id", "quantity", "restock", "amount")} for line in lines]


def test_a_preview_shows_each_line_with_its_tax_and_shipping(admin, make):
    order = make.order(lines=[(make.product(price=1000), 3), (make.product(price=500), 2)], paid=True)
    first, second = order.items
    shown = preview(admin, order, items=[{"order_item_id": first.id, "quantity": 1}])
    assert shown.status_code == 200
    # Of the 10.00 for shipping 7.50 belong to the first line, and of these a third to each piece.
    assert shown.json == {
        "order_id": order.id,
        "items": [
            {
                "order_item_id": first.id, "product_id": first.product_id, "product_name": first.product_name,
                "product_sku": first.product_sku, "quantity": 1, "restock": True,
                "goods": 10, "tax": 1, "shipping": 2.5, "amount": 13.5,
            }
        ],
        "goods": 10, "tax": 1, "shipping": 2.5, "difference": 0, "amount": 13.5,
        "payment_method": "credit_card",
        "left": {
            "amount": 40.5,
            "items": [{"order_item_id": first.id, "quantity": 2}, {"order_item_id": second.id, "quantity": 2}],
        },
        "status": "pending", "payment_status": "partially_refunded",
    }  # fmt: skip


def test_a_preview_changes_nothing(admin, make):
    product = make.product(stock=10)
    order = make.order(lines=[(product, 3)], paid=True)
    before = admin.get(f"/api/orders/{order.id}").json
    seen = [preview(admin, order).json for _ in range(2)]
    assert seen[0] == seen[1]
    assert (seen[0]["status"], seen[0]["payment_status"]) == ("refunded", "refunded")
    assert seen[0]["left"] == {"amount": 0, "items": [{"order_item_id": order.items[0].id, "quantity": 0}]}
    assert admin.get(f"/api/orders/{order.id}").json == before
    assert admin.get(f"/api/products/{product.id}").json["stock_quantity"] == 7
    assert deeds_of(admin.app, admin.user) == []


def test_an_amount_without_goods_is_a_difference(admin, make):
    order = make.order(lines=[(make.product(price=5000), 1)], paid=True)
    shown = preview(admin, order, amount=60).json
    assert (shown["items"], shown["goods"], shown["difference"], shown["amount"]) == ([], 0, 60, 60)
    refund(admin, order, amount=60)
    rest = preview(admin, order, items=[{"order_item_id": order.items[0].id, "quantity": 1}]).json
    assert (rest["goods"], rest["tax"], rest["shipping"]) == (50, 5, 10)
    assert (rest["difference"], rest["amount"], rest["status"]) == (-60, 5, "refunded")


@pytest.mark.parametrize("status", [Status.DELIVERED, Status.CANCELLED])
def test_a_preview_says_what_goes_back_on_the_shelf(status, admin, make):
    order = make.order(status=status, paid=True) if status is not Status.CANCELLED else make.order(paid=True)
    if status is Status.CANCELLED:
        admin.put(f"/api/orders/{order.id}/status", {"status": "cancelled"})
    line = {"order_item_id": order.items[0].id, "quantity": 1}
    assert preview(admin, order, items=[line]).json["items"][0]["restock"] is False
    wished = preview(admin, order, items=[line | {"restock": True}]).json["items"][0]["restock"]
    assert wished is (status is Status.DELIVERED)


def test_a_preview_is_refused_as_the_refund_would_be(admin, make):
    unpaid, order = make.order(), make.order(lines=[(make.product(), 2)], paid=True)
    line = {"order_item_id": order.items[0].id, "quantity": 3}
    for ask in (preview, refund):
        assert ask(admin, unpaid).json["code"] == "nothing_to_refund"
        assert ask(admin, order, items=[line]).json["code"] == "refund_exceeds_sale"
        assert ask(admin, order, amount=999).json["code"] == "refund_exceeds_payment"
        assert ask(admin, order, amount="much").status_code == 400
        assert ask(admin, order, items=[line | {"order_item_id": 10**6}]).status_code == 400
    assert admin.post("/api/orders/999999/refund/preview").status_code == 404


@pytest.mark.parametrize("role", [Role.CUSTOMER, Role.CASHIER, Role.MANAGER])
def test_only_an_admin_previews_a_refund(role, sign_in, make):
    assert preview(sign_in(role), make.order(paid=True)).status_code == 403


def wishes(dice, order, left):
    """Something somebody might want back: units, an amount, both, or everything."""
    there = [item for item in order.items if left["quantity"][item.id]]
    units = [
        {
            "order_item_id": item.id,
            "quantity": dice.randint(1, left["quantity"][item.id]),
            "restock": dice.choice([True, False, None]),
        }
        for item in dice.sample(there, dice.randint(1, len(there)))
    ] if there else []  # fmt: skip
    kind = dice.random()
    if kind < 0.5 and units:
        return {"items": units}
    if kind < 0.7 and units:
        return {"items": units, "amount": dice.randint(1, max(1, left["amount"] // 4)) / 100}
    if kind < 0.95:
        return {"amount": dice.randint(1, max(1, left["amount"] // 3)) / 100}
    return {}


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("status", [Status.PENDING, Status.DELIVERED])
def test_preview_and_refund_agree_whatever_the_steps(seed, status, admin, make):
    dice = random.Random(f"{seed} {status}")
    lines = [(make.product(price=dice.randrange(1, 9999)), dice.randint(1, 6)) for _ in range(dice.randint(1, 3))]
    order = make.order(lines=lines, status=status, paid=True)
    left = {"amount": order.total_cents, "quantity": {item.id: item.quantity for item in order.items}}
    parts = {"goods": 0, "tax": 0, "shipping": 0}
    for step in range(12):
        body = {} if step == 11 else wishes(dice, order, left)
        seen, done = preview(admin, order, **body), refund(admin, order, **body)
        assert seen.status_code == done.status_code
        if done.status_code != 200:
            assert seen.json["code"] == done.json["code"]
            continue
        told, paid = seen.json, done.json
        assert told["amount"] == paid["refund"]["amount"]
        assert merged(told["items"]) == merged(paid["refund"]["items"])
        assert told["status"] == paid["order"]["status"]
        assert told["payment_status"] == paid["order"]["payment_status"]
        assert cents(told["left"]["amount"]) == order.total_cents - cents(paid["order"]["amount_refunded"])
        sold = {item["id"]: item["quantity"] - item["refunded_quantity"] for item in paid["order"]["items"]}
        left = {"amount": cents(told["left"]["amount"]), "quantity": sold}
        assert {line["order_item_id"]: line["quantity"] for line in told["left"]["items"]} == sold
        for line in [told, *told["items"]]:
            whole = sum(cents(line[part]) for part in parts) + cents(line.get("difference", 0))
            assert whole == cents(line["amount"])
        for part in parts:
            parts[part] += cents(told[part])
            assert cents(told[part]) == sum(cents(line[part]) for line in told["items"])
        if not left["amount"]:
            break
    assert left["amount"] == 0
    if not any(left["quantity"].values()):
        assert list(parts.values()) == [order.subtotal_cents, order.tax_cents, order.shipping_cents]
    assert make.do(services.doctor.examine) == []
