"""Signing up, signing in, and changing one's password."""

import pytest
from argon2 import PasswordHasher

from app.core import passwords
from app.core.database.engine import writing
from app.core.permissions import MATRIX, Role
from app.routes.limits import LOGIN_ACCOUNT
from tests.factories import PASSWORD
from tests.people import Person
from tests.trails import deeds_of, trail_of

ANN = {"email": "Ann@Example.com", "username": "Ann", "password": "a password of Ann's"}
STAFF = {"role": "manager", "first_name": "Ann", "employee_id": "E-1", "hire_date": "2026-02-01", "salary": 2500.5}


@pytest.fixture
def hashes(monkeypatch):
    """Counts the slow hashes; each entry is one."""
    counted, real = [], passwords.hasher

    class Counting:
        def verify(self, *args):
            counted.append("verify")
            return real.verify(*args)

        def hash(self, *args):
            counted.append("hash")
            return real.hash(*args)

        def check_needs_rehash(self, *args):
            return real.check_needs_rehash(*args)

    passwords._nobodys_hash()
    monkeypatch.setattr(passwords, "hasher", Counting())
    return counted


def sign_in_with(stranger, name, password=PASSWORD, **more):
    return stranger.post("/api/auth/login", {"email_or_username": name, "password": password} | more)


@pytest.mark.parametrize("path", ["/api/auth/register", "/api/auth/signup", "/api/auth/register/"])
def test_a_stranger_becomes_a_customer(stranger, path):
    answer = stranger.post(path, ANN | {"first_name": "Ann", "last_name": "Lee", "phone": "", "city": "Leeds"})

    assert answer.status_code == 201
    assert answer.json["message"]
    user, profile = answer.json["user"], answer.json["profile"]
    assert (user["email"], user["username"], user["role"], user["is_active"]) == (
        "Ann@example.com",
        "Ann",
        "customer",
        True,
    )
    assert user["created_at"].endswith("+00:00")
    assert profile["user_id"] == profile["id"] == user["id"]
    assert (profile["full_name"], profile["phone"], profile["email"]) == ("Ann Lee", None, "Ann@example.com")
    assert profile["address"] == {
        "line1": None, "line2": None, "city": "Leeds", "state": None, "postal_code": None, "country": None
    }  # fmt: skip
    assert "salary" not in profile
    assert "password" not in answer.text


def test_a_new_customer_has_a_cart(stranger):
    stranger.post("/api/auth/register", ANN)
    stranger.token = sign_in_with(stranger, "ann", ANN["password"]).json["access_token"]

    assert stranger.get("/api/cart").status_code == 200


def test_what_a_stranger_may_not_set_is_not_obeyed(stranger):
    told = {"id": 77, "is_active": False, "user_id": 1, "password_hash": "x", "deleted_at": "2026-01-01T00:00:00Z"}
    answer = stranger.post("/api/auth/register", ANN | told | {"salary": 9999, "employee_id": "E-9", "role": ""})

    assert answer.status_code == 201
    assert (answer.json["user"]["role"], answer.json["user"]["is_active"]) == ("customer", True)
    assert answer.json["user"]["id"] != 77
    assert not {"salary", "employee_id"} & answer.json["profile"].keys()


@pytest.mark.parametrize("role", ["cashier", "manager", "admin"])
def test_a_stranger_cannot_become_staff(stranger, role):
    answer = stranger.post("/api/auth/register", ANN | {"role": role})

    assert (answer.status_code, answer.json["code"]) == (403, "forbidden")
    assert answer.json["details"] == {"permission": "user:manage", "role": None, "nearest_role": "admin"}
    assert sign_in_with(stranger, "ann", ANN["password"]).status_code == 401


def test_a_manager_cannot_hire_and_the_attempt_is_on_record(sign_in):
    manager = sign_in(Role.MANAGER)

    answer = manager.post("/api/auth/register", ANN | STAFF)

    assert (answer.status_code, answer.json["details"]["role"]) == (403, "manager")
    assert [(e.action, e.outcome) for e in trail_of(manager.app, manager.user)] == [("user:manage", "refused")]


