"""What admins do to accounts: change, ban, promote, reset, delete."""

import pytest

from app.core.permissions import Role
from tests.factories import PASSWORD
from tests.trails import deeds_of, trail_of


def login(stranger, name, password=PASSWORD):
    return stranger.post("/api/auth/login", {"email_or_username": name, "password": password})


@pytest.fixture
def admin(sign_in):
    """An admin, signed in."""
    return sign_in(Role.ADMIN)


def test_an_account_gets_another_name(admin, make, stranger):
    user = make.user(email="old@example.com", username="old")

    answer = admin.put(
        f"/api/users/{user.id}", {"email": "New@Example.com", "username": "New", "role": "admin", "id": 1}
    )

    assert (answer.status_code, answer.json["message"]) == (200, "User updated")
    assert answer.json["user"].items() >= {"id": user.id, "username": "New", "role": "customer"}.items()
    assert login(stranger, "new@example.com").status_code == 200
    assert login(stranger, "old").status_code == 401
    [line] = trail_of(admin.app, admin.user)
    assert (line.action, line.object_type, line.object_id) == ("user.update", "user", user.id)
    # The trail is for ever, and people may be forgotten: it says what changed, not from what to what.
    assert line.before == line.after == {"email": "(personal)", "username": "(personal)"}


def test_an_empty_name_changes_nothing(admin, make):
    user = make.user()

    answer = admin.put(f"/api/users/{user.id}", {"email": "", "username": None})

    assert (answer.status_code, answer.json["user"]["email"]) == (200, user.email)


@pytest.mark.parametrize("field", ["email", "username"])
def test_a_name_that_is_taken_is_refused(admin, make, field):
    user, other = make.user(), make.user()

    answer = admin.put(f"/api/users/{user.id}", {field: getattr(other, field).upper()})

    assert (answer.status_code, answer.json["code"]) == (409, f"{field}_taken")


@pytest.mark.parametrize(
    "wrong", [{"email": "x"}, {"username": "x" * 81}, {"is_active": "perhaps"}, {"is_active": None}]
)
def test_a_wrong_field_is_named(admin, make, wrong):
    answer = admin.put(f"/api/users/{make.user().id}", wrong)

    assert (answer.status_code, list(answer.json["details"])) == (400, list(wrong))


def test_a_banned_person_is_out_on_the_next_request(admin, make, stranger):
    user = make.user()
    person = make.person(user)
    assert person.get("/api/auth/me").status_code == 200

    answer = admin.post(f"/api/users/{user.id}/ban")

    assert (answer.status_code, answer.json["user"]["is_active"]) == (200, False)
    assert person.get("/api/auth/me").status_code == 401
    assert login(stranger, user.email).status_code == 401
    assert admin.post(f"/api/users/{user.id}/ban", {}).status_code == 200

    assert admin.post(f"/api/users/{user.id}/unban").json["user"]["is_active"] is True
    assert person.get("/api/auth/me").status_code == 401
    assert login(stranger, user.email).status_code == 200
    assert deeds_of(admin.app, admin.user) == ["user.ban", "user.ban", "user.unban"]


def test_is_active_bans_like_ban(admin, make):
    person = make.person()

    assert admin.put(f"/api/users/{person.id}", {"is_active": False}).json["user"]["is_active"] is False
    assert person.get("/api/auth/me").status_code == 401
    assert admin.put(f"/api/users/{person.id}", {"is_active": True}).json["user"]["is_active"] is True


@pytest.mark.parametrize("deed", ["ban", "password-reset"])
def test_what_happens_to_somebody_during_their_sign_in_counts(admin, make, stranger, together, monkeypatch, deed):
    user, body = make.user(), {"new_password": "quite another"}
    meanwhile = []

    def slowly(password, stored):
        meanwhile.extend(together([lambda: admin.post(f"/api/users/{user.id}/{deed}", body)]))
        return True

    monkeypatch.setattr("app.core.passwords.matches", slowly)

    assert login(stranger, user.email).status_code == 401
    assert [answer.status_code for answer in meanwhile] == [200]


def test_nobody_locks_themselves_out(admin, sign_in):
    sign_in(Role.ADMIN)
    for method, path, body in (
        ("POST", "/ban", None),
        ("DELETE", "", None),
        ("PUT", "", {"is_active": False}),
    ):
        answer = admin.call(method, f"/api/users/{admin.id}{path}", json=body)
        assert (answer.status_code, answer.json["code"]) == (409, "oneself")
    assert admin.get("/api/auth/me").status_code == 200


