"""The permission matrix as clients were promised it, held against the real endpoints: every row, every role."""

from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from werkzeug.test import TestResponse

from app.core.permissions import MATRIX, Permission, Role, nearest_role
from app.models.order_states import Status
from tests.factories import ADDRESS, Make
from tests.people import Person
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
P = Permission


@dataclass(frozen=True)
class Door:
    """One request that somebody may or may not make. `{s.…}` is filled in from the scene."""

    permission: Permission
    method: str
    path: str
    body: dict[str, Any] | None = None
    form: bool = False
    # What somebody lacks who does not even hold a lesser permission that the door asks for first.
    before_it: Permission | None = None

    def __str__(self) -> str:
        said = "".join(f" {value}" for value in (self.body or {}).values() if isinstance(value, str))
        return f"{self.method} {self.path}{said}"


PRODUCT = {"name": "Lamp", "price": 9.99, "category_id": "{s.category}", "sku": "L-{s.number}", "stock_quantity": 3}
LINES = {"items": [{"product_id": "{s.product}"}], "shipping_address": ADDRESS}
PASSWORD = {"new_password": "a very new password"}

# Each phrase of the table, and the doors behind it.
THINGS: dict[str, list[Door]] = {
    "view products": [
        Door(P.PRODUCT_VIEW, "GET", "/api/products"),
        Door(P.PRODUCT_VIEW, "GET", "/api/products/{s.product}"),
    ],
    "view categories": [
        Door(P.CATEGORY_VIEW, "GET", "/api/categories"),
        Door(P.CATEGORY_VIEW, "GET", "/api/categories/{s.category}"),
        Door(P.CATEGORY_VIEW, "GET", "/api/categories/slug/{s.slug}"),
    ],
    "create product": [
        Door(P.PRODUCT_CREATE, "POST", "/api/products", PRODUCT),
        Door(P.PRODUCT_CREATE, "POST", "/api/products/add", PRODUCT),
    ],
    "update product": [
        Door(P.PRODUCT_UPDATE, "PUT", "/api/products/{s.product}", {"price": 5}),
        Door(P.PRODUCT_UPDATE, "PATCH", "/api/products/{s.product}", {"price": 5}),
        Door(P.PRODUCT_UPDATE, "POST", "/api/products/upload-image", form=True),
    ],
    "delete product": [Door(P.PRODUCT_DELETE, "DELETE", "/api/products/{s.product}")],
    "create top category": [
        Door(
            P.CATEGORY_CREATE_TOP,
            "POST",
            "/api/categories",
            {"name": "Top {s.number}"},
            before_it=P.CATEGORY_CREATE_SUB,
        )
    ],
    "delete category": [Door(P.CATEGORY_DELETE, "DELETE", "/api/categories/{s.category}")],
    "create subcategory": [
        Door(P.CATEGORY_CREATE_SUB, "POST", "/api/categories/{s.category}/subcategory", {"name": "Sub"}),
        Door(P.CATEGORY_CREATE_SUB, "POST", "/api/categories", {"name": "Sub", "parent_id": "{s.category}"}),
    ],
    "update category": [Door(P.CATEGORY_UPDATE, "PUT", "/api/categories/{s.category}", {"name": "New {s.number}"})],
    "manage own cart": [
        Door(P.CART_MANAGE_OWN, "GET", "/api/cart"),
        Door(P.CART_MANAGE_OWN, "POST", "/api/cart/items", {"product_id": "{s.product}"}),
        Door(P.CART_MANAGE_OWN, "POST", "/api/cart/add", {"product_id": "{s.product}"}),
        Door(P.CART_MANAGE_OWN, "PUT", "/api/cart/items/{s.in_cart}", {"quantity": 2}),
        Door(P.CART_MANAGE_OWN, "PUT", "/api/cart/update/{s.in_cart}", {"quantity": 2}),
        Door(P.CART_MANAGE_OWN, "PUT", "/api/cart/update", {"product_id": "{s.in_cart}", "quantity": 2}),
        Door(P.CART_MANAGE_OWN, "DELETE", "/api/cart/items/{s.in_cart}"),
        Door(P.CART_MANAGE_OWN, "DELETE", "/api/cart/remove/{s.in_cart}"),
        Door(P.CART_MANAGE_OWN, "GET", "/api/cart/validate?product={s.in_cart}"),
        Door(P.CART_MANAGE_OWN, "POST", "/api/cart/clear"),
    ],
    "create order": [
        Door(P.ORDER_CREATE, "POST", "/api/orders", LINES),
        Door(P.ORDER_CREATE, "POST", "/api/orders?of={s.in_cart}", {"shipping_address": "1 High Street, Leeds"}),
    ],
    "cancel own order": [Door(P.ORDER_CANCEL_OWN, "POST", "/api/orders/{s.own_order}/cancel")],
    "view today's orders": [Door(P.ORDER_VIEW_TODAY, "GET", "/api/orders/today")],
    "update order status": [
        Door(P.ORDER_SET_STATUS, "PUT", "/api/orders/{s.order}/status", {"status": "confirmed"}),
        Door(P.ORDER_SET_STATUS, "POST", "/api/orders/{s.order}/status", {"status": "confirmed"}),
    ],
    "view all orders": [Door(P.ORDER_VIEW_ALL, "GET", "/api/orders/admin")],
    "process refund": [
        Door(P.ORDER_REFUND, "POST", "/api/orders/{s.paid_order}/refund"),
        Door(
            P.ORDER_REFUND,
            "PUT",
            "/api/orders/{s.paid_order}/status",
            {"status": "refunded"},
            before_it=P.ORDER_SET_STATUS,
        ),
        Door(
            P.ORDER_REFUND,
            "PUT",
            "/api/orders/{s.paid_order}/payment-status",
            {"payment_status": "refunded"},
            before_it=P.ORDER_SET_PAYMENT,
        ),
    ],
    "delete order": [Door(P.ORDER_DELETE, "DELETE", "/api/orders/{s.order}")],
    "view own profile": [
        Door(P.PROFILE_VIEW_OWN, "GET", "/api/users/profile"),
        Door(P.PROFILE_VIEW_OWN, "GET", "/api/auth/me"),
        Door(P.PROFILE_VIEW_OWN, "GET", "/api/users/addresses"),
    ],
    "update own profile": [
        Door(P.PROFILE_UPDATE_OWN, "PUT", "/api/users/profile", {"first_name": "Ann"}),
        Door(P.PROFILE_UPDATE_OWN, "POST", "/api/users/addresses", ADDRESS),
    ],
    "view customers": [
        Door(P.CUSTOMER_VIEW, "GET", "/api/users/customers"),
        Door(P.CUSTOMER_VIEW, "GET", "/api/users/{s.customer}"),
    ],
    "view employees": [
        Door(P.EMPLOYEE_VIEW, "GET", "/api/users/employees"),
        # The door of one account asks for the lesser of the two permissions that open it.
        Door(P.EMPLOYEE_VIEW, "GET", "/api/users/{s.cashier}", before_it=P.CUSTOMER_VIEW),
    ],
    "manage users": [
        Door(P.USER_MANAGE, "GET", "/api/users"),
        Door(P.USER_MANAGE, "GET", "/api/users/statistics"),
        Door(P.USER_MANAGE, "PUT", "/api/users/{s.customer}", {"username": "renamed{s.number}"}),
        Door(P.USER_MANAGE, "DELETE", "/api/users/{s.customer}"),
        Door(P.USER_MANAGE, "POST", "/api/users/{s.customer}/ban"),
        Door(P.USER_MANAGE, "POST", "/api/users/{s.customer}/unban"),
        Door(P.USER_MANAGE, "POST", "/api/users/{s.customer}/password-reset", PASSWORD),
    ],
    "change roles": [Door(P.USER_SET_ROLE, "PUT", "/api/users/{s.customer}/role", {"role": "cashier"})],
}
PUBLIC = {"view products", "view categories"}
# Held by its own test below: staff call the same address, and reach other orders by it.
BY_REACH = {"view own orders"}

