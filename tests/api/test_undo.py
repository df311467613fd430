"""A step taken back by whoever pressed the wrong button."""

from datetime import datetime, timedelta

import pytest

from app import services
from app.core.permissions import Role
from app.models.order_states import Status
from tests.trails import trail_of

NOON, LATER = "2026-05-01T12:00:00Z", "2026-05-01T12:00:14Z"
TOO_LATE = "2026-05-01T12:00:15Z"
STEPS = ["confirmed", "processing", "shipped", "delivered"]
STAMPS = {"confirmed": "confirmed_at", "shipped": "shipped_at", "delivered": "delivered_at"}


def undo(person, order):
    return person.post(f"/api/orders/{order.id}/status/undo")


def step(person, order, status):
    return person.put(f"/api/orders/{order.id}/status", {"status": status})


def changing(order):
    """What of an order's JSON a step may change."""
    return {name: value for name, value in order.items() if name != "updated_at"}


@pytest.mark.parametrize("status", STEPS)
def test_a_step_forward_can_be_taken_back_and_leaves_the_order_as_it_was(status, make, sign_in):
    cashier, order = sign_in(Role.CASHIER), make.order(status=Status((["pending", *STEPS])[STEPS.index(status)]))
    before = cashier.get(f"/api/orders/{order.id}").json
    stepped = step(cashier, order, status).json
    assert stepped["undo_until"]

    undone = undo(cashier, order)

    assert undone.status_code == 200
    assert undone.json["undo_until"] is None
    assert changing(undone.json["order"]) == changing(before)
    assert changing(cashier.get(f"/api/orders/{order.id}").json) == changing(before)
    stamp = STAMPS.get(status, "cancelled_at")
    assert undone.json["order"][stamp] is None
    assert make.do(services.doctor.examine) == []


def test_a_parcel_sent_by_mistake_forgets_its_number_and_can_be_sent_again(make, sign_in):
    manager, order = sign_in(Role.MANAGER), make.order(status=Status.PROCESSING)
    sent = manager.post(f"/api/orders/{order.id}/ship", {"tracking_number": "PX1"}).json
    assert (sent["order"]["tracking_number"], sent["undo_until"] is not None) == ("PX1", True)

    back = undo(manager, order).json["order"]

    assert (back["status"], back["tracking_number"], back["shipped_at"]) == ("processing", None, None)
    again = manager.post(f"/api/orders/{order.id}/ship", {"tracking_number": "PX2"}).json["order"]
    assert (again["status"], again["tracking_number"]) == ("shipped", "PX2")


def test_taking_back_the_delivery_keeps_what_the_shipping_wrote(make, sign_in):
    manager, order = sign_in(Role.MANAGER), make.order(status=Status.PROCESSING)
    manager.post(f"/api/orders/{order.id}/ship", {"tracking_number": "PX1"})
    step(manager, order, "delivered")

    back = undo(manager, order).json["order"]

    assert (back["status"], back["tracking_number"], back["delivered_at"]) == ("shipped", "PX1", None)
    assert back["shipped_at"]


def test_the_timeline_the_trail_and_the_board_tell_of_it(make, sign_in):
    customer = make.user()
    cashier, order = sign_in(Role.CASHIER), make.order(customer)
    step(cashier, order, "confirmed")
    tag = cashier.get("/api/orders/today").headers["ETag"]
    undo(cashier, order)

    for person in (cashier, sign_in(customer)):
        last = person.get(f"/api/orders/{order.id}/timeline").json["events"][-1]
        assert (last["kind"], last["from"], last["to"]) == ("undone", "confirmed", "pending")
        assert last["actor_id"] == cashier.id
    entry = trail_of(make.app, cashier.user)[-1]
    assert (entry.action, entry.before, entry.after) == (
        "order.undo",
        {"status": "confirmed"},
        {"status": "pending"},
    )
    assert cashier.get("/api/orders/today", headers={"If-None-Match": tag}).json["orders"][0]["status"] == "pending"


def test_a_step_can_be_taken_back_for_fifteen_seconds(make, sign_in, freeze):
    freeze(NOON)
    cashier, order = sign_in(Role.CASHIER), make.order()
    until = step(cashier, order, "confirmed").json["undo_until"]
    assert datetime.fromisoformat(until) == datetime.fromisoformat(NOON) + timedelta(seconds=15)
    freeze(TOO_LATE)
    refused = undo(cashier, order)
    assert (refused.status_code, refused.json["code"]) == (409, "undo_too_late")
    assert refused.json["details"]["status"] == "confirmed"
    freeze(LATER)
    assert undo(cashier, order).json["order"]["status"] == "pending"


def test_nobody_takes_back_the_step_of_somebody_else(make, sign_in):
    order = make.order()
    step(sign_in(Role.CASHIER), order, "confirmed")

    refused = undo(sign_in(Role.ADMIN), order)

    assert (refused.status_code, refused.json["code"]) == (409, "step_of_another")


def test_only_the_last_thing_that_happened_can_be_taken_back(make, sign_in):
    admin, order = sign_in(Role.ADMIN), make.order()
    assert undo(admin, order).json["code"] == "nothing_to_undo"
    step(admin, order, "confirmed")
    admin.put(f"/api/orders/{order.id}/payment-status", {"payment_status": "paid"})
    assert undo(admin, order).json["code"] == "nothing_to_undo"
    step(admin, order, "processing")
    assert undo(admin, order).status_code == 200
    assert undo(admin, order).json["code"] == "nothing_to_undo"
    # The second part of a refund changes no status of the payment, and closes the way back all the same.
    for status in ("processing", "shipped"):
        step(admin, order, status)
        assert admin.post(f"/api/orders/{order.id}/refund", {"amount": 1}).status_code == 200
        assert undo(admin, order).json["code"] == "nothing_to_undo"


@pytest.mark.parametrize("status", ["cancelled", "refunded"])
def test_what_moves_stock_or_money_stays_done(status, make, sign_in):
    admin, order = sign_in(Role.ADMIN), make.order(paid=True)
    assert step(admin, order, status).json["undo_until"] is None
    refused = undo(admin, order)
    assert (refused.status_code, refused.json["code"]) == (409, "nothing_to_undo")
    assert refused.json["details"] == {"status": status}


def test_a_customer_takes_nothing_back(make, sign_in):
    customer = make.user()
    refused = undo(sign_in(customer), make.order(customer))
    assert (refused.status_code, refused.json["details"]["permission"]) == (403, "order:set-status")


def test_the_same_key_takes_back_once(make, sign_in):
    cashier, order = sign_in(Role.CASHIER), make.order()
    step(cashier, order, "confirmed")
    path, key = f"/api/orders/{order.id}/status/undo", {"Idempotency-Key": "one"}
    first, second = (cashier.post(path, headers=key) for _ in range(2))
    assert (first.status_code, first.data) == (second.status_code, second.data)


def test_a_shop_may_take_nothing_back(installation, make):
    cashier, order = make.user(Role.CASHIER), make.order()
    app = installation.with_settings(undo_time=timedelta(0))
    person = type(make)(app).person(cashier)
    assert step(person, order, "confirmed").json["undo_until"] is None
    assert undo(person, order).json["code"] == "undo_too_late"
