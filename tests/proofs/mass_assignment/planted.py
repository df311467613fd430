"""What is slipped into requests: every column of every model, and the names the API has for them.

TAKES is written by hand, from docs/api: what each operation says that it takes. These fields are left out, since
they may be set; whoever documents another one adds it here.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Float, Integer, LargeBinary, String, Table, Time

from tests.factories import Make
from tests.proofs.mass_assignment.changed_cells import LONG_AGO, NO_ROW, PLANTED, TABLES, Album, kind_of

COLUMNS = {table.name: len(table.columns) for table in TABLES}
EVERYTHING = tuple(COLUMNS)

PERSON = "first_name last_name phone address_line1 address_line2 city state postal_code country"
# Everybody may send these when they sign up; a role in a test of its own, since it takes an admin.
ACCOUNT = f"email username password role {PERSON}"
EMPLOYMENT = "employee_id hire_date shift_start shift_end salary"
PRODUCT = (
    "name price category_id sku stock_quantity description compare_price barcode weight dimensions image_url images"
    " low_stock_threshold is_active is_featured"
)
CATEGORY = "name description parent_id is_active"
ADDRESS = "address_type line1 line2 city state postal_code country is_default"
LINE = "product_id quantity"
REFUND = "reason amount items"
TAKES: dict[str, str] = {
    "POST /api/auth/register": ACCOUNT,
    "POST /api/auth/signup": ACCOUNT,
    "POST /api/auth/register (as a cashier)": f"{ACCOUNT} {EMPLOYMENT}",
    "POST /api/auth/signup (as a cashier)": f"{ACCOUNT} {EMPLOYMENT}",
    "POST /api/auth/login": "email_or_username email username password cookie",
    "POST /api/auth/change-password": "old_password new_password",
    "POST /api/products": PRODUCT,
    "POST /api/products/add": PRODUCT,
    "PUT /api/products/{product_id}": PRODUCT,
    "PATCH /api/products/{product_id}": PRODUCT,
    "POST /api/products/prices": "changes percent where ends_with reason dry_run",
    "POST /api/products/{product_id}/stock/receive": "quantity note",
    "POST /api/products/{product_id}/stock/adjust": "quantity reason kind",
    "POST /api/products/{product_id}/stock/count": "counted note",
    "POST /api/categories": CATEGORY,
    "POST /api/categories/{category_id}/subcategory": CATEGORY,
    "PUT /api/categories/{category_id}": CATEGORY,
    "PATCH /api/categories/{category_id}": CATEGORY,
    "PUT /api/categories/reorder": "updates",
    "POST /api/products/{product_id}/reviews": "rating text",
    "PUT /api/reviews/{review_id}": "rating text",
    "POST /api/reviews/{review_id}/hide": "reason",
    "POST /api/cart/items": LINE,
    "POST /api/cart/add": LINE,
    "PUT /api/cart/items/{product_id}": "quantity",
    "PUT /api/cart/update/{product_id}": "quantity",
    "PUT /api/cart/update": LINE,
    "POST /api/cart/merge": "items",
    "POST /api/cart/quote": "items",
    "POST /api/wishlist": "product_id",
    "POST /api/wishlist/{product_id}/move-to-cart": "quantity",
    "POST /api/orders": "items shipping_address address_id payment_method customer_notes",
    "PUT /api/orders/{order_id}/status": "status",
    "POST /api/orders/{order_id}/status": "status",
    "PUT /api/orders/{order_id}/payment-status": "payment_status",
    "POST /api/orders/{order_id}/payment-status": "payment_status",
    "POST /api/orders/{order_id}/ship": "tracking_number",
    "POST /api/orders/{order_id}/notes": "notes",
    "POST /api/orders/{order_id}/refund": REFUND,
    "POST /api/orders/{order_id}/refund/preview": REFUND,
    "PUT /api/users/profile": PERSON,
    "POST /api/users/addresses": ADDRESS,
    "PUT /api/users/addresses/{address_id}": ADDRESS,
    "PUT /api/users/{user_id}": "email username is_active",
    "PUT /api/users/{user_id}/role": f"role first_name last_name phone {EMPLOYMENT}",
    "POST /api/users/{user_id}/password-reset": "new_password",
}
# The same of what lies inside a field, by the field's name.
TAKES_INSIDE = {
    "items": LINE,
    "shipping_address": "line1 line2 city state postal_code country",
    "updates": "id parent_id",
    "changes": "product_id sku price compare_price",
}
# Whom and what the columns name that only say so by their name.
WORDS: dict[str, Any] = {
    "role": "admin",
    "actor_role": "admin",
    "status": "delivered",
    "payment_status": "paid",
    "payment_method": "cash",
    "method": "cash",
    "channel": "counter",
    "outcome": "refused",
    "from_state": "shipped",
    "to_state": "delivered",
    "object_id": NO_ROW,
    "is_active": False,
    "price": 7.77,
    "images": ["/static/placeholder.png"],
    "shipping_address": {"line1": PLANTED, "city": PLANTED},
}
KINDS = {"stock_movements": "damaged", "order_events": "note", "payments": "paid", "import_rows": "new"}
BY_TYPE: tuple[tuple[type, Any], ...] = (
    (Boolean, True),
    (DateTime, f"{LONG_AGO}T04:05:06Z"),
    (Date, LONG_AGO),
    (Time, "04:05:06"),
    (JSON, {PLANTED: PLANTED}),
    (Float, 7.5),
    (Integer, 7),
    (LargeBinary, PLANTED),
    (String, PLANTED),
)
# What no column is called, and a client might hope for.
HOPES: dict[str, Any] = {
    "price": 7.77,
    "is_admin": True,
    "is_staff": True,
    "is_hidden": True,
    "hidden": True,
    "deleted": True,
    "verified": True,
    "amount_paid": 7.77,
    "amount_refunded": 7.77,
    "shipping_cost": 7.77,
    "total_price": 7.77,
    "stock": 7,
    "permissions": {"user:manage": "all"},
    "user": {"role": "admin", "is_active": False, "password_hash": PLANTED},
    "profile": {"salary": 7.77, "salary_cents": 777, "employee_id": PLANTED},
    "order": {"status": "delivered", "paid_cents": 777, "total_cents": 777},
    "product": {"price": 7.77, "price_cents": 777, "stock_quantity": 7},
}


class Planted:
    """A bystander and what is theirs, to whom nothing may happen, and the values that name them."""

    def __init__(self, make: Make, album: Album) -> None:
        victim = make.user()
        make.address(victim)
        make.review(make.product(), victim)
        make.person(victim)
        make.product_list(make.product())
        make.order(victim, paid=True)
        self.keys = {name: {max(rows, default=NO_ROW)} for name, rows in album.picture().items()}
        self.keys |= {name: {victim.id} for name in ("users", "profiles")}

    def fields(self, tables: tuple[str, ...], *, taken: str = "", role: str = "admin") -> dict[str, Any]:
        """A value for every column of `tables`, under each of its names, but for what is `taken`."""
        made = dict(pair for table in TABLES if table.name in tables for pair in self._of(table, tables))
        made = HOPES | made | {"role": role} if tables == EVERYTHING else made
        return {name: value for name, value in made.items() if name not in taken.split()}

    def _of(self, table: Table, tables: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
        for column in table.columns:
            value = self._value(table, column, alone=len(tables) == 1)
            yield column.name, value
            if column.name.endswith("_cents"):
                yield column.name.removesuffix("_cents"), value / 100

    def _value(self, table: Table, column: Column[Any], *, alone: bool) -> Any:
        if column.name in WORDS:
            return WORDS[column.name]
        for key in column.foreign_keys:
            return min(self.keys[key.column.table.name])
        if column.primary_key:
            return min(self.keys[table.name]) if alone else NO_ROW
        if column.name.endswith("_cents"):
            return 777
        if column.name == "kind":
            return KINDS[table.name]
        return next(value for kind, value in BY_TYPE if isinstance(kind_of(column), kind))


def taken_by(row: str) -> str:
    """What the operation of a row of the table of doors takes."""
    return TAKES.get(row, TAKES.get(row.partition(" (")[0], ""))


def not_taken(described: Mapping[str, Any]) -> list[str]:
    """What TAKES excuses and the shop's own description does not know."""
    shapes, found = described["components"]["schemas"], []
    for row, taken in TAKES.items():
        method, path = row.partition(" (")[0].split()
        body = described["paths"][path][method.lower()]["requestBody"]["content"]["application/json"]["schema"]
        known = shapes[body["$ref"].rpartition("/")[2]]["properties"]
        found += [f"{row}: {name}" for name in taken.split() if name not in known]
    return found