# What this shop adds to the table, each at one door; who may is in the data.
ADDED = [
    Door(
        P.CATEGORY_REORDER, "PUT", "/api/categories/reorder", {"updates": [{"id": "{s.category}", "parent_id": ""}]}
    ),
    Door(P.ORDER_VIEW, "GET", "/api/orders"),
    Door(P.ORDER_SEARCH, "GET", "/api/orders/search?number={s.order_number}"),
    Door(P.ORDER_SET_PAYMENT, "PUT", "/api/orders/{s.order}/payment-status", {"payment_status": "paid"}),
    Door(
        P.ORDER_CANCEL,
        "PUT",
        "/api/orders/{s.order}/status",
        {"status": "cancelled"},
        before_it=P.ORDER_SET_STATUS,
    ),
    Door(P.ORDER_SHIP, "POST", "/api/orders/{s.processed_order}/ship"),
    Door(P.ORDER_NOTE, "POST", "/api/orders/{s.order}/notes", {"notes": "Called."}),
    Door(P.SESSION_MANAGE_OWN, "GET", "/api/auth/sessions"),
    Door(P.AUDIT_VIEW, "GET", "/api/audit"),
]


class Scene:
    """What a door needs around it, made when its address or body first names it."""

    def __init__(self, make: Make, person: Person) -> None:
        self.make, self.person = make, person
        self.owner = person.user or make.user()

    def filled(self, template: Any) -> Any:
        """`template` with every `{s.…}` replaced."""
        if isinstance(template, dict):
            return {name: self.filled(value) for name, value in template.items()}
        if isinstance(template, list):
            return [self.filled(value) for value in template]
        return template.format(s=self) if isinstance(template, str) else template

    @cached_property
    def product(self) -> int:
        return self.make.product().id

    @cached_property
    def number(self) -> int:
        return self.product

    @cached_property
    def in_cart(self) -> int:
        if self.person.user:
            assert self.person.post("/api/cart/items", {"product_id": self.product}).status_code == 200
        return self.product

    @cached_property
    def category(self) -> int:
        return self.make.category().id

    @cached_property
    def slug(self) -> str:
        return self.make.category().slug

    @cached_property
    def order(self) -> int:
        return self.make.order().id

    @cached_property
    def order_number(self) -> str:
        return self.make.order().order_number

    @cached_property
    def own_order(self) -> int:
        return self.make.order(self.owner).id

    @cached_property
    def paid_order(self) -> int:
        return self.make.order(paid=True).id

    @cached_property
    def processed_order(self) -> int:
        return self.make.order(status=Status.PROCESSING).id

    @cached_property
    def customer(self) -> int:
        return self.make.user().id

    @cached_property
    def cashier(self) -> int:
        return self.make.user(Role.CASHIER).id


