"""The doors of the shop: for each permission the requests it opens."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image
from werkzeug.test import TestResponse

from app.core.permissions import Permission
from tests.factories import ADDRESS, Make
from tests.factories import PASSWORD as PASSWORD_NOW
from tests.people import Person
from tests.proofs.access.scenes import Scene

KNOCK = "the-knock-itself"
P = Permission


@dataclass(frozen=True)
class Door:
    """One request that somebody may or may not make. `{s.…}` is filled in from the scene."""

    permission: Permission
    method: str
    path: str
    body: dict[str, Any] | None = None
    form: bool = False
    csv: str | None = None
    # What somebody lacks who does not even hold a lesser permission that the door asks for first.
    before_it: Permission | None = None
    # A POST that only looks leaves no line in the trail.
    only_looks: bool = False
    # What is asked for, where other doors have the same address.
    called: str = ""

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
        Door(P.PRODUCT_VIEW, "GET", "/api/products/{s.product}/reviews"),
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
            called="at the top",
        )
    ],
    "delete category": [Door(P.CATEGORY_DELETE, "DELETE", "/api/categories/{s.category}")],
    "create subcategory": [
        Door(P.CATEGORY_CREATE_SUB, "POST", "/api/categories/{s.category}/subcategory", {"name": "Sub"}),
        Door(
            P.CATEGORY_CREATE_SUB,
            "POST",
            "/api/categories",
            {"name": "Sub", "parent_id": "{s.category}"},
            called="below another",
        ),
    ],
    "update category": [
        Door(P.CATEGORY_UPDATE, "PUT", "/api/categories/{s.category}", {"name": "New {s.number}"}),
        Door(P.CATEGORY_UPDATE, "PATCH", "/api/categories/{s.category}", {"name": "New {s.number}"}),
    ],
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
        Door(P.CART_MANAGE_OWN, "POST", "/api/cart/merge", {"items": [{"product_id": "{s.product}"}]}),
    ],
    "create order": [
        Door(P.ORDER_CREATE, "POST", "/api/orders", LINES),
        Door(
            P.ORDER_CREATE,
            "POST",
            "/api/orders?of={s.in_cart}",
            {"shipping_address": "1 High Street, Leeds"},
            called="what is in the cart",
        ),
    ],
    "cancel own order": [Door(P.ORDER_CANCEL_OWN, "POST", "/api/orders/{s.own_order}/cancel")],
    "view today's orders": [Door(P.ORDER_VIEW_TODAY, "GET", "/api/orders/today")],
    "update order status": [
        Door(
            P.ORDER_SET_STATUS,
            "PUT",
            "/api/orders/{s.order}/status",
            {"status": "confirmed"},
            called="confirmed",
        ),
        Door(
            P.ORDER_SET_STATUS,
            "POST",
            "/api/orders/{s.order}/status",
            {"status": "confirmed"},
            called="confirmed",
        ),
        Door(P.ORDER_SET_STATUS, "POST", "/api/orders/{s.confirmed_order}/status/undo"),
    ],
    "view all orders": [Door(P.ORDER_VIEW_ALL, "GET", "/api/orders/admin")],
    "process refund": [
        Door(P.ORDER_REFUND, "POST", "/api/orders/{s.paid_order}/refund"),
        Door(P.ORDER_REFUND, "POST", "/api/orders/{s.paid_order}/refund/preview", only_looks=True),
        Door(
            P.ORDER_REFUND,
            "PUT",
            "/api/orders/{s.paid_order}/status",
            {"status": "refunded"},
            before_it=P.ORDER_SET_STATUS,
            called="refunded",
        ),
        Door(
            P.ORDER_REFUND,
            "PUT",
            "/api/orders/{s.paid_order}/payment-status",
            {"payment_status": "refunded"},
            before_it=P.ORDER_SET_PAYMENT,
            called="refunded",
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
        Door(P.PROFILE_UPDATE_OWN, "PUT", "/api/users/addresses/{s.address}", {"city": "York"}),
        Door(P.PROFILE_UPDATE_OWN, "DELETE", "/api/users/addresses/{s.address}"),
    ],
    "view customers": [
        Door(P.CUSTOMER_VIEW, "GET", "/api/users/customers"),
        Door(P.CUSTOMER_VIEW, "GET", "/api/users/{s.customer}"),
    ],
    "view employees": [
        Door(P.EMPLOYEE_VIEW, "GET", "/api/users/employees"),
        # The door of one account asks for the lesser of the two permissions that open it.
        Door(P.EMPLOYEE_VIEW, "GET", "/api/users/{s.cashier}", before_it=P.CUSTOMER_VIEW, called="an employee"),
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
    "change roles": [
        Door(P.USER_SET_ROLE, "PUT", "/api/users/{s.customer}/role", {"role": "cashier"}),
        Door(P.USER_SET_ROLE, "GET", "/api/users/{s.customer}/role/preview?role=manager"),
    ],
}
# What this shop adds to the table, each at one door; who may is in the data.
ADDED = [
    Door(
        P.CATEGORY_REORDER,
        "PUT",
        "/api/categories/reorder",
        {"updates": [{"id": "{s.category}", "parent_id": "{s.other_category}"}]},
    ),
    Door(P.ORDER_VIEW, "GET", "/api/orders"),
    Door(P.ORDER_SEARCH, "GET", "/api/orders/search?number={s.order_number}"),
    Door(
        P.ORDER_SET_PAYMENT,
        "PUT",
        "/api/orders/{s.order}/payment-status",
        {"payment_status": "paid"},
        called="paid",
    ),
    Door(
        P.ORDER_CANCEL,
        "PUT",
        "/api/orders/{s.order}/status",
        {"status": "cancelled"},
        before_it=P.ORDER_SET_STATUS,
        called="cancelled",
    ),
    Door(P.ORDER_SHIP, "POST", "/api/orders/{s.processed_order}/ship"),
    Door(P.ORDER_NOTE, "POST", "/api/orders/{s.order}/notes", {"notes": "Called."}),
    Door(
        P.ORDER_SET_PAYMENT,
        "POST",
        "/api/orders/{s.order}/payment-status",
        {"payment_status": "failed"},
        called="failed",
    ),
    Door(P.SESSION_MANAGE_OWN, "GET", "/api/auth/sessions"),
    Door(P.SESSION_MANAGE_OWN, "DELETE", "/api/auth/sessions/{s.other_session}"),
    Door(P.SESSION_MANAGE_OWN, "DELETE", "/api/auth/sessions"),
    Door(P.SESSION_MANAGE_OWN, "POST", "/api/auth/change-password", {"old_password": PASSWORD_NOW, **PASSWORD}),
    Door(P.SESSION_MANAGE_OWN, "POST", "/api/auth/logout"),
    Door(P.STOCK_VIEW, "GET", "/api/products/{s.product}/stock"),
    Door(P.STOCK_CHANGE, "POST", "/api/products/{s.product}/stock/receive", {"quantity": 1}),
    Door(P.STOCK_CHANGE, "POST", "/api/products/{s.product}/stock/adjust", {"quantity": -1, "reason": "Broken"}),
    Door(P.STOCK_CHANGE, "POST", "/api/products/{s.product}/stock/count", {"counted": 3}),
    Door(P.PRICE_VIEW_HISTORY, "GET", "/api/products/{s.product}/prices"),
    Door(
        P.PRICE_CHANGE_MANY,
        "POST",
        "/api/products/prices",
        {"changes": [{"product_id": "{s.product}", "price": 5}]},
    ),
    Door(P.AUDIT_VIEW, "GET", "/api/audit"),
    Door(P.PERMISSION_EXPLAIN, "GET", "/api/permissions/explain?user_id={s.customer}&permission=order:view"),
    Door(P.REPORT_VIEW, "GET", "/api/reports/sales"),
    Door(P.REPORT_VIEW, "GET", "/api/reports/today"),
    Door(P.REPORT_VIEW, "GET", "/api/reports/attention"),
    Door(P.REPORT_VIEW, "GET", "/api/reports/low-stock"),
    Door(P.REPORT_VIEW, "GET", "/api/reports/inventory"),
    Door(P.WISHLIST_MANAGE_OWN, "GET", "/api/wishlist"),
    Door(P.WISHLIST_MANAGE_OWN, "POST", "/api/wishlist", {"product_id": "{s.product}"}),
    Door(P.WISHLIST_MANAGE_OWN, "DELETE", "/api/wishlist/{s.wished}"),
    Door(P.WISHLIST_MANAGE_OWN, "POST", "/api/wishlist/{s.wished}/move-to-cart"),
    Door(P.REVIEW_WRITE_OWN, "POST", "/api/products/{s.received}/reviews", {"rating": 5}),
    Door(P.REVIEW_WRITE_OWN, "PUT", "/api/reviews/{s.review}", {"rating": 4}),
    Door(P.REVIEW_WRITE_OWN, "DELETE", "/api/reviews/{s.review}"),
    Door(P.REVIEW_HIDE, "POST", "/api/reviews/{s.review}/hide", {"reason": "Names a person."}),
    Door(P.REVIEW_HIDE, "POST", "/api/reviews/{s.hidden_review}/unhide"),
    Door(P.PRODUCT_IMPORT, "POST", "/api/products/import?dry_run=1", csv="sku,price\nL-{s.number},2\n"),
    Door(P.PRODUCT_IMPORT, "GET", "/api/products/import/{s.looked_at_list}"),
    Door(P.PRODUCT_IMPORT, "GET", "/api/products/import/{s.looked_at_list}/rows"),
    Door(P.PRODUCT_IMPORT, "POST", "/api/products/import/{s.looked_at_list}/apply"),
    Door(P.PRODUCT_IMPORT, "POST", "/api/products/import/{s.applied_list}/undo"),
    Door(P.PRODUCT_EXPORT, "GET", "/api/products/export"),
    Door(P.ORDER_PRINT, "GET", "/api/orders/{s.own_order}/receipt.pdf"),
    Door(P.ORDER_PACK, "GET", "/api/orders/{s.order}/packing-slip.pdf"),
]


def picture() -> bytes:
    """A small picture, as a file."""
    drawn = BytesIO()
    Image.new("RGB", (8, 8), "red").save(drawn, "PNG")
    return drawn.getvalue()


def knock(make: Make, door: Door, person: Person) -> TestResponse:
    """Make the request of `door` for `person`, with all it needs to succeed."""
    scene = Scene(make, person)
    path, body = scene.filled(door.path), scene.filled(door.body)
    named = {"X-Request-ID": KNOCK}
    if door.csv:
        return person.call(door.method, path, data=scene.filled(door.csv), content_type="text/csv", headers=named)
    if not door.form:
        return person.call(door.method, path, json=body, headers=named)
    return person.call(door.method, path, data={"file": (BytesIO(picture()), "red.png")}, headers=named)
