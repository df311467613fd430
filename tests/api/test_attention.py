"""What somebody should look at now."""

from datetime import timedelta

import pytest

from app import services
from app.core.permissions import Role
from app.models.order_states import Status

PATH = "/api/reports/attention"
NOON, A_WHILE_LATER, LATER = "2026-05-01T12:00:00Z", "2026-05-01T12:20:00Z", "2026-05-01T12:31:00Z"
KINDS = ("waiting", "payment_failed", "unpaid", "sold_out", "low_stock", "low_reviews")


def counts(report):
    return {kind: report[kind]["count"] for kind in KINDS}


def numbers(found):
    return [order["id"] for order in found["orders"]]


def test_a_quiet_shop_needs_nobody(sign_in):
    report = sign_in(Role.MANAGER).get(PATH).json
    assert counts(report) == dict.fromkeys(KINDS, 0)
    assert (report["banned"], report["waiting_minutes"]) == (None, 30)


def test_an_order_waits_from_its_last_step(make, sign_in, freeze):
    freeze(NOON)
    forgotten, moved, _ = make.order(make.user(first_name="Noa", last_name="Levi")), make.order(), make.order()
    taken_back, done = make.order(), make.order(status=Status.DELIVERED)
    freeze(A_WHILE_LATER)
    cashier = sign_in(Role.CASHIER)
    for order in (moved, taken_back):
        cashier.put(f"/api/orders/{order.id}/status", {"status": "confirmed"})
    cashier.post(f"/api/orders/{taken_back.id}/status/undo")
    freeze(LATER)
    manager = sign_in(Role.MANAGER)

    found = manager.get(PATH).json["waiting"]

    assert (found["count"], numbers(found)) == (2, [forgotten.id, forgotten.id + 2])
    assert found["orders"][0] == {
        "id": forgotten.id,
        "order_number": forgotten.order_number,
        "status": "pending",
        "payment_status": "pending",
        "total": 21.0,
        "customer": "Noa Levi",
        "created_at": "2026-05-01T12:00:00+00:00",
        "since": "2026-05-01T12:00:00+00:00",
    }
    listed = manager.get("/api/orders/admin?waiting=true&sort_order=asc").json["orders"]
    assert [order["id"] for order in listed] == numbers(found)
    rest = manager.get("/api/orders/admin?waiting=false&sort_order=asc").json["orders"]
    assert [order["id"] for order in rest] == [moved.id, taken_back.id, done.id]


def test_what_is_not_paid_is_counted_until_the_order_is_over(make, sign_in):
    sent, failed = make.order(status=Status.SHIPPED), make.order()
    gone, over = make.order(status=Status.DELIVERED), make.order()
    paid = make.order(status=Status.DELIVERED, paid=True)
    admin = sign_in(Role.ADMIN)
    for order in (failed, gone, over):
        admin.put(f"/api/orders/{order.id}/payment-status", {"payment_status": "failed"})
    admin.put(f"/api/orders/{over.id}/status", {"status": "cancelled"})

    report = admin.get(PATH).json

    assert sorted(numbers(report["payment_failed"])) == [failed.id, gone.id]
    assert sorted(numbers(report["unpaid"])) == [sent.id, gone.id]
    for asked, expected in (("true", [sent.id, gone.id]), ("false", [failed.id, over.id, paid.id])):
        listed = admin.get(f"/api/orders/admin?unpaid={asked}&sort_order=asc").json["orders"]
        assert [order["id"] for order in listed] == expected
    assert sign_in(Role.CASHIER).get("/api/orders/admin?unpaid=true").status_code == 403


def test_goods_that_run_out_are_told_from_those_that_did(make, sign_in):
    gone, low = make.product(stock=0), make.product(stock=5)
    make.product(stock=6)
    make.product(stock=0, is_active=False)

    report = sign_in(Role.MANAGER).get(PATH).json

    assert [row["product_id"] for row in report["sold_out"]["products"]] == [gone.id]
    assert [row["product_id"] for row in report["low_stock"]["products"]] == [low.id]
    assert report["low_stock"]["products"][0] == {
        "product_id": low.id,
        "name": low.name,
        "sku": low.sku,
        "stock_quantity": 5,
        "low_stock_threshold": 5,
    }


