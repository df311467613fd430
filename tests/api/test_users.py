"""Accounts, as managers and admins see them."""

import pytest

from app.core.permissions import Role
from app.models import User
from tests.factories import PASSWORD

USER = {"id", "email", "username", "role", "is_active", "state", "created_at", "updated_at"}
CUSTOMER = {
    "id", "user_id", "first_name", "last_name", "full_name", "phone", "address", "email", "created_at", "updated_at"
}  # fmt: skip
USE = {"last_seen_at", "orders_count", "total_spent"}
EMPLOYMENT = {"employee_id", "hire_date", "shift_start", "shift_end"}
PAGING = {"total", "pages", "current_page", "per_page", "has_next", "has_prev"}


@pytest.fixture
def crowd(make):
    """Somebody of each role, and a banned customer."""
    people: dict[str, User] = {role: make.user(role) for role in Role}
    people["banned"] = make.user()
    make.person(people[Role.ADMIN]).post(f"/api/users/{people['banned'].id}/ban")
    return people


def ids(answer, key="users"):
    assert answer.status_code == 200, answer.text
    return [row["id"] for row in answer.json[key]]


def test_a_manager_lists_customers_with_their_accounts(crowd, sign_in):
    answer = sign_in(crowd[Role.MANAGER]).get("/api/users/customers")

    assert ids(answer, "customers") == [crowd[Role.CUSTOMER].id, crowd["banned"].id]
    assert answer.json.keys() == PAGING | {"customers"}
    row = answer.json["customers"][0]
    assert row.keys() == CUSTOMER | USE | {"user"}
    assert row["user"].keys() == USER
    assert row["email"] == row["user"]["email"] == crowd[Role.CUSTOMER].email
    assert answer.json["per_page"] == 25


def test_a_manager_lists_employees_without_their_pay(crowd, sign_in):
    manager = sign_in(crowd[Role.MANAGER])
    answer = manager.get("/api/users/employees")

    assert ids(answer, "employees") == [crowd[Role.CASHIER].id, crowd[Role.MANAGER].id]
    cashier, own = answer.json["employees"]
    assert cashier.keys() == USER | {"profile", "last_seen_at", "full_name"}
    assert cashier["profile"].keys() == CUSTOMER | EMPLOYMENT
    assert own["profile"].keys() == CUSTOMER | EMPLOYMENT | {"salary"}
    assert ids(manager.get("/api/users/employees?role=cashier"), "employees") == [crowd[Role.CASHIER].id]
    assert manager.get("/api/users/employees?role=admin").status_code == 400


def test_an_admin_sees_what_employees_earn(make, sign_in):
    make.user(Role.CASHIER, salary_cents=250_000)

    answer = sign_in(Role.ADMIN).get("/api/users/employees")

    assert answer.json["employees"][0]["profile"]["salary"] == 2500


def test_an_admin_lists_everybody_banned_ones_included(crowd, sign_in):
    admin = sign_in(crowd[Role.ADMIN])
    everybody = [user.id for user in crowd.values()]

    assert ids(admin.get("/api/users")) == everybody
    assert ids(admin.get("/api/users?role=&is_active=&q=")) == everybody
    assert ids(admin.get("/api/users/")) == everybody
    assert ids(admin.get("/api/users?is_active=false")) == [crowd["banned"].id]
    assert ids(admin.get("/api/users?is_active=true&role=customer")) == [crowd[Role.CUSTOMER].id]
    assert admin.get("/api/users").json["users"][0].keys() == USER | {"last_seen_at", "full_name"}
    for wrong in ("role=owner", "is_active=perhaps", "q=" + "x" * 201, "q=%00"):
        assert admin.get(f"/api/users?{wrong}").status_code == 400, wrong


@pytest.mark.parametrize(
    "q", ["GRACE", "hopper", "grace hopper", "navy.example", "Amazing", "555-01", "100%", "_x", "e-42"]
)
def test_people_are_found_by_what_is_known_of_them(make, sign_in, q):
    make.user(first_name="Nobody", last_name="Else", phone="555 9")
    grace = make.user(
        Role.CASHIER, first_name="Grace", last_name="Hopper 100%", phone="555-01", employee_id="E-42",
        email="GH@navy.example", username="amazing_x",
    )  # fmt: skip

    assert ids(sign_in(Role.ADMIN).get("/api/users", query_string={"q": q})) == [grace.id]


