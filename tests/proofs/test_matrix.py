"""The permission matrix as clients were promised it, held against the real endpoints: every row, every role."""

import re
from typing import Any

import pytest

from app.core.permissions import MATRIX, Permission, Role, nearest_role
from tests.factories import Make
from tests.people import Person
from tests.proofs.access.doors import ADDED, KNOCK, THINGS, Door, knock
from tests.trails import trail_of

CONTRACT = """
| What | Customer | Cashier | Manager | Admin |
|---|---|---|---|---|
| View products, view categories | ✓ | ✓ | ✓ | ✓ |
| Create product, update product | – | – | ✓ | ✓ |
| Delete product | – | – | – | ✓ |
| Create top category, delete category | – | – | – | ✓ |
| Create subcategory, update category | – | – | ✓ | ✓ |
| Manage own cart | ✓ | ✓ | ✓ | ✓ |
| Create order | ✓ | ✓ | ✓ | ✓ |
| View own orders, cancel own order | ✓ | – | – | – |
| View today's orders | – | ✓ | ✓ | ✓ |
| Update order status | – | ✓ | ✓ | ✓ |
| View all orders | – | – | last 30 days | ✓ |
| Process refund | – | – | – | ✓ |
| Delete order | – | – | – | ✓ |
| View own profile, update own profile | ✓ | ✓ | ✓ | ✓ |
| View customers, view employees | – | – | ✓ | ✓ |
| Manage users | – | – | – | ✓ |
| Change roles | – | – | – | ✓ |
"""
NOON = "2026-02-10T12:00:00Z"
STRANGER = "stranger"
PUBLIC = {"view products", "view categories"}
# Held by test_reach.py: staff call the same address, and reach other orders by it.
BY_REACH = {"view own orders"}


def rows() -> dict[str, dict[Role, str]]:
    """The table, a phrase at a time."""
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in CONTRACT.strip().splitlines()]
    assert lines[0][1:] == ["Customer", "Cashier", "Manager", "Admin"]
    return {
        phrase.lower(): dict(zip(Role, cells, strict=True))
        for what, *cells in lines[2:]
        for phrase in what.split(", ")
    }


def check_refusal(answer: Any, door: Door, person: Person, role: Role) -> None:
    """A refusal names what is missing, who asks and whom to ask instead, and stays on record."""
    details = answer.json["details"]
    asked = [permission for permission in (door.before_it, door.permission) if permission]
    missing = next(permission for permission in asked if role not in MATRIX[permission])
    assert details == {"permission": missing, "role": role, "nearest_role": nearest_role(missing)}
    assert answer.json["code"] == "forbidden"
    assert [(e.action, e.outcome) for e in trail_of(person.app, person.user)][-1:] == [(missing, "refused")]


def check_door(make: Make, door: Door, allowed: set[Role], *, public: bool = False) -> None:
    """Everybody knocks at `door`; it opens for `allowed`, and for strangers where it is `public`."""
    said: dict[str, int] = {}
    for role in Role:
        person = make.person(role)
        answer = knock(make, door, person)
        said[role] = answer.status_code
        if answer.status_code == 403:
            check_refusal(answer, door, person, role)
        elif door.method != "GET" and not door.only_looks and role is not Role.CUSTOMER:
            assert KNOCK in {entry.request_id for entry in trail_of(make.app, person.user)}, str(door)
    said[STRANGER] = knock(make, door, Person(make.app)).status_code
    expected = {role: "in" if role in allowed else 403 for role in Role} | {STRANGER: "in" if public else 401}
    assert {who: "in" if 200 <= status < 300 else status for who, status in said.items()} == expected


def test_every_row_of_the_contract_is_knocked_at():
    assert set(rows()) == set(THINGS) | BY_REACH
    assert len(CONTRACT.strip().splitlines()) - 2 == 17


def test_every_guarded_write_has_a_door_so_that_its_line_in_the_trail_is_seen(app):
    doors = [door for behind in THINGS.values() for door in behind] + ADDED
    addresses = app.url_map.bind("shop")
    knocked = set()
    for door in doors:
        path = re.sub(r"{s\.(slug)}", "x", re.sub(r"{s\.(?!slug)\w+}", "1", door.path)).partition("?")[0]
        endpoint, _ = addresses.match(path, door.method)
        knocked.add((door.method, endpoint))
    writes = {
        (method, rule.endpoint)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}
        if not app.view_functions[rule.endpoint].is_public
    }
    assert writes - knocked == set()


def test_every_permission_has_a_door():
    behind = {door.permission for doors in THINGS.values() for door in doors}
    assert behind | {door.permission for door in ADDED} == set(Permission)
    assert not behind & {door.permission for door in ADDED}


@pytest.mark.parametrize(
    ("thing", "door"),
    [pytest.param(thing, door, id=f"{thing}: {door}") for thing, doors in THINGS.items() for door in doors],
)
def test_a_door_opens_for_the_roles_the_contract_names(thing, door, make, freeze):
    freeze(NOON)
    allowed = {role for role, cell in rows()[thing].items() if cell != "–"}

    assert allowed == set(MATRIX[door.permission])
    check_door(make, door, allowed, public=thing in PUBLIC)


@pytest.mark.parametrize("door", ADDED, ids=str)
def test_a_door_beyond_the_contract_opens_for_the_roles_in_the_data(door, make, freeze):
    freeze(NOON)
    check_door(make, door, set(MATRIX[door.permission]))