def test_bad_reviews_of_the_last_week_are_counted(make, sign_in, freeze):
    freeze("2026-04-20T12:00:00Z")
    make.review(rating=1)
    freeze(NOON)
    make.review(rating=3)
    poor, rude = make.review(rating=2), make.review(rating=1)
    make.do(lambda: services.reviews.hide(make.boss, rude.id, "Rude."))

    found = sign_in(Role.MANAGER).get(PATH).json["low_reviews"]

    assert found["count"] == 2
    assert [(row["id"], row["rating"]) for row in found["reviews"]] == [(rude.id, 1), (poor.id, 2)]
    assert [row["is_hidden"] is True for row in found["reviews"]] == [True, False]
    assert found["reviews"][1]["is_hidden"] is False


def test_only_who_manages_accounts_is_told_who_was_banned(make, sign_in, freeze):
    long_ago, banned, shut_out, forgiven, gone = (make.user() for _ in range(5))
    freeze("2026-04-20T12:00:00Z")
    sign_in(Role.ADMIN).post(f"/api/users/{long_ago.id}/ban")
    freeze(NOON)
    admin = sign_in(Role.ADMIN)
    for user in (banned, forgiven, gone):
        admin.post(f"/api/users/{user.id}/ban")
    admin.put(f"/api/users/{shut_out.id}", {"is_active": False})
    admin.put(f"/api/users/{long_ago.id}", {"username": "renamed"})
    admin.post(f"/api/users/{forgiven.id}/unban")
    admin.delete(f"/api/users/{gone.id}")

    found = admin.get(PATH).json["banned"]

    assert found["count"] == 2
    assert [row["id"] for row in found["users"]] == [banned.id, shut_out.id]
    assert found["users"][0] == {
        "id": banned.id,
        "username": banned.username,
        "role": "customer",
        "banned_at": "2026-05-01T12:00:00+00:00",
    }
    assert sign_in(Role.MANAGER).get(PATH).json["banned"] is None


def test_a_manager_is_told_of_the_last_thirty_days(make, sign_in, freeze):
    freeze("2026-03-01T12:00:00Z")
    make.order()
    freeze(NOON)
    assert sign_in(Role.MANAGER).get(PATH).json["waiting"]["count"] == 0
    assert sign_in(Role.ADMIN).get(PATH).json["waiting"]["count"] == 1


def test_a_deleted_order_needs_nobody(make, sign_in, freeze):
    freeze(NOON)
    order = make.order()
    freeze(LATER)
    admin = sign_in(Role.ADMIN)
    assert admin.get(PATH).json["waiting"]["count"] == 1
    admin.delete(f"/api/orders/{order.id}")
    assert admin.get(PATH).json["waiting"]["count"] == 0


def test_no_more_than_five_of_each_are_shown_in_as_many_statements(make, sign_in, statements):
    admin, said = sign_in(Role.ADMIN), []
    for _ in range(2):
        for _ in range(4):
            make.order(lines=[(make.product(stock=1), 1)], status=Status.SHIPPED)
        with statements() as heard:
            assert admin.get(PATH).status_code == 200
        said.append(len(heard))
    report = admin.get(PATH).json
    assert (report["sold_out"]["count"], len(report["sold_out"]["products"])) == (8, 5)
    assert (report["unpaid"]["count"], len(report["unpaid"]["orders"])) == (8, 5)
    assert said[0] == said[1] <= 8


@pytest.mark.parametrize("role", [Role.CUSTOMER, Role.CASHIER])
def test_others_are_refused(role, sign_in):
    refused = sign_in(role).get(PATH)
    assert (refused.status_code, refused.json["details"]["permission"]) == (403, "report:view")


def test_how_long_an_order_may_wait_is_a_setting(installation, make, freeze):
    freeze(NOON)
    make.order()
    manager = make.user(Role.MANAGER)
    freeze(LATER)
    app = installation.with_settings(waiting_time=timedelta(hours=1))
    report = type(make)(app).person(manager).get(PATH).json
    assert (report["waiting"]["count"], report["waiting_minutes"]) == (0, 60)
