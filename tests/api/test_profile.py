"""A person's own profile."""

import pytest

from app.core.permissions import Role
from tests.trails import trail_of

HOME = {
    "address_line1": "1 High Street",
    "address_line2": "Flat 2",
    "city": "Leeds",
    "state": "Yorkshire",
    "postal_code": "LS1 1AA",
    "country": "UK",
}


@pytest.mark.parametrize("role", list(Role))
def test_everybody_reads_and_changes_their_own(sign_in, role):
    person = sign_in(role)

    answer = person.put(
        "/api/users/profile", HOME | {"first_name": "Zoë", "last_name": "O'Neill", "phone": "+44 1"}
    )

    assert (answer.status_code, answer.json["message"]) == (200, "Profile updated")
    assert answer.json["profile"]["full_name"] == "Zoë O'Neill"
    assert answer.json["profile"]["address"] == {
        "line1": "1 High Street", "line2": "Flat 2", "city": "Leeds", "state": "Yorkshire",
        "postal_code": "LS1 1AA", "country": "UK",
    }  # fmt: skip
    read = person.get("/api/users/profile").json
    assert read == {"user": answer.json["user"], "profile": answer.json["profile"]}


def test_what_is_absent_stays_and_an_empty_text_means_none(sign_in):
    person = sign_in(Role.CUSTOMER)
    person.put("/api/users/profile", HOME | {"phone": "1"})

    answer = person.put("/api/users/profile", {"phone": "", "city": "York"})

    assert answer.json["profile"]["phone"] is None
    assert answer.json["profile"]["address"]["city"] == "York"
    assert answer.json["profile"]["address"]["line1"] == "1 High Street"


@pytest.mark.parametrize("role", [Role.CUSTOMER, Role.CASHIER])
def test_nobody_promotes_pays_or_renames_themselves_here(sign_in, role):
    person = sign_in(role)
    before = person.get("/api/users/profile").json

    answer = person.put(
        "/api/users/profile",
        {"role": "admin", "id": 1, "user_id": 1, "is_active": False, "email": "x@example.com", "username": "x",
         "salary": 10**6, "salary_cents": 10**8, "employee_id": "E-1", "hire_date": "2020-01-01",
         "password": "x" * 9, "full_name": "X", "user": {"role": "admin"}, "profile": {"salary": 1}},
    )  # fmt: skip

    assert answer.status_code == 200
    assert answer.json["user"] == before["user"]
    assert answer.json["profile"] | {"updated_at": ""} == before["profile"] | {"updated_at": ""}


def test_an_admin_without_a_profile_gets_one(make):
    admin = make.user(Role.ADMIN, first_name=None, last_name=None)
    person = make.person(admin)
    assert person.get("/api/users/profile").json["profile"] is None

    answer = person.put("/api/users/profile", {"first_name": "Ada"})

    assert answer.json["profile"]["full_name"] == "Ada"


def test_two_first_changes_at_once_both_arrive(make, together):
    admin = make.user(Role.ADMIN, first_name=None, last_name=None)
    here, there = make.person(admin), make.person(admin)

    together([
        lambda: here.put("/api/users/profile", {"first_name": "Ada"}),
        lambda: there.put("/api/users/profile", {"last_name": "Lee"}),
    ])  # fmt: skip

    assert here.get("/api/users/profile").json["profile"]["full_name"] == "Ada Lee"


def test_employees_see_their_own_employment(make):
    cashier = make.person(make.user(Role.CASHIER, employee_id="E-7", salary_cents=123450))

    profile = cashier.get("/api/users/profile").json["profile"]

    assert (profile["employee_id"], profile["salary"]) == ("E-7", 1234.5)
    assert {"hire_date", "shift_start", "shift_end"} <= profile.keys()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"first_name": "x" * 101}, "first_name"), ({"phone": "x" * 41}, "phone"), ({"city": "a\0"}, "city"),
     ({"country": 1}, "country"), ({"postal_code": ["x"]}, "postal_code"),
     ({"address_line1": "x" * 10**5}, "address_line1")],
)  # fmt: skip
def test_a_wrong_field_is_named_and_changes_nothing(sign_in, wrong, field):
    person = sign_in(Role.CUSTOMER)
    before = person.get("/api/users/profile").json

    answer = person.put("/api/users/profile", {"last_name": "New"} | wrong)

    assert (answer.status_code, list(answer.json["details"])) == (400, [field])
    assert person.get("/api/users/profile").json == before


def test_only_staff_leave_a_line(sign_in):
    customer, manager = sign_in(Role.CUSTOMER), sign_in(Role.MANAGER)
    for person in (customer, manager):
        person.put("/api/users/profile", {"city": "York"})

    assert trail_of(customer.app, customer.user) == []
    [line] = trail_of(manager.app, manager.user)
    assert (line.action, line.object_type, line.object_id) == ("profile.update", "user", manager.id)
    assert (line.before, line.after) == ({"city": "(personal)"}, {"city": "(personal)"})


def test_strangers_have_no_profile(stranger):
    assert stranger.get("/api/users/profile").status_code == 401
    assert stranger.put("/api/users/profile", {}).status_code == 401
