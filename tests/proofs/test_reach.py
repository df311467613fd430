"""How far each role reaches: which rows an open door shows, and that a direct id reaches no further."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from app.core import clock
from app.core.permissions import Role
from app.models.order_states import Status
from tests.factories import ADDRESS
from tests.people import Person

NOON = "2026-02-10T12:00:00Z"
AGES = {"today": 0, "10 days ago": 10, "40 days ago": 40}
TODAY, MONTH, EVER = ("today",), ("today", "10 days ago"), tuple(AGES)

# Of their own orders and of other people's, from when on each role sees them at an address. None: refused.
SEEN: dict[str, dict[Role, tuple[tuple[str, ...], tuple[str, ...]] | None]] = {
    "/api/orders": {
        Role.CUSTOMER: (EVER, ()),
        Role.CASHIER: (TODAY, TODAY),
        Role.MANAGER: (MONTH, MONTH),
        Role.ADMIN: (EVER, EVER),
    },
    "/api/orders/today": {
        Role.CUSTOMER: None,
        Role.CASHIER: (TODAY, TODAY),
        Role.MANAGER: (TODAY, TODAY),
        Role.ADMIN: (TODAY, TODAY),
    },
    "/api/orders/admin": {
        Role.CUSTOMER: None,
        Role.CASHIER: None,
        Role.MANAGER: (MONTH, MONTH),
        Role.ADMIN: (EVER, EVER),
    },
}


@dataclass
class Past:
    """The caller's own orders and those of somebody else, by when they were placed; and their numbers."""

    own: dict[str, int] = field(default_factory=dict)
    foreign: dict[str, int] = field(default_factory=dict)
    numbers: dict[int, str] = field(default_factory=dict)

    def ids(self, own: tuple[str, ...], foreign: tuple[str, ...]) -> set[int]:
        """The orders of these times."""
        return {self.own[age] for age in own} | {self.foreign[age] for age in foreign}

    def in_reach(self, role: Role) -> set[int]:
        """What `role` can see by a direct id: the same as in its list."""
        own, foreign = SEEN["/api/orders"][role] or ((), ())
        return self.ids(own, foreign)


def past_of(make: Any, person: Person, **order: Any) -> Past:
    """Six orders, of three ages and two people."""
    past, other, product = Past(), make.user(), make.product(stock=100)
    for age, days in AGES.items():
        for orders, buyer in ((past.own, person.user), (past.foreign, other)):
            with clock.pretend(clock.now() - timedelta(days=days)):
                made = make.order(buyer, [(product, 1)], **order)
            orders[age] = made.id
            past.numbers[made.id] = made.order_number
    return past


@pytest.mark.parametrize("role", list(Role))
def test_a_list_shows_what_the_role_reaches_and_nothing_else(role, make, sign_in, freeze):
    freeze(NOON)
    person = sign_in(role)
    past = past_of(make, person)

    for path, cells in SEEN.items():
        answer, cell = person.get(path), cells[role]
        if cell is None:
            assert answer.status_code == 403, path
            assert answer.json["details"]["role"] == role
        else:
            assert {order["id"] for order in answer.json["orders"]} == past.ids(*cell), path
            assert answer.json["total"] == len(past.ids(*cell))


@pytest.mark.parametrize("role", list(Role))
def test_a_direct_id_reaches_no_further_than_the_list(role, make, sign_in, freeze):
    freeze(NOON)
    person = sign_in(role)
    past = past_of(make, person)

    for path in ("/api/orders/{}", "/api/orders/{}/timeline"):
        found = {number for number in past.numbers if person.get(path.format(number)).status_code == 200}
        assert found == past.in_reach(role), path
    hidden = next((number for number in past.numbers if number not in past.in_reach(role)), 10**9)
    answer = person.get(f"/api/orders/{hidden}")
    assert (answer.status_code, answer.json["code"]) == (404, "not_found")


@pytest.mark.parametrize("role", [Role.CASHIER, Role.MANAGER, Role.ADMIN])
def test_a_number_read_out_reaches_no_further_than_the_list(role, make, sign_in, freeze):
    freeze(NOON)
    person = sign_in(role)
    past = past_of(make, person)

    said = {n: person.get(f"/api/orders/search?number={name}").status_code for n, name in past.numbers.items()}
    assert said == {n: 200 if n in past.in_reach(role) else 404 for n in past.numbers}


