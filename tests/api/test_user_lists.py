"""How accounts are sorted, and what is known of how they are used."""

import pytest

from app import services
from app.core.permissions import Role

NOON, LATER = "2026-05-01T12:00:00Z", "2026-05-01T13:00:00Z"


def rows(answer, key):
    assert answer.status_code == 200, answer.text
    return answer.json[key]


def customers(person, query=""):
    return [row["user"]["id"] for row in rows(person.get(f"/api/users/customers?{query}"), "customers")]


@pytest.fixture
def three(make, freeze):
    """Three customers: opened one after the other, named and signed in in other orders; one never signed in."""
    people = []
    for number, (name, email) in enumerate((("bea", "z@x.org"), ("Zoe", "m@x.org"), ("Ann", "A@x.org"))):
        freeze(f"2026-04-0{number + 1}T12:00:00Z")
        people.append(make.user(first_name=name, email=email, username=f"{'yxw'[number]}user"))
    for user, moment in ((people[2], NOON), (people[0], LATER)):
        freeze(moment)
        make.do(lambda user=user: services.sessions.begin(user.id, "tests"))
    return [user.id for user in people]


@pytest.mark.parametrize(
    ("sort_by", "expected"),
    [
        ("name", [2, 0, 1]),
        ("email", [2, 1, 0]),
        ("username", [2, 1, 0]),
        ("created_at", [0, 1, 2]),
        ("role", [0, 1, 2]),
        ("last_seen", [2, 0, 1]),
    ],
)
def test_accounts_are_sorted_both_ways(sort_by, expected, three, sign_in):
    admin = sign_in(Role.ADMIN)
    wanted = [three[n] for n in expected]
    assert customers(admin) == three
    assert customers(admin, f"sort_by={sort_by}") == wanted
    # Who was never seen is last either way.
    backwards = [*wanted[1::-1], wanted[2]] if sort_by == "last_seen" else wanted[::-1]
    assert customers(admin, f"sort_by={sort_by}&sort_order=desc") == backwards
    listed = rows(admin.get(f"/api/users?role=customer&sort_by={sort_by}"), "users")
    assert [row["id"] for row in listed] == wanted


def test_roles_are_sorted_by_trust(make, sign_in):
    for role in (Role.MANAGER, Role.CUSTOMER, Role.CASHIER):
        make.user(role)
    admin = sign_in(Role.ADMIN)
    assert [row["role"] for row in rows(admin.get("/api/users?sort_by=role"), "users")] == list(Role)
    listed = rows(admin.get("/api/users/employees?sort_by=role&sort_order=desc"), "employees")
    assert [row["role"] for row in listed] == ["manager", "cashier"]


def test_everybody_is_listed_with_when_they_were_last_here(three, make, sign_in, freeze):
    freeze(LATER)
    cashier, admin = sign_in(Role.CASHIER), sign_in(Role.ADMIN)
    seen = {row["id"]: row["last_seen_at"] for row in rows(admin.get("/api/users"), "users")}
    assert seen[three[0]] == "2026-05-01T13:00:00+00:00"
    assert (seen[three[1]], seen[three[2]]) == (None, "2026-05-01T12:00:00+00:00")
    listed = rows(admin.get("/api/users/employees"), "employees")
    assert [(row["id"], row["last_seen_at"]) for row in listed] == [(cashier.id, "2026-05-01T13:00:00+00:00")]
    assert admin.get(f"/api/users/{three[2]}").json["last_seen_at"] == "2026-05-01T12:00:00+00:00"


def test_an_account_is_listed_with_a_name_if_it_has_one(make, sign_in):
    admin = sign_in(Role.ADMIN)
    make.user(first_name="Noa", last_name=None)
    make.user(first_name=None, last_name=None)
    assert [row["full_name"] for row in rows(admin.get("/api/users?role=customer"), "users")] == ["Noa", None]


def test_accounts_are_active_banned_or_deleted(make, sign_in):
    admin = sign_in(Role.ADMIN)
    active, banned, deleted = make.user(), make.user(), make.user()
    admin.post(f"/api/users/{banned.id}/ban")
    admin.delete(f"/api/users/{deleted.id}")
    for user, state in ((active, "active"), (banned, "banned"), (deleted, "deleted")):
        [row] = rows(admin.get(f"/api/users?state={state}&staff=false"), "users")
        assert (row["id"], row["state"], row["is_active"]) == (user.id, state, state == "active")
        assert admin.get(f"/api/users/{user.id}").json["user"]["state"] == state
    assert admin.get("/api/users?state=asleep").status_code == 400
    assert sign_in(Role.MANAGER).get("/api/users?state=banned").status_code == 403


def test_staff_are_listed_without_customers_and_customers_without_staff(make, sign_in):
    admin, manager, customer = sign_in(Role.ADMIN), make.user(Role.MANAGER), make.user()
    listed = {
        query: [row["id"] for row in rows(admin.get(f"/api/users?{query}"), "users")]
        for query in ("staff=true", "staff=false", "staff=true&role=manager", "staff=false&role=manager")
    }
    assert list(listed.values()) == [[admin.id, manager.id], [customer.id], [manager.id], []]


def test_what_a_customer_spent_is_what_was_paid_and_not_paid_back(make, sign_in):
    customer, product = make.user(), make.product(price=1000)
    make.order(customer, [(product, 1)], paid=True)  # 21.00 with tax and shipping
    part = make.order(customer, [(product, 1)], paid=True)
    make.do(lambda: services.refunds.refund(make.boss, part.id, amount_cents=500))
    make.order(customer, [(product, 1)])
    called_off, hidden = (make.order(customer, [(product, 1)], paid=True) for _ in range(2))
    admin = sign_in(Role.ADMIN)
    admin.put(f"/api/orders/{called_off.id}/status", {"status": "cancelled"})
    admin.delete(f"/api/orders/{hidden.id}")
    make.order(paid=True)

    row = rows(admin.get("/api/users/customers"), "customers")[0]
    assert (row["orders_count"], row["total_spent"], row["last_seen_at"]) == (2, 37.0, None)
    shown = admin.get(f"/api/users/{customer.id}").json
    assert (shown["orders_count"], shown["total_spent"]) == (2, 37.0)


def test_a_manager_is_told_of_what_their_reach_of_orders_covers(make, sign_in, freeze):
    customer = make.user()
    freeze("2026-03-01T12:00:00Z")
    make.order(customer, paid=True)
    freeze(NOON)
    make.order(customer, paid=True)
    for role, count in ((Role.MANAGER, 1), (Role.ADMIN, 2)):
        row = rows(sign_in(role).get("/api/users/customers"), "customers")[0]
        assert (row["orders_count"], row["total_spent"]) == (count, count * 21.0)