def test_an_admin_hires_and_sees_the_salary(sign_in):
    admin = sign_in(Role.ADMIN)

    answer = admin.post("/api/auth/register", ANN | STAFF, headers={"Idempotency-Key": "hire-ann"})
    again = admin.post("/api/auth/register", ANN | STAFF, headers={"Idempotency-Key": "hire-ann"})

    assert answer.status_code == 201, answer.text
    profile = answer.json["profile"]
    assert answer.json["user"]["role"] == "manager"
    assert (profile["employee_id"], profile["hire_date"], profile["salary"]) == ("E-1", "2026-02-01", 2500.5)
    assert (again.data, again.headers["Idempotency-Replayed"]) == (answer.data, "true")
    assert deeds_of(admin.app, admin.user) == ["user.create"]


def test_an_admin_needs_no_profile(sign_in):
    answer = sign_in(Role.ADMIN).post("/api/auth/register", ANN | {"role": "admin", "first_name": ""})

    assert (answer.status_code, answer.json["profile"]) == (201, None)


@pytest.mark.parametrize(
    ("second", "field"),
    [
        ({"email": "aNN@EXAMPLE.com", "username": "other"}, "email"),
        ({"email": "o@example.com", "username": "aNN"}, "username"),
    ],
)
def test_names_are_taken_whatever_their_case(stranger, second, field):
    stranger.post("/api/auth/register", ANN)

    answer = stranger.post("/api/auth/register", ANN | second)

    assert (answer.status_code, answer.json["code"]) == (409, f"{field}_taken")
    assert list(answer.json["details"]) == [field]


def test_of_eight_who_take_one_name_at_once_one_gets_it(app, together):
    answers = together([lambda: Person(app).post("/api/auth/register", ANN)] * 8)

    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 7


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"email": "no address"}, "email"),
        ({"email": None}, "email"),
        ({"email": "x" * 300 + "@example.com"}, "email"),
        ({"username": " "}, "username"),
        ({"username": "x" * 81}, "username"),
        ({"username": "\u0390" * 80}, "username"),
        ({"username": "Deleted-12"}, "username"),
        ({"username": "a\0b"}, "username"),
        ({"username": ["ann"]}, "username"),
        ({"password": "seven77"}, "password"),
        ({"password": "x" * 257}, "password"),
        ({"password": 12345678}, "password"),
        ({"role": "owner"}, "role"),
        ({"role": ["admin"]}, "role"),
        ({"first_name": "x" * 101}, "first_name"),
        ({"phone": {"a": 1}}, "phone"),
        ({"hire_date": "2026-02-30"}, "hire_date"),
        ({"shift_start": "25:00"}, "shift_start"),
        ({"shift_start": "09:00+02:00"}, "shift_start"),
        ({"salary": 1e30}, "salary"),
        ({"salary": "0.001"}, "salary"),
    ],
)
def test_a_wrong_field_is_named_and_nobody_is_registered(stranger, wrong, field):
    answer = stranger.post("/api/auth/register", ANN | wrong)

    assert (answer.status_code, answer.json["code"]) == (400, "validation_failed")
    assert list(answer.json["details"]) == [field]
    assert sign_in_with(stranger, "ann", ANN["password"]).status_code == 401


@pytest.mark.parametrize("password", ["  spaces  ", "пароль密码🔑🔑", "x" * 256, "quote\"'\\\n\t"])
def test_every_character_of_a_password_counts(stranger, password):
    stranger.post("/api/auth/register", ANN | {"password": password})

    assert sign_in_with(stranger, "ann", password).status_code == 200
    assert sign_in_with(stranger, "ann", password[:-1] + "!").status_code == 401
    assert sign_in_with(stranger, "ann", password.strip() + "x").status_code in (400, 401)


