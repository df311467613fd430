"""Stock through HTTP: deliveries, corrections, counts, and why the counter is what it is."""

import pytest

from app import services
from app.core.permissions import Role
from app.models.order_states import Status
from tests.factories import ADDRESS
from tests.trails import deeds_of


@pytest.fixture
def manager(sign_in):
    return sign_in(Role.MANAGER)


def move(person, product, deed, **body):
    return person.post(f"/api/products/{product.id}/stock/{deed}", body)


def ledger(person, product, **query):
    return person.get(f"/api/products/{product.id}/stock", query_string=query).json


def test_a_delivery_goes_on_the_shelf_and_into_the_ledger(manager, make):
    product = make.product(stock=4)
    reply = move(manager, product, "receive", quantity=24, note="Delivery 4711")
    assert (reply.status_code, reply.json["stock_quantity"]) == (200, 28)
    row = reply.json["movement"]
    assert (row["kind"], row["quantity"], row["balance"], row["note"]) == ("received", 24, 28, "Delivery 4711")
    assert row["actor"] == {"id": manager.id, "username": manager.user.username}
    assert manager.get(f"/api/products/{product.id}").json["stock_quantity"] == 28
    assert ledger(manager, product)["movements"][0] == row
    assert deeds_of(manager.app, manager.user) == ["stock.receive"]


def test_the_ledger_says_who_why_and_for_which_order_and_adds_up(manager, make):
    product, customer = make.product(stock=10, low_stock_threshold=3), make.user()
    order = make.order(customer, [(product, 4)], status=Status.CANCELLED)
    move(manager, product, "adjust", quantity=-2, reason="Broken", kind="damaged")
    move(manager, product, "count", counted=5, note="shelf 3")
    shown = ledger(manager, product)
    assert [(m["kind"], m["quantity"], m["balance"]) for m in shown["movements"]] == [
        ("adjusted", -3, 5), ("damaged", -2, 8), ("returned", 4, 10), ("sold", -4, 6), ("received", 10, 10),
    ]  # fmt: skip
    assert [m["order_number"] for m in shown["movements"]] == [None, None, *[order.order_number] * 2, None]
    assert shown["movements"][3]["actor"]["id"] == customer.id
    assert shown["movements"][0]["note"] == "counted 5: shelf 3"
    assert (shown["product_id"], shown["stock_quantity"], shown["low_stock_threshold"]) == (product.id, 5, 3)
    assert shown["explained"] == {
        "sum_of_movements": 5,
        "agrees": True,
        "by_kind": {"sold": -4, "returned": 4, "received": 10, "adjusted": -3, "damaged": -2},
    }
    assert make.do(services.doctor.examine) == []


def test_balances_are_exact_on_every_page(manager, make):
    product = make.product(stock=1)
    for quantity in range(1, 10):
        move(manager, product, "receive", quantity=quantity)
    whole = ledger(manager, product, per_page=100)["movements"]
    pages = [ledger(manager, product, per_page=3, page=number) for number in range(1, 6)]
    assert [row for page in pages for row in page["movements"]] == whole
    assert (pages[0]["total"], pages[0]["pages"], pages[4]["movements"]) == (10, 4, [])
    assert whole[0]["balance"] == pages[2]["stock_quantity"] == 46


def test_a_product_without_stock_has_an_empty_ledger(manager, make):
    shown = ledger(manager, make.product(stock=0))
    assert (shown["movements"], shown["total"], shown["pages"]) == ([], 0, 0)
    assert (shown["explained"]["agrees"], shown["explained"]["sum_of_movements"]) == (True, 0)


@pytest.mark.parametrize("kind", ["adjusted", "damaged"])
def test_no_correction_takes_more_than_is_there(kind, manager, make):
    product = make.product(stock=4)
    refused = move(manager, product, "adjust", quantity=-5, reason="Gone", kind=kind)
    assert (refused.status_code, refused.json["code"]) == (409, "insufficient_stock")
    assert refused.json["details"] == {"available": 4}
    assert ledger(manager, product)["total"] == 1
    assert move(manager, product, "adjust", quantity=-4, reason="Gone", kind=kind).json["stock_quantity"] == 0


def test_no_counter_grows_without_end(manager, make):
    product = make.product(stock=1_000_000_000)
    assert move(manager, product, "receive", quantity=1).status_code == 409


def test_a_count_that_finds_what_was_expected_moves_nothing_but_is_remembered(manager, make):
    product = make.product(stock=4)
    reply = move(manager, product, "count", counted=4)
    assert (reply.status_code, reply.json["stock_quantity"], reply.json["movement"]) == (200, 4, None)
    assert ledger(manager, product)["total"] == 1
    assert deeds_of(manager.app, manager.user) == ["stock.count"]


