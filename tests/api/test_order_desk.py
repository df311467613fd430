"""What staff do with an order."""

import pytest

from app import services
from app.core.permissions import Role
from app.models.order_states import Status
from tests.factories import TO_GET_THERE

FORWARD = ["confirmed", "processing", "shipped", "delivered"]


def stock_of(person, order):
    return person.get(f"/api/products/{order.items[0].product_id}").json["stock_quantity"]


def states(person, order):
    events = person.get(f"/api/orders/{order.id}/timeline").json["events"]
    return [(event["from"], event["to"]) for event in events if event["kind"] == "status"]


@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_a_cashier_takes_an_order_step_by_step_to_the_door(method, sign_in, make):
    cashier, order = sign_in(Role.CASHIER), make.order()
    for status in FORWARD:
        reply = cashier.call(method, f"/api/orders/{order.id}/status", json={"status": status})
        assert (reply.status_code, reply.json["order"]["status"]) == (200, status)
    done = cashier.get(f"/api/orders/{order.id}").json
    assert done["confirmed_at"] < done["shipped_at"] < done["delivered_at"]
    assert done["next_statuses"] == []
    steps = list(zip([None, "pending", *FORWARD[:-1]], ["pending", *FORWARD], strict=True))
    assert states(cashier, order) == steps


def test_a_step_that_is_not_legal_says_which_are(sign_in, make):
    order = make.order()
    for status in ("pending", "processing", "shipped", "delivered"):
        refused = sign_in(Role.MANAGER).put(f"/api/orders/{order.id}/status", {"status": status})
        assert (refused.status_code, refused.json["code"]) == (409, "illegal_transition")
        assert refused.json["details"]["next_statuses"] == ["confirmed", "cancelled"]


@pytest.mark.parametrize("status", ["", "lost", None, 5, "CANCELED"])
def test_a_status_nobody_knows_is_named(status, sign_in, make):
    refused = sign_in(Role.ADMIN).put(f"/api/orders/{make.order().id}/status", {"status": status})
    assert refused.status_code == 400
    assert "status" in refused.json["details"]


def test_a_cashier_neither_cancels_nor_refunds_and_a_manager_does_not_refund(sign_in, make):
    order = make.order(paid=True)
    path = f"/api/orders/{order.id}/status"
    for role, status, nearest in (
        (Role.CASHIER, "cancelled", "manager"),
        (Role.CASHIER, "refunded", "admin"),
        (Role.MANAGER, "refunded", "admin"),
    ):
        refused = sign_in(role).put(path, {"status": status})
        assert refused.status_code == 403
        assert (refused.json["details"]["role"], refused.json["details"]["nearest_role"]) == (role, nearest)
    assert sign_in(Role.MANAGER).put(path, {"status": "cancelled"}).status_code == 200


@pytest.mark.parametrize("status", [Status.PENDING, Status.CONFIRMED, Status.PROCESSING])
def test_a_customer_cancels_until_it_is_shipped_and_the_goods_go_back(status, sign_in, make):
    customer = make.user()
    order = make.order(customer, status=status)
    person = sign_in(customer)
    assert stock_of(person, order) == 9
    reply = person.post(f"/api/orders/{order.id}/cancel")
    assert (reply.status_code, reply.json["order"]["status"]) == (200, "cancelled")
    assert reply.json["order"]["cancelled_at"]
    assert stock_of(person, order) == 10
    assert person.post(f"/api/orders/{order.id}/cancel").status_code == 409
    assert stock_of(person, order) == 10


@pytest.mark.parametrize("status", [Status.SHIPPED, Status.DELIVERED])
def test_what_is_on_its_way_cannot_be_cancelled(status, sign_in, make):
    customer = make.user()
    order = make.order(customer, status=status)
    assert sign_in(customer).post(f"/api/orders/{order.id}/cancel").status_code == 409


@pytest.mark.parametrize("status", TO_GET_THERE)
def test_its_customer_is_told_why_an_order_can_no_longer_be_cancelled(status, sign_in, make):
    person = sign_in(Role.CUSTOMER)
    order = make.order(person.user, status=status)
    told = person.get(f"/api/orders/{order.id}").json
    listed = person.get("/api/orders").json["orders"][0]
    assert told["cancel_refusal"] == listed["cancel_refusal"]
    assert (told["cancel_refusal"] is None) == ("cancel" in told["actions"])
    assert sign_in(Role.ADMIN).get(f"/api/orders/{order.id}").json["cancel_refusal"] is None


def test_what_was_paid_back_is_not_cancelled(sign_in, make):
    person = sign_in(Role.CUSTOMER)
    order = make.order(person.user, paid=True)
    sign_in(Role.ADMIN).post(f"/api/orders/{order.id}/refund")
    assert "paid back" in person.get(f"/api/orders/{order.id}").json["cancel_refusal"]


def test_a_processed_order_is_shipped_with_or_without_a_number(sign_in, make):
    manager = sign_in(Role.MANAGER)
    order, other = make.order(status=Status.PROCESSING), make.order(status=Status.PROCESSING)
    shipped = manager.post(f"/api/orders/{order.id}/ship", {"tracking_number": "PX1"}).json["order"]
    assert (shipped["status"], shipped["tracking_number"]) == ("shipped", "PX1")
    assert manager.post(f"/api/orders/{other.id}/ship").json["order"]["tracking_number"] is None
    assert manager.post(f"/api/orders/{make.order().id}/ship").status_code == 409