def rows() -> dict[str, dict[Role, str]]:
    """The table, a phrase at a time."""
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in CONTRACT.strip().splitlines()]
    assert lines[0][1:] == ["Customer", "Cashier", "Manager", "Admin"]
    return {
        phrase.lower(): dict(zip(Role, cells, strict=True))
        for what, *cells in lines[2:]
        for phrase in what.split(", ")
    }


def knock(make: Make, door: Door, person: Person) -> TestResponse:
    """Make the request of `door` for `person`, with all it needs to succeed."""
    scene = Scene(make, person)
    path, body = scene.filled(door.path), scene.filled(door.body)
    if not door.form:
        return person.call(door.method, path, json=body)
    picture = BytesIO()
    Image.new("RGB", (8, 8), "red").save(picture, "PNG")
    return person.call(door.method, path, data={"file": (BytesIO(picture.getvalue()), "red.png")})


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
    said[STRANGER] = knock(make, door, Person(make.app)).status_code
    expected = {role: "in" if role in allowed else 403 for role in Role} | {STRANGER: "in" if public else 401}
    assert {who: "in" if 200 <= status < 300 else status for who, status in said.items()} == expected


def test_every_row_of_the_contract_is_knocked_at():
    assert set(rows()) == set(THINGS) | BY_REACH
    assert len(CONTRACT.strip().splitlines()) - 2 == 17


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
