"""An order has one legal history, however many hands are on it."""

from itertools import pairwise

import pytest

from app import services
from app.core.permissions import Role
from app.models.order_states import STEPS, Status


def history(person, order):
    events = person.get(f"/api/orders/{order.id}/timeline").json["events"]
    return [(event["from"], event["to"]) for event in events if event["kind"] == "status"]


def test_eight_simultaneous_cancels_return_the_stock_once(make, together):
    customer, product = make.user(), make.product()
    order = make.order(customer, [(product, 4)])
    people = [make.person(customer) for _ in range(8)]
    replies = together([lambda p=p: p.post(f"/api/orders/{order.id}/cancel") for p in people])
    assert sorted(reply.status_code for reply in replies) == [200] + [409] * 7
    assert people[0].get(f"/api/products/{product.id}").json["stock_quantity"] == 10
    assert history(people[0], order) == [(None, "pending"), ("pending", "cancelled")]


@pytest.mark.parametrize("status", [Status.PENDING, Status.PROCESSING])
def test_cancel_ship_pay_and_refund_at_once_leave_one_legal_history(status, make, sign_in, together):
    customer, product = make.user(), make.product()
    order = make.order(customer, [(product, 4)], status=status, paid=True)
    manager, admin, person = sign_in(Role.MANAGER), sign_in(Role.ADMIN), sign_in(customer)
    deeds = [
        lambda: person.post(f"/api/orders/{order.id}/cancel"),
        lambda: manager.post(f"/api/orders/{order.id}/ship", {"tracking_number": "PX1"}),
        lambda: manager.put(f"/api/orders/{order.id}/status", {"status": "confirmed"}),
        lambda: manager.put(f"/api/orders/{order.id}/payment-status", {"payment_status": "failed"}),
        lambda: admin.post(f"/api/orders/{order.id}/refund", {}),
        lambda: admin.put(f"/api/orders/{order.id}/status", {"status": "cancelled"}),
    ]
    replies = together(deeds)
    assert {reply.status_code for reply in replies} <= {200, 409}
    steps = history(admin, order)
    legal = {(str(source), str(target)) for source, target in STEPS}
    assert all(step in legal for step in steps[1:])
    assert all(before[1] == after[0] for before, after in pairwise(steps))
    assert make.do(services.doctor.examine) == []
    returned = sum(target == "cancelled" for _, target in steps) or ("shipped" not in {t for _, t in steps})
    expected = 10 if returned and steps[-1][1] in ("cancelled", "refunded") else 6
    assert person.get(f"/api/products/{product.id}").json["stock_quantity"] == expected


def test_presses_of_undo_beside_another_step_leave_one_history(make, sign_in, together):
    cashier, other = make.user(Role.CASHIER), sign_in(Role.MANAGER)
    people, order = [make.person(cashier) for _ in range(4)], make.order()
    people[0].put(f"/api/orders/{order.id}/status", {"status": "confirmed"})
    deeds = [lambda p=p: p.post(f"/api/orders/{order.id}/status/undo") for p in people]

    replies = together([*deeds, lambda: other.put(f"/api/orders/{order.id}/status", {"status": "processing"})])

    assert sorted(reply.status_code for reply in replies) == [200] + [409] * 4
    events = other.get(f"/api/orders/{order.id}/timeline").json["events"]
    assert all(before["to"] == after["from"] for before, after in pairwise(events))
    stepped = replies[-1].status_code == 200
    assert (len(events), events[-1]["to"]) == (3, "processing" if stepped else "pending")
    found = other.get(f"/api/orders/{order.id}").json
    assert found["status"] == events[-1]["to"]
    assert (found["confirmed_at"] is not None) == stepped
    assert make.do(services.doctor.examine) == []


def test_every_step_is_known_to_the_table():
    reachable = {target for _, target in STEPS} | {Status.PENDING}
    assert reachable == set(Status)
    assert not any(source is Status.REFUNDED for source, _ in STEPS)