def test_a_refused_shipment_keeps_no_tracking_number(sign_in, make):
    manager, order = sign_in(Role.MANAGER), make.order()
    manager.post(f"/api/orders/{order.id}/ship", {"tracking_number": "PX1"})
    assert manager.get(f"/api/orders/{order.id}").json["tracking_number"] is None


def test_notes_are_appended_with_time_and_author_and_are_for_staff(sign_in, make, freeze):
    customer = make.user()
    freeze("2026-05-01T10:00:00Z")
    order, manager = make.order(customer), sign_in(Role.MANAGER)
    manager.post(f"/api/orders/{order.id}/notes", {"notes": "Called twice"})
    noted = manager.post(f"/api/orders/{order.id}/notes", {"notes": "Gift"}).json["order"]
    name = manager.user.username
    assert noted["admin_notes"] == (
        f"[2026-05-01 10:00 UTC, {name}] Called twice\n[2026-05-01 10:00 UTC, {name}] Gift"
    )
    person = sign_in(customer)
    assert "admin_notes" not in person.get(f"/api/orders/{order.id}").json
    kinds = [event["kind"] for event in person.get(f"/api/orders/{order.id}/timeline").json["events"]]
    assert kinds == ["status"]
    assert manager.post(f"/api/orders/{order.id}/notes", {"notes": " "}).status_code == 400


def test_a_payment_is_taken_once_and_can_be_taken_back(sign_in, make):
    cashier, order = sign_in(Role.CASHIER), make.order()
    path = f"/api/orders/{order.id}/payment-status"
    failed = cashier.post(path, {"payment_status": "failed"}).json["order"]
    assert (failed["payment_status"], failed["amount_paid"]) == ("failed", 0)
    paid = cashier.put(path, {"payment_status": "paid"}).json["order"]
    assert (paid["payment_status"], paid["amount_paid"]) == ("paid", paid["total"])
    assert cashier.put(path, {"payment_status": "paid"}).json["code"] == "illegal_payment_step"
    again = cashier.put(path, {"payment_status": "pending"}).json["order"]
    assert (again["payment_status"], again["amount_paid"]) == ("pending", 0)
    assert cashier.put(path, {"payment_status": "refunded"}).status_code == 403
    assert cashier.put(path, {"payment_status": "partially_refunded"}).status_code == 400


def test_an_order_that_is_over_takes_no_money(sign_in, make):
    order = make.order(status=Status.CANCELLED)
    refused = sign_in(Role.ADMIN).put(f"/api/orders/{order.id}/payment-status", {"payment_status": "paid"})
    assert refused.status_code == 409


def test_a_deleted_order_leaves_every_list_and_its_history_stays(sign_in, make, app):
    customer = make.user()
    order, admin, person = make.order(customer, paid=True), sign_in(Role.ADMIN), sign_in(customer)
    reply = admin.delete(f"/api/orders/{order.id}")
    assert (reply.status_code, set(reply.json)) == (200, {"message", "warning"})
    for path in ("/api/orders", "/api/orders/today", "/api/orders/admin"):
        assert admin.get(path).json["total"] == 0
    assert person.get("/api/orders").json["total"] == 0
    assert admin.get(f"/api/orders/{order.id}").status_code == 404
    assert admin.delete(f"/api/orders/{order.id}").status_code == 404
    assert stock_of(admin, order) == 9
    assert make.do(services.doctor.examine) == []


@pytest.mark.parametrize(
    ("action", "path", "body"),
    [
        ("order.status", "status", {"status": "confirmed"}),
        ("order.payment", "payment-status", {"payment_status": "paid"}),
        ("order.note", "notes", {"notes": "hello"}),
    ],
)
def test_every_deed_of_staff_is_in_the_trail(action, path, body, sign_in, make):
    manager, order = sign_in(Role.MANAGER), make.order()
    manager.post(f"/api/orders/{order.id}/{path}", body, headers={"X-Request-ID": "request-number-one"})
    entry = sign_in(Role.ADMIN).get(f"/api/audit?object=order:{order.id}&actor={manager.id}").json["entries"][0]
    assert (entry["action"], entry["actor_role"], entry["outcome"]) == (action, "manager", "done")
    assert entry["request_id"] == "request-number-one"


def test_a_refusal_is_in_the_trail_too(sign_in, make):
    cashier, order = sign_in(Role.CASHIER), make.order(paid=True)
    cashier.post(f"/api/orders/{order.id}/refund", {})
    cashier.put(f"/api/orders/{order.id}/status", {"status": "cancelled"})
    entries = sign_in(Role.ADMIN).get(f"/api/audit?outcome=refused&actor={cashier.id}").json["entries"]
    assert [entry["action"] for entry in entries] == ["order:cancel", "order:refund"]
    assert entries[1]["after"] == {"request": f"POST /api/orders/{order.id}/refund"}
