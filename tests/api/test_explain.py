"""An admin asks why: the answer is the one that the doors themselves would give."""

from datetime import timedelta
from typing import Any

import pytest

from app.core import clock
from app.core.permissions import MATRIX, Permission, Role, nearest_role

WHY = "/api/permissions/explain"


def why(admin: Any, user_id: int, permission: str, order_id: int | None = None) -> dict[str, Any]:
    """The explanation."""
    about = f"&order_id={order_id}" if order_id else ""
    answer = admin.get(f"{WHY}?user_id={user_id}&permission={permission}{about}")
    assert answer.status_code == 200, answer.text
    return answer.json


def test_yes_with_the_rule_and_its_reach(make, sign_in):
    cashier = make.user(Role.CASHIER)
    said = why(sign_in(Role.ADMIN), cashier.id, "order:view")
    assert said == {
        "allowed": True,
        "permission": "order:view",
        "user_id": cashier.id,
        "order_id": None,
        "role": "cashier",
        "scope": "today",
        "rule": "The role cashier has order:view for orders of the shop's day.",
        "nearest_role": "customer",
        "reason": f"{cashier.username} is a cashier and may, for orders of the shop's day.",
    }


def test_no_with_the_nearest_role_that_can(make, sign_in):
    cashier = make.user(Role.CASHIER)
    said = why(sign_in(Role.ADMIN), cashier.id, "order:refund")
    assert (said["allowed"], said["scope"], said["nearest_role"]) == (False, None, "admin")
    assert said["rule"] == "The role cashier does not have order:refund."
    assert cashier.username in said["reason"]


def test_every_cell_of_the_matrix(make, sign_in):
    admin, people = sign_in(Role.ADMIN), {role: make.user(role) for role in Role}
    for permission in Permission:
        for role, person in people.items():
            said = why(admin, person.id, permission)
            assert (said["allowed"], said["scope"]) == (role in MATRIX[permission], MATRIX[permission].get(role))
            assert said["nearest_role"] == nearest_role(permission)


def test_somebody_who_is_banned_may_do_nothing(make, sign_in):
    admin, cashier = sign_in(Role.ADMIN), make.user(Role.CASHIER)
    admin.post(f"/api/users/{cashier.id}/ban")
    said = why(admin, cashier.id, "order:view")
    assert (said["allowed"], said["scope"]) == (False, "today")
    assert said["reason"] == f"{cashier.username} is not active and may do nothing."


def test_an_order_is_explained_as_its_door_opens(make, sign_in):
    """For each role, of today, of last week and of last year, own and not: the explanation is what happens."""
    admin = sign_in(Role.ADMIN)
    people = [sign_in(role) for role in Role]
    orders = []
    for days in (0, 7, 365):
        with clock.pretend(clock.now() - timedelta(days=days)):
            orders += [make.order(people[0].user), make.order()]
    for person in people:
        for order in orders:
            opened = person.get(f"/api/orders/{order.id}").status_code == 200
            said = why(admin, person.id, "order:view", order.id)
            assert (said["allowed"], said["order_id"]) == (opened, order.id)
            assert ("out of reach" in said["reason"]) is not opened


def test_the_nearest_role_is_the_least_that_reaches_this_order(make, sign_in):
    admin, cashier, customer = sign_in(Role.ADMIN), make.user(Role.CASHIER), make.user()
    with clock.pretend(clock.now() - timedelta(days=7)):
        last_week = make.order(customer)
    assert why(admin, cashier.id, "order:view", last_week.id)["nearest_role"] == "manager"
    assert why(admin, customer.id, "order:view", last_week.id)["nearest_role"] == "customer"
    assert why(admin, cashier.id, "order:cancel-own", last_week.id)["nearest_role"] is None


def test_whom_or_what_nobody_knows_is_not_found(make, sign_in):
    admin, order = sign_in(Role.ADMIN), make.order()
    assert admin.get(f"{WHY}?user_id=999&permission=order:view").status_code == 404
    assert admin.get(f"{WHY}?user_id=1&permission=order:view&order_id=999").status_code == 404
    admin.delete(f"/api/orders/{order.id}")
    assert admin.get(f"{WHY}?user_id=1&permission=order:view&order_id={order.id}").status_code == 404


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("user_id=1", "permission"),
        ("permission=order:view", "user_id"),
        ("user_id=1&permission=order:steal", "permission"),
        ("user_id=many&permission=order:view", "user_id"),
        ("user_id=1&permission=order:view&order_id=0", "order_id"),
        ("user_id=1&permission=product:create&order_id=1", "order_id"),
        ("user_id=1&permission=order:create&order_id=1", "order_id"),
    ],
)
def test_a_question_that_makes_no_sense_is_a_400(query, field, sign_in):
    answer = sign_in(Role.ADMIN).get(f"{WHY}?{query}")
    assert (answer.status_code, list(answer.json["details"])) == (400, [field])


@pytest.mark.parametrize("role", [Role.CUSTOMER, Role.CASHIER, Role.MANAGER])
def test_only_an_admin_may_ask(role, sign_in):
    answer = sign_in(role).get(f"{WHY}?user_id=1&permission=order:view")
    assert (answer.status_code, answer.json["details"]["nearest_role"]) == (403, "admin")