@pytest.mark.parametrize(
    ("deed", "body", "field"),
    [
        ("receive", {}, "quantity"),
        ("receive", {"quantity": 0}, "quantity"),
        ("receive", {"quantity": -1}, "quantity"),
        ("receive", {"quantity": 1.5}, "quantity"),
        ("receive", {"quantity": True}, "quantity"),
        ("receive", {"quantity": 10**30}, "quantity"),
        ("receive", {"quantity": 1, "note": "n" * 401}, "note"),
        ("adjust", {"quantity": 0, "reason": "None"}, "quantity"),
        ("adjust", {"quantity": 1}, "reason"),
        ("adjust", {"quantity": 1, "reason": " "}, "reason"),
        ("adjust", {"quantity": 1, "reason": None}, "reason"),
        ("adjust", {"quantity": 1, "reason": "Found", "kind": "damaged"}, "quantity"),
        ("adjust", {"quantity": 1, "reason": "Found", "kind": "sold"}, "kind"),
        ("count", {}, "counted"),
        ("count", {"counted": -1}, "counted"),
        ("count", {"counted": "many"}, "counted"),
    ],
)
def test_what_makes_no_sense_is_named_and_moves_nothing(deed, body, field, manager, make):
    product = make.product(stock=4)
    refused = move(manager, product, deed, **body)
    assert (refused.status_code, refused.json["code"]) == (400, "validation_failed")
    assert list(refused.json["details"]) == [field]
    assert ledger(manager, product)["total"] == 1


@pytest.mark.parametrize(
    ("deed", "body"),
    [("receive", {"quantity": 5}), ("adjust", {"quantity": -3, "reason": "Gone"}), ("count", {"counted": 1})],
)
def test_a_request_that_is_sent_twice_moves_once(deed, body, manager, make):
    product, key = make.product(stock=4), {"Idempotency-Key": "delivery-1"}
    path = f"/api/products/{product.id}/stock/{deed}"
    first, again = (manager.post(path, body, headers=key) for _ in range(2))
    assert (first.data, first.status_code) == (again.data, again.status_code)
    assert ledger(manager, product)["total"] == 2
    assert manager.post(path, body | {"quantity": 9, "counted": 9}, headers=key).status_code == 422


def test_a_count_while_selling_forgets_no_sale(manager, make, sign_in, together):
    product = make.product(stock=50)
    line = {"shipping_address": ADDRESS, "items": [{"product_id": product.id, "quantity": 1}]}
    people = [sign_in(Role.CUSTOMER) for _ in range(6)]
    replies = together(
        [
            *(lambda p=p: p.post("/api/orders", line) for p in people),
            lambda: move(manager, product, "count", counted=30),
            lambda: move(manager, product, "receive", quantity=7),
        ]
    )
    assert {reply.status_code for reply in replies} == {200, 201}
    shown = ledger(manager, product)
    assert 24 <= shown["stock_quantity"] <= 37
    assert shown["explained"]["agrees"]
    balance = 0
    for row in reversed(shown["movements"]):
        balance += row["quantity"]
        assert row["balance"] == balance
    assert make.do(services.doctor.examine) == []


def test_stock_of_a_product_that_is_not_there_is_not_found(manager, sign_in, make):
    product = make.product()
    assert sign_in(Role.ADMIN).delete(f"/api/products/{product.id}").status_code == 200
    for number in (product.id, 999_999):
        assert manager.get(f"/api/products/{number}/stock").status_code == 404
        assert manager.post(f"/api/products/{number}/stock/receive", {"quantity": 1}).status_code == 404


def test_stock_of_a_product_that_is_not_on_sale_can_be_looked_after(manager, make):
    product = make.product(stock=1, is_active=False)
    assert move(manager, product, "receive", quantity=1).json["stock_quantity"] == 2
    assert ledger(manager, product)["stock_quantity"] == 2


@pytest.mark.parametrize("role", [Role.CUSTOMER, Role.CASHIER])
def test_neither_shoppers_nor_cashiers_look_after_stock(role, sign_in, make):
    product, person = make.product(), sign_in(role)
    assert person.get(f"/api/products/{product.id}/stock").status_code == 403
    assert move(person, product, "receive", quantity=1).status_code == 403


def test_a_threshold_is_set_with_the_product_and_shown_to_those_who_manage_it(manager, sign_in, stranger, make):
    shelf = make.category()
    article = {"name": "Lamp", "sku": "L-1", "price": 5, "category_id": shelf.id, "stock_quantity": 1}
    made = manager.post("/api/products", article).json
    path = f"/api/products/{made['id']}"
    assert made["low_stock_threshold"] == 5
    assert manager.put(path, {"low_stock_threshold": 0}).json["low_stock_threshold"] == 0
    assert manager.get(path).json["low_stock_threshold"] == 0
    for person in (stranger, sign_in(Role.CUSTOMER), sign_in(Role.CASHIER)):
        assert "low_stock_threshold" not in person.get(path).json
    for wrong in (-1, 1_000_001, None, "few", True):
        refused = manager.put(path, {"low_stock_threshold": wrong})
        assert (refused.status_code, list(refused.json["details"])) == (400, ["low_stock_threshold"])
    assert manager.post("/api/products", article | {"sku": "L-2", "low_stock_threshold": 9}).status_code == 201