WRITES: dict[str, tuple[str, dict[str, str] | None, Status, bool]] = {
    "status": ("PUT", {"status": "confirmed"}, Status.PENDING, False),
    "payment-status": ("PUT", {"payment_status": "paid"}, Status.PENDING, False),
    "notes": ("POST", {"notes": "Called."}, Status.PENDING, False),
    "ship": ("POST", None, Status.PROCESSING, False),
    "cancel": ("POST", None, Status.PENDING, False),
    "refund": ("POST", None, Status.PENDING, True),
    "": ("DELETE", None, Status.PENDING, False),
}
MAY: dict[str, tuple[Role, ...]] = {
    "status": (Role.CASHIER, Role.MANAGER, Role.ADMIN),
    "payment-status": (Role.CASHIER, Role.MANAGER, Role.ADMIN),
    "notes": (Role.MANAGER, Role.ADMIN),
    "ship": (Role.MANAGER, Role.ADMIN),
    "cancel": (Role.CUSTOMER,),
    "refund": (Role.ADMIN,),
    "": (Role.ADMIN,),
}


@pytest.mark.parametrize(("deed", "role"), [(deed, role) for deed, roles in MAY.items() for role in roles])
def test_what_is_out_of_reach_cannot_be_changed_either(deed, role, make, sign_in, freeze):
    freeze(NOON)
    person = sign_in(role)
    method, body, status, paid = WRITES[deed]
    past = past_of(make, person, status=status, paid=paid)

    paths = {number: f"/api/orders/{number}/{deed}".rstrip("/") for number in past.numbers}
    said = {number: person.call(method, path, json=body).status_code for number, path in paths.items()}

    assert said == {number: 200 if number in past.in_reach(role) else 404 for number in past.numbers}
    boss = make.person(Role.ADMIN)
    for number in set(past.numbers) - past.in_reach(role):
        left = boss.get(f"/api/orders/{number}").json
        assert (left["status"], left["payment_status"], left["admin_notes"]) == (status, "pending", None)


@pytest.mark.parametrize("role", [Role.CASHIER, Role.MANAGER, Role.ADMIN])
def test_staff_do_not_reach_orders_by_owning_them(role, make, sign_in, freeze):
    freeze(NOON)
    person = sign_in(role)
    past = past_of(make, person)

    assert person.get("/api/auth/me").json["permissions"]["order:view"] != "own"
    assert person.post(f"/api/orders/{past.own['today']}/cancel").status_code == 403
    assert {age for age, number in past.own.items() if person.get(f"/api/orders/{number}").status_code == 200} == {
        age for age, number in past.foreign.items() if person.get(f"/api/orders/{number}").status_code == 200
    }


@pytest.mark.parametrize("role", list(Role))
def test_everybodys_cart_profile_and_addresses_are_their_own(role, make, sign_in):
    person, other = sign_in(role), sign_in(Role.CUSTOMER)
    address, product = make.address(other.user), make.product()
    other.post("/api/cart/items", {"product_id": product.id})

    assert person.get("/api/cart").json["customer_id"] == person.id
    assert person.get("/api/cart").json["items"] == []
    assert person.get("/api/users/profile").json["user"]["id"] == person.id
    assert person.get("/api/auth/me").json["user"]["id"] == person.id
    assert person.get("/api/users/addresses").json["addresses"] == []
    for call in (person.put, person.delete):
        assert call(f"/api/users/addresses/{address.id}").status_code == 404
    own = {"items": [{"product_id": product.id}], "address_id": address.id}
    assert person.post("/api/orders", own).status_code == 404
    placed = person.post("/api/orders", own | {"address_id": None, "shipping_address": ADDRESS})
    assert placed.json["order"]["customer_id"] == person.id


@pytest.mark.parametrize("role", list(Role))
def test_nobody_ends_the_session_of_somebody_else(role, make, sign_in):
    person, other = sign_in(role), sign_in(Role.CUSTOMER)
    theirs = other.get("/api/auth/sessions").json["sessions"][0]["id"]

    assert [session["is_current"] for session in person.get("/api/auth/sessions").json["sessions"]] == [True]
    assert person.delete(f"/api/auth/sessions/{theirs}").status_code == 404
    assert other.get("/api/auth/me").status_code == 200


@pytest.mark.parametrize(
    ("role", "reached"),
    [(Role.MANAGER, {Role.CUSTOMER, Role.CASHIER, Role.MANAGER}), (Role.ADMIN, set(Role))],
)
def test_an_account_is_found_by_those_who_may_list_it(role, reached, make, sign_in):
    person = sign_in(role)
    people = {each: make.user(each) for each in Role}

    said = {each: person.get(f"/api/users/{user.id}").status_code for each, user in people.items()}
    assert said == {each: 200 if each in reached else 404 for each in Role}
    customers = {each["user"]["role"] for each in person.get("/api/users/customers").json["customers"]}
    assert customers == {Role.CUSTOMER}
    employees = {each["role"] for each in person.get("/api/users/employees").json["employees"]}
    assert employees == {Role.CASHIER, Role.MANAGER}
