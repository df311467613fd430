"""Prices through HTTP: compare prices, the history, and changing many at once."""

from itertools import pairwise

import pytest

from app.core.permissions import Role
from tests.trails import deeds_of

PATH = "/api/products/prices"


@pytest.fixture
def manager(sign_in):
    return sign_in(Role.MANAGER)


def change(person, product, **values):
    return person.put(f"/api/products/{product.id}", values)


def shown(person, product):
    found = person.get(f"/api/products/{product.id}").json
    return found["price"], found["compare_price"]


def history(person, product, **query):
    return person.get(f"/api/products/{product.id}/prices", query_string=query).json


def steps(person, product):
    rows = history(person, product)["prices"]
    return [(row["from"], row["to"], row["compare_from"], row["compare_to"]) for row in rows]


def test_every_change_of_a_price_is_in_its_history(manager, make):
    product = make.product(price=1000)
    change(manager, product, price=12.5)
    change(manager, product, compare_price=20)
    change(manager, product, name="Another name", price=12.5)
    change(manager, product, compare_price="")
    assert steps(manager, product) == [
        (12.5, 12.5, 20, None), (12.5, 12.5, None, 20), (10, 12.5, None, None), (None, 10, None, None),
    ]  # fmt: skip
    newest = history(manager, product)["prices"][0]
    assert newest["actor"] == {"id": manager.id, "username": manager.user.username}
    assert (newest["reason"], newest["created_at"][-6:]) == (None, "+00:00")


def test_a_long_history_has_pages(manager, make):
    product = make.product(price=100)
    for cents in range(101, 106):
        change(manager, product, price=cents / 100)
    page = history(manager, product, per_page=2, page=2)
    assert [row["to"] for row in page["prices"]] == [1.03, 1.02]
    assert (page["total"], page["pages"], page["has_next"]) == (6, 3, True)


def test_the_history_of_a_product_that_is_not_there_is_not_found(manager):
    assert manager.get("/api/products/999999/prices").status_code == 404


def test_a_refused_change_leaves_no_trace(manager, make):
    product = make.product(price=1000)
    refused = change(manager, product, price=5, compare_price=4.99)
    assert (refused.status_code, list(refused.json["details"])) == (400, ["compare_price"])
    assert (shown(manager, product), len(steps(manager, product))) == ((10, None), 1)


@pytest.mark.parametrize("compare_price", [9.99, 10, 0.01])
def test_a_compare_price_is_higher_than_the_price(compare_price, manager, make):
    product = make.product(price=1000)
    article = {"name": "Lamp", "sku": "L-1", "price": 10, "category_id": product.category_id, "stock_quantity": 1}
    for refused in (
        change(manager, product, compare_price=compare_price),
        change(manager, product, price=10, compare_price=compare_price),
        manager.post("/api/products", article | {"compare_price": compare_price}),
    ):
        assert (refused.status_code, list(refused.json["details"])) == (400, ["compare_price"])
    assert manager.get("/api/products").json["total"] == 1


@pytest.mark.parametrize(("price", "left"), [(14.99, 15), (15, None), (20, None)])
def test_a_price_that_reaches_the_compare_price_drops_it(price, left, manager, make):
    product = make.product(price=1000, compare_price_cents=1500)
    assert change(manager, product, price=price).json["compare_price"] == left
    assert steps(manager, product)[0] == (10, price, 15, left)


def test_a_list_changes_prices_by_id_and_by_sku(manager, make):
    one, two, same = make.product(price=1000), make.product(price=2000), make.product(price=3000)
    changes = [
        {"product_id": one.id, "price": 9.99, "compare_price": 10},
        {"sku": two.sku.lower(), "price": 25},
        {"product_id": str(same.id), "price": 30},
    ]
    reply = manager.post(PATH, {"changes": changes, "reason": "New list"})
    assert (reply.status_code, reply.json["dry_run"]) == (200, False)
    assert reply.json["counts"] == {"changed": 2, "unchanged": 1, "error": 0}
    assert reply.json["rows"][0] == {
        "product_id": one.id, "sku": one.sku, "name": one.name, "old_price": 10, "new_price": 9.99,
        "old_compare_price": None, "new_compare_price": 10, "kind": "changed", "error": None,
    }  # fmt: skip
    assert [shown(manager, p) for p in (one, two, same)] == [(9.99, 10), (25, None), (30, None)]
    assert [p["reason"] for p in history(manager, two)["prices"]] == ["New list", None]
    assert len(steps(manager, same)) == 1
    assert deeds_of(manager.app, manager.user) == ["price.change"] * 2
    tag = manager.get(f"/api/products/{one.id}").headers["ETag"]
    assert tag == '"2"'
    assert manager.get(f"/api/products/{same.id}").headers["ETag"] == '"1"'