def test_pages_are_complete_and_in_one_order(make, sign_in):
    made = [make.user().id for _ in range(7)]
    manager = sign_in(Role.MANAGER)

    pages = [manager.get(f"/api/users/customers?per_page=3&page={n}") for n in (1, 2, 3, 4)]

    assert [row for page in pages for row in ids(page, "customers")] == made
    assert [page.json["has_next"] for page in pages] == [True, True, False, False]
    assert pages[3].json | {"customers": 0} == {
        "customers": 0, "total": 7, "pages": 3, "current_page": 4, "per_page": 3,
        "has_next": False, "has_prev": True,
    }  # fmt: skip
    assert manager.get("/api/users/customers?per_page=1000").json["per_page"] == 100
    for odd in ("0", "-1", "x", "1e3", ""):
        assert ids(manager.get(f"/api/users/customers?page={odd}&per_page={odd}"), "customers") == made
    assert ids(manager.get("/api/users/customers?page=" + "9" * 31), "customers") == []


@pytest.mark.parametrize(
    ("path", "bound"), [("/api/users", 4), ("/api/users/customers", 5), ("/api/users/employees", 4)]
)
def test_lists_take_a_few_statements_however_long(make, sign_in, statements, path, bound):
    for _ in range(6):
        make.user()
        make.user(Role.CASHIER)
    admin = sign_in(Role.ADMIN)
    with statements() as said:
        assert admin.get(path).json["total"] >= 6

    assert len(said) <= bound


def test_a_manager_sees_customers_and_employees_but_no_admin(crowd, sign_in):
    manager = sign_in(crowd[Role.MANAGER])

    for who in (Role.CUSTOMER, Role.CASHIER, Role.MANAGER, "banned"):
        answer = manager.get(f"/api/users/{crowd[who].id}")
        assert answer.status_code == 200
        assert answer.json.keys() == USE | {"user", "profile"}
        assert answer.json["user"]["id"] == answer.json["profile"]["user_id"] == crowd[who].id
    assert manager.get(f"/api/users/{crowd[Role.ADMIN].id}").status_code == 404
    assert sign_in(Role.ADMIN).get(f"/api/users/{crowd[Role.ADMIN].id}").status_code == 200


@pytest.mark.parametrize("number", ["0", "999999", str(2**63), "9" * 40, "9" * 5000])
def test_nobody_has_a_number_that_was_not_given_out(sign_in, number):
    admin = sign_in(Role.ADMIN)
    for method, path in (("GET", ""), ("PUT", ""), ("DELETE", ""), ("POST", "/ban"), ("POST", "/unban")):
        answer = admin.call(method, f"/api/users/{number}{path}", json={})
        assert (answer.status_code, answer.json["code"]) == (404, "not_found"), path


def test_statistics_count_everybody_once(crowd, sign_in):
    said = sign_in(crowd[Role.ADMIN]).get("/api/users/statistics").json

    assert said == {
        "total_users": 5,
        "active_users": 4,
        "inactive_users": 1,
        "by_role": {"customers": 2, "managers": 1, "cashiers": 1, "admins": 1},
    }


ADMINS_ONLY = [
    ("GET", "/api/users", None),
    ("GET", "/api/users/statistics", None),
    ("PUT", "/api/users/{id}", {"username": "x"}),
    ("DELETE", "/api/users/{id}", None),
    ("POST", "/api/users/{id}/ban", None),
    ("POST", "/api/users/{id}/unban", None),
    ("PUT", "/api/users/{id}/role", {"role": "admin"}),
    ("POST", "/api/users/{id}/password-reset", {"new_password": "x" * 9}),
]


@pytest.mark.parametrize(("method", "path", "body"), ADMINS_ONLY)
def test_only_admins_rule_over_accounts(make, sign_in, stranger, method, path, body):
    user = make.user()
    for role in (Role.CUSTOMER, Role.CASHIER, Role.MANAGER):
        answer = sign_in(role).call(method, path.format(id=user.id), json=body)
        assert (answer.status_code, answer.json["code"]) == (403, "forbidden")
        assert answer.json["details"]["role"] == role
    assert stranger.call(method, path.format(id=user.id), json=body).status_code == 401
    signed_in = stranger.post("/api/auth/login", {"email": user.email, "password": PASSWORD})
    assert signed_in.json["user"]["role"] == "customer"


@pytest.mark.parametrize("role", [Role.CUSTOMER, Role.CASHIER])
def test_shoppers_and_cashiers_look_nobody_up(make, sign_in, role):
    person = sign_in(role)
    for path in ("customers", "employees", str(make.user().id), str(person.id)):
        assert person.get(f"/api/users/{path}").status_code == 403