@pytest.mark.parametrize(
    "names",
    [{"email_or_username": "PERSON@x.example"}, {"email": "person@X.EXAMPLE"}, {"username": "PerSon"},
     {"email_or_username": " person "}, {"email_or_username": "", "email": "person@x.example"}],
)  # fmt: skip
def test_people_sign_in_by_either_name(make, stranger, names):
    user = make.user(email="person@x.example", username="person")

    answer = stranger.post("/api/auth/login", names | {"password": PASSWORD})

    assert answer.status_code == 200, answer.text
    assert answer.json["user"]["id"] == user.id
    assert answer.json["expires_in"] == 3600
    stranger.token = answer.json["access_token"]
    assert stranger.get("/api/auth/me").json["user"]["username"] == "person"


def test_an_address_wins_over_a_user_name_that_looks_like_it(make, stranger):
    owner = make.user(email="owner@example.com")
    make.user(username="owner@example.com", password="another password")

    assert sign_in_with(stranger, "owner@example.com").json["user"]["id"] == owner.id


def test_every_failure_reads_the_same_and_costs_one_hash(make, sign_in, stranger, hashes):
    banned = make.user()
    sign_in(Role.ADMIN).post(f"/api/users/{banned.id}/ban")
    known = make.user()
    hashes.clear()

    said = set()
    for name, password in ((known.email, "wrong password"), ("nobody", PASSWORD), (banned.username, PASSWORD)):
        answer = sign_in_with(stranger, name, password)
        said.add((answer.status_code, answer.json["code"], answer.json["error"]))
        assert hashes == ["verify"], name
        hashes.clear()

    assert said == {(401, "wrong_credentials", "The name or the password is wrong.")}