def test_the_last_active_admin_stays_admin(admin, make):
    banned = make.user(Role.ADMIN)
    admin.post(f"/api/users/{banned.id}/ban")

    last = admin.put(f"/api/users/{admin.id}/role", {"role": "manager"})
    assert (last.status_code, last.json["code"]) == (409, "last_admin")
    assert admin.put(f"/api/users/{admin.id}/role", {"role": "admin"}).status_code == 200

    admin.post(f"/api/users/{banned.id}/unban")
    assert admin.put(f"/api/users/{admin.id}/role", {"role": "manager"}).status_code == 200
    assert admin.get("/api/users").status_code == 403


@pytest.mark.parametrize("crowd", [2, 3])
@pytest.mark.parametrize("deed", ["role", "ban", "delete", "update"])
def test_of_admins_who_unseat_each_other_one_is_too_late(make, together, crowd, deed):
    admins = [make.person(Role.ADMIN) for _ in range(crowd)]

    def unseat(by, whom):
        path = f"/api/users/{whom.id}"
        return {
            "role": lambda: by.put(f"{path}/role", {"role": "customer"}),
            "ban": lambda: by.post(f"{path}/ban"),
            "delete": lambda: by.delete(path),
            "update": lambda: by.put(path, {"is_active": False}),
        }[deed]()

    first, second = admins[:2]
    answers = together([lambda: unseat(first, second), lambda: unseat(second, first)])

    assert sorted(answer.status_code for answer in answers)[0] == 200
    assert sorted(answer.status_code for answer in answers)[1] in (401, 403, 409)
    assert sum(person.get("/api/users").status_code == 200 for person in admins) == crowd - 1


def test_three_admins_in_a_ring_leave_one(make, together):
    admins = [make.person(Role.ADMIN) for _ in range(3)]
    together([
        lambda by=by, whom=whom: by.put(f"/api/users/{whom.id}/role", {"role": "cashier"})
        for by, whom in zip(admins, admins[1:] + admins[:1], strict=True)
    ])  # fmt: skip

    assert sum(person.get("/api/users").status_code == 200 for person in admins) >= 1


def test_a_promoted_customer_loses_nothing(admin, make):
    customer = make.user(phone="555", city="Leeds")
    person = make.person(customer)
    make.address(customer)

    answer = admin.put(
        f"/api/users/{customer.id}/role",
        {"role": "cashier", "first_name": "", "employee_id": "E-5", "salary": 1800, "shift_start": "09:00"},
    )

    assert answer.status_code == 200
    assert (answer.json["user"]["role"], answer.json["profile"]["first_name"]) == (
        "cashier",
        customer.profile.first_name,
    )
    assert answer.json["profile"].items() >= {"phone": "555", "employee_id": "E-5", "salary": 1800.0}.items()
    assert answer.json["profile"]["shift_start"] == "09:00:00"
    me = person.get("/api/auth/me").json
    assert me["user"]["role"] == "cashier"
    assert me["profile"]["address"]["city"] == "Leeds"
    assert person.get("/api/users/addresses").json["total"] == 1
    [line] = trail_of(admin.app, admin.user)
    assert (line.action, (line.before or {})["role"], (line.after or {})["role"]) == (
        "user.set-role",
        "customer",
        "cashier",
    )


def test_a_demoted_manager_is_out_on_the_next_request_and_keeps_the_record(admin, make):
    user = make.user(Role.MANAGER, employee_id="E-6", salary_cents=1)
    manager = make.person(user)
    assert manager.get("/api/users/customers").status_code == 200

    demoted = admin.put(f"/api/users/{user.id}/role", {"role": "customer", "employee_id": "E-7"})

    assert manager.get("/api/users/customers").status_code == 403
    assert manager.get("/api/auth/me").status_code == 200
    assert "employee_id" not in demoted.json["profile"]
    again = admin.put(f"/api/users/{user.id}/role", {"role": "manager"})
    assert (again.json["profile"]["employee_id"], again.json["profile"]["salary"]) == ("E-6", 0.01)


def test_an_admin_without_a_profile_becomes_a_customer_with_one(admin, make):
    other = make.user(Role.ADMIN, first_name=None, last_name=None)

    assert admin.put(f"/api/users/{other.id}/role", {"role": "admin"}).json["profile"] is None
    profile = admin.put(f"/api/users/{other.id}/role", {"role": "customer"}).json["profile"]

    assert (profile["id"], profile["full_name"], profile["phone"]) == (other.id, "", None)