def test_a_preview_says_what_would_happen_and_does_nothing(manager, make):
    product = make.product(price=1000, compare_price_cents=1050)
    reply = manager.post(PATH, {"percent": 10, "where": {}, "dry_run": True})
    (row,) = reply.json["rows"]
    assert (reply.status_code, reply.json["dry_run"], row["kind"]) == (200, True, "changed")
    assert (row["old_price"], row["new_price"]) == (10, 11)
    assert (row["old_compare_price"], row["new_compare_price"]) == (10.5, None)
    assert (shown(manager, product), len(steps(manager, product))) == ((10, 10.5), 1)
    assert deeds_of(manager.app, manager.user) == []


def test_one_row_that_cannot_be_changed_stops_them_all(manager, make):
    good, bad = make.product(price=1000), make.product(price=1000)
    changes = [
        {"product_id": good.id, "price": 5},
        {"product_id": bad.id, "compare_price": 10},
        {"product_id": 999_999, "price": 5},
        {"sku": "NOBODYS", "price": 5},
        {"sku": good.sku, "price": 6},
    ]
    seen = manager.post(PATH, {"changes": changes, "dry_run": True}).json
    assert [row["kind"] for row in seen["rows"]] == ["changed", "error", "error", "error", "error"]
    assert (seen["rows"][2]["product_id"], seen["rows"][3]["sku"]) == (999_999, "NOBODYS")
    refused = manager.post(PATH, {"changes": changes})
    assert (refused.status_code, refused.json["code"]) == (400, "validation_failed")
    expected = {f"changes.{n}": [row["error"]] for n, row in enumerate(seen["rows"]) if row["error"]}
    assert refused.json["details"] == expected
    assert (shown(manager, good), len(steps(manager, good))) == ((10, None), 1)


def test_a_percentage_reaches_a_category_and_all_below_it(manager, make):
    top = make.category()
    below = make.category(parent_id=top.id)
    products = [make.product(price=1005, category_id=shelf) for shelf in (top.id, below.id, None)]
    reply = manager.post(PATH, {"percent": -10, "where": {"category_id": top.id}})
    # 9.045 is rounded half up.
    assert [shown(manager, p)[0] for p in products] == [9.05, 9.05, 10.05]
    assert reply.json["counts"] == {"changed": 2, "unchanged": 0, "error": 0}


@pytest.mark.parametrize(
    ("price", "percent", "ends_with", "becomes"),
    [
        (1234, 0, 99, 11.99), (1250, 0, 99, 12.99), (1249, 0, 99, 12.99), (20, 0, 99, 0.99), (20, 0, 0, 1),
        (1, -49.99, None, 0.01), (1000, 12.5, None, 11.25), (1000, -99, 50, 0.5), (333, 33.33, None, 4.44),
    ],
)  # fmt: skip
def test_new_prices_are_rounded_as_asked(price, percent, ends_with, becomes, manager, make):
    product = make.product(price=price)
    body = {"percent": percent, "where": {"product_ids": [product.id]}, "ends_with": ends_with}
    assert manager.post(PATH, body).status_code == 200
    assert shown(manager, product)[0] == becomes


@pytest.mark.parametrize(("price", "percent"), [(1, -60), (999_999_999, 0.01), (50, -99.99)])
def test_a_percentage_that_leaves_no_price_is_an_error_of_that_row(price, percent, manager, make):
    product, other = make.product(price=price), make.product(price=10_000)
    body = {"percent": percent, "where": {"product_ids": [product.id, other.id]}}
    refused = manager.post(PATH, body)
    assert (refused.status_code, list(refused.json["details"])) == (400, [f"products.{product.id}"])
    assert shown(manager, other)[0] == 100