def test_nobody_waits_for_the_database_while_we_hash(make, sign_in, stranger, monkeypatch):
    inside, real = [], passwords.hasher.hash
    watching = type("Watching", (PasswordHasher,), {})(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(watching, "hash", lambda *a: inside.append(writing.get()) or real(*a))
    monkeypatch.setattr(passwords, "hasher", watching)
    monkeypatch.setattr(passwords, "is_outdated", lambda stored: True)
    admin, user = sign_in(Role.ADMIN), make.user()
    inside.clear()

    stranger.post("/api/auth/register", ANN)
    stranger.post(
        "/api/auth/register", ANN | {"username": "b", "email": "b@example.com"}, headers={"Idempotency-Key": "k"}
    )
    sign_in_with(stranger, user.email)
    make.person(user).post("/api/auth/change-password", {"old_password": PASSWORD, "new_password": "x" * 9})
    admin.post(f"/api/users/{user.id}/password-reset", {"new_password": "y" * 9})
    admin.delete(f"/api/users/{user.id}")

    assert inside == [False] * 6


@pytest.mark.parametrize(
    "body", [{}, {"password": "x"}, {"email_or_username": "ann"}, {"username": "", "password": "x"}]
)
def test_half_a_sign_in_is_an_error_of_form(stranger, body):
    answer = stranger.post("/api/auth/login", body)

    assert (answer.status_code, answer.json["code"]) == (400, "validation_failed")


def test_a_body_that_is_no_json_is_refused(stranger):
    broken = stranger.call("POST", "/api/auth/login", data="{", content_type="application/json")
    form = stranger.call("POST", "/api/auth/login", data="a=b", content_type="application/x-www-form-urlencoded")
    listed = stranger.call("POST", "/api/auth/login", data="[]", content_type="application/json")
    huge = stranger.call("POST", "/api/auth/login", data='"' + "x" * 10**7 + '"', content_type="application/json")

    assert [answer.status_code for answer in (broken, form, listed, huge)] == [400, 415, 400, 413]


def test_a_hash_of_older_days_is_renewed_at_sign_in(make, stranger, monkeypatch, hashes):
    user = make.user()
    monkeypatch.setattr(passwords, "is_outdated", lambda stored: True)
    hashes.clear()

    assert sign_in_with(stranger, user.email).status_code == 200
    assert hashes == ["verify", "hash"]
    monkeypatch.undo()
    assert sign_in_with(stranger, user.email).status_code == 200


def test_a_limited_account_is_told_when_to_come_back(installation, make, hashes):
    user = make.user()
    guest = Person(installation.with_settings(ratelimit_enabled=True))
    wrong = {"email_or_username": user.email, "password": "wrong password"}

    tries = [guest.post("/api/auth/login", wrong) for _ in range(10)]
    hashes.clear()
    too_many = guest.post("/api/auth/login", wrong | {"password": PASSWORD})
    hidden = guest.post(
        "/api/auth/login", {"email_or_username": "  ", "email": user.email.upper(), "password": "x"}
    )

    assert {answer.status_code for answer in tries} == {401}
    assert (too_many.status_code, too_many.json["code"]) == (429, "too_many_requests")
    assert 1 <= int(too_many.headers["Retry-After"]) <= 301
    assert hidden.status_code == 429
    assert hashes == []
    assert guest.post("/api/auth/login", wrong | {"email_or_username": "other"}).status_code == 401


def test_a_good_sign_in_is_not_counted(installation, make):
    user = make.user()
    guest = Person(installation.with_settings(ratelimit_enabled=True))
    right = {"email_or_username": user.email, "password": PASSWORD}
    wrong = right | {"password": "wrong password"}
    assert LOGIN_ACCOUNT.times.startswith("10 ")

    for _ in range(2):
        assert {guest.post("/api/auth/login", wrong).status_code for _ in range(9)} == {401}
        assert guest.post("/api/auth/login", right).status_code == 200


def test_people_are_told_who_they_are_and_what_they_may(sign_in):
    for role in Role:
        said = sign_in(role).get("/api/auth/me").json
        assert said["user"]["role"] == role
        assert said["profile"]["full_name"]
        assert said["permissions"] == {p: cells[role] for p, cells in MATRIX.items() if role in cells}


def test_a_changed_password_ends_the_other_sessions(make, stranger):
    user = make.user()
    here, elsewhere = make.person(user), make.person(user)

    answer = here.post("/api/auth/change-password", {"old_password": PASSWORD, "new_password": "quite another"})

    assert (answer.status_code, list(answer.json)) == (200, ["message"])
    assert here.get("/api/auth/me").status_code == 200
    assert elsewhere.get("/api/auth/me").json["code"] == "session_ended"
    assert sign_in_with(stranger, user.email).status_code == 401
    assert sign_in_with(stranger, user.email, "quite another").status_code == 200


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"old_password": "not this one", "new_password": "quite another"}, "old_password"),
        ({"old_password": PASSWORD, "new_password": "short"}, "new_password"),
        ({"old_password": PASSWORD}, "new_password"),
    ],
)
def test_a_password_that_cannot_be_changed_stays(sign_in, stranger, change, field):
    person = sign_in(Role.CASHIER)

    answer = person.post("/api/auth/change-password", change)

    assert (answer.status_code, list(answer.json["details"])) == (400, [field])
    assert person.get("/api/auth/me").status_code == 200
    assert sign_in_with(stranger, person.user.email).status_code == 200


def test_staff_leave_a_line_when_they_sign_in_change_and_leave(make, stranger):
    cashier = make.user(Role.CASHIER)
    stranger.token = sign_in_with(stranger, cashier.email).json["access_token"]
    stranger.post("/api/auth/change-password", {"old_password": PASSWORD, "new_password": "quite another"})
    stranger.post("/api/auth/logout")

    assert deeds_of(stranger.app, cashier) == ["session.begin", "user.change-password", "session.end"]
    assert PASSWORD not in repr([(e.before, e.after) for e in trail_of(stranger.app, cashier)])


def test_nobody_signed_in_is_told_to_sign_in(stranger):
    for method, path in (("GET", "me"), ("POST", "logout"), ("POST", "change-password"), ("GET", "sessions")):
        answer = stranger.call(method, f"/api/auth/{path}")
        assert (answer.status_code, answer.json["code"]) == (401, "token_missing"), path