def test_an_employee_number_belongs_to_one(admin, make):
    make.user(Role.CASHIER, employee_id="E-1")

    answer = admin.put(f"/api/users/{make.user().id}/role", {"role": "cashier", "employee_id": "E-1"})

    assert (answer.status_code, answer.json["code"]) == (409, "employee_id_taken")


@pytest.mark.parametrize("wrong", [{"role": "owner"}, {"role": ""}, {"role": None}, {"role": 3}])
def test_a_role_is_one_of_four(admin, make, wrong):
    answer = admin.put(f"/api/users/{make.user().id}/role", wrong)

    assert (answer.status_code, list(answer.json["details"])) == (400, ["role"])


def test_a_reset_password_ends_the_persons_sessions(admin, make, stranger):
    user = make.user()
    person = make.person(user)

    answer = admin.post(f"/api/users/{user.id}/password-reset", {"new_password": "quite another"})

    assert (answer.status_code, answer.json["user"]["id"]) == (200, user.id)
    assert person.get("/api/auth/me").status_code == 401
    assert login(stranger, user.email).status_code == 401
    assert login(stranger, user.email, "quite another").status_code == 200
    [line] = trail_of(admin.app, admin.user)
    assert (line.action, line.before, line.after) == ("user.reset-password", None, None)


@pytest.mark.parametrize("wrong", [{}, {"new_password": "short"}, {"new_password": "x" * 257}])
def test_a_reset_needs_a_good_password(admin, make, stranger, wrong):
    user = make.user()

    answer = admin.post(f"/api/users/{user.id}/password-reset", wrong)

    assert (answer.status_code, list(answer.json["details"])) == (400, ["new_password"])
    assert login(stranger, user.email).status_code == 200


def test_a_deleted_account_forgets_whose_it_was(admin, make, stranger):
    user = make.user(first_name="Grace", phone="555", city="Leeds", email="grace@example.com")
    person = make.person(user)
    make.address(user)

    answer = admin.delete(f"/api/users/{user.id}")

    assert (answer.status_code, answer.json.keys()) == (200, {"message", "warning"})
    assert person.get("/api/auth/me").status_code == 401
    assert login(stranger, "grace@example.com").status_code == 401
    assert login(stranger, f"deleted-{user.id}").status_code == 401
    left = admin.get(f"/api/users/{user.id}").json
    name = f"deleted-{user.id}"
    assert left["user"].items() >= {
        "email": f"{name}@deleted.invalid", "username": name, "is_active": False
    }.items()  # fmt: skip
    assert (left["profile"]["full_name"], left["profile"]["phone"]) == ("", None)
    assert set(left["profile"]["address"].values()) == {None}
    assert user.id in [row["id"] for row in admin.get("/api/users?is_active=false").json["users"]]
    assert "grace" not in repr([(e.before, e.after) for e in trail_of(admin.app, admin.user)]).lower()
    assert deeds_of(admin.app, admin.user) == ["user.delete"]


def test_a_deleted_account_stays_deleted(admin, make):
    user = make.user()
    admin.delete(f"/api/users/{user.id}")

    for method, path, body in (
        ("POST", "/unban", None),
        ("POST", "/ban", None),
        ("PUT", "", {"email": "back@example.com"}),
        ("PUT", "", {"is_active": True}),
        ("PUT", "/role", {"role": "manager"}),
        ("POST", "/password-reset", {"new_password": "quite another"}),
        ("DELETE", "", None),
    ):
        answer = admin.call(method, f"/api/users/{user.id}{path}", json=body)
        assert (answer.status_code, answer.json["code"]) == (409, "account_deleted"), path


def test_names_of_the_deleted_are_free_again_and_theirs_cannot_be_taken(admin, make, stranger):
    user = make.user(email="grace@example.com", username="grace")
    admin.delete(f"/api/users/{user.id}")

    taken = {"email": "x@example.com", "username": f"deleted-{user.id + 1}", "password": PASSWORD}
    assert stranger.post("/api/auth/register", taken).status_code == 400
    again = {"email": "Grace@example.com", "username": "Grace", "password": PASSWORD}
    assert stranger.post("/api/auth/register", again).status_code == 201


def test_a_deleted_customers_cart_is_emptied_and_the_orders_stay(admin, make):
    user = make.user()
    order = make.order(user)
    person = make.person(user)
    assert person.post("/api/cart/items", {"product_id": make.product().id}).status_code == 200

    admin.delete(f"/api/users/{user.id}")

    kept = admin.get(f"/api/orders/{order.id}").json
    assert (kept["id"], kept["customer"]["email"]) == (order.id, f"deleted-{user.id}@deleted.invalid")