def test_a_product_that_is_gone_is_an_error_of_its_row(manager, sign_in, make):
    product = make.product()
    sign_in(Role.ADMIN).delete(f"/api/products/{product.id}")
    body = {"percent": 1, "where": {"product_ids": [product.id]}}
    assert manager.post(PATH, body | {"dry_run": True}).json["counts"]["error"] == 1
    assert manager.post(PATH, body).json["details"] == {f"products.{product.id}": ["There is no such product."]}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "changes"),
        ({"changes": []}, "changes"),
        ({"changes": [{"product_id": 1, "price": 1}] * 1001}, "changes"),
        ({"changes": [{"price": 1}]}, "changes.0.product_id"),
        ({"changes": [{"product_id": 1, "sku": "A", "price": 1}]}, "changes.0.product_id"),
        ({"changes": [{"product_id": 1}]}, "changes.0.price"),
        ({"changes": [{"product_id": 1, "price": 0}]}, "changes.0.price"),
        ({"changes": [{"product_id": 1, "price": 1.005}]}, "changes.0.price"),
        ({"changes": [{"product_id": 1, "price": 1}], "percent": 5}, "changes"),
        ({"changes": ["cheap"]}, "changes.0"),
        ({"percent": -10}, "where"),
        ({"percent": -100, "where": {}}, "percent"),
        ({"percent": 10_001, "where": {}}, "percent"),
        ({"percent": 1.005, "where": {}}, "percent"),
        ({"percent": "much", "where": {}}, "percent"),
        ({"percent": True, "where": {}}, "percent"),
        ({"percent": 10**15, "where": {}}, "percent"),
        ({"percent": 1, "where": {"category_id": 999_999}}, "where.category_id"),
        ({"percent": 1, "where": {"category_id": ""}}, "where.category_id"),
        ({"percent": 1, "where": {"category_id": None}}, "where.category_id"),
        ({"percent": 1, "where": {"product_ids": None}}, "where.product_ids"),
        ({"percent": 1, "where": {"product_ids": []}}, "where.product_ids"),
        ({"percent": 1, "where": {}, "ends_with": 100}, "ends_with"),
        ({"percent": 1, "where": {}, "reason": "r" * 201}, "reason"),
    ],
)
def test_what_makes_no_sense_is_named(body, field, manager, make):
    product = make.product()
    refused = manager.post(PATH, body)
    assert (refused.status_code, list(refused.json["details"])) == (400, [field])
    assert len(steps(manager, product)) == 1


def test_a_change_that_is_sent_twice_is_made_once(manager, make):
    product, key = make.product(price=1000), {"Idempotency-Key": "sale-1"}
    replies = [manager.post(PATH, {"percent": -10, "where": {}}, headers=key) for _ in range(2)]
    assert replies[0].data == replies[1].data
    assert shown(manager, product)[0] == 9


def test_crossed_changes_of_the_same_products_neither_deadlock_nor_lose_a_step(manager, make, together):
    products = [make.product(price=10_000) for _ in range(6)]
    there = [{"product_id": p.id, "price": 50} for p in products]
    back = [{"product_id": p.id, "price": 70} for p in reversed(products)]
    replies = together([lambda c=c: manager.post(PATH, {"changes": c}) for c in (there, back) * 4])
    assert {reply.status_code for reply in replies} == {200}
    for product in products:
        rows = steps(manager, product)
        assert all(newer[0] == older[1] for newer, older in pairwise(rows))
        assert rows[0][1] == shown(manager, product)[0]


def test_more_than_a_thousand_products_are_changed_in_parts(manager, make, monkeypatch):
    monkeypatch.setattr("app.services.repricing.MOST_AT_ONCE", 2)
    for _ in range(3):
        make.product()
    refused = manager.post(PATH, {"percent": 1, "where": {}})
    assert (refused.status_code, list(refused.json["details"])) == (400, ["where"])


@pytest.mark.parametrize("role", [Role.CUSTOMER, Role.CASHIER])
def test_neither_shoppers_nor_cashiers_see_the_history_or_change_prices(role, sign_in, make):
    product, person = make.product(), sign_in(role)
    assert person.get(f"/api/products/{product.id}/prices").status_code == 403
    assert person.post(PATH, {"percent": -99, "where": {}}).status_code == 403
    assert shown(person, product)[0] == 10
