"""The request behind each row of the table, and what the server answers it."""

import http.client
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from flask import Flask
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from app.routes.openapi import path_of
from tests.proofs.access.doors import ADDED, THINGS, picture
from tests.proofs.access.stages import Stage
from tests.proofs.harness.clients import Client

SOMEBODY = {
    "email": "new{s.number}@example.com",
    "username": "new{s.number}",
    "password": "correct horse battery",
    "first_name": "Ann",
}
LOGIN = {"email_or_username": "{s.account}", "password": "{s.password}"}
# What no door stands for, mostly because it asks for no permission: path and body, by row.
MORE: dict[str, tuple[str, dict[str, Any] | None]] = {
    "GET /": ("/", None),
    "GET /api": ("/api", None),
    "GET /health": ("/health", None),
    "GET /api/health": ("/api/health", None),
    "GET /api/shop": ("/api/shop", None),
    "GET /api/permissions": ("/api/permissions", None),
    "POST /api/auth/register": ("/api/auth/register", SOMEBODY),
    "POST /api/auth/register (as a cashier)": ("/api/auth/register", SOMEBODY | {"role": "cashier"}),
    "POST /api/auth/signup": ("/api/auth/signup", SOMEBODY),
    "POST /api/auth/signup (as a cashier)": ("/api/auth/signup", SOMEBODY | {"role": "cashier"}),
    "POST /api/auth/login": ("/api/auth/login", LOGIN),
    "POST /api/auth/refresh": ("/api/auth/refresh", None),
    "GET /api/products/facets": ("/api/products/facets", None),
    "GET /api/products/{product_id} (not on sale)": ("/api/products/{s.product_off_sale}", None),
    "GET /api/products/{product_id}/reviews (not on sale)": ("/api/products/{s.product_off_sale}/reviews", None),
    "GET /static/uploads/products/{name}": ("/static/uploads/products/{s.picture_name}", None),
    "GET /static/placeholder.png": ("/static/placeholder.png", None),
    "GET /api/categories/{category_id} (closed)": ("/api/categories/{s.closed_category}", None),
    "GET /api/categories/slug/{slug} (closed)": ("/api/categories/slug/{s.closed_slug}", None),
    "PUT /api/categories/{category_id} (to the top)": ("/api/categories/{s.subcategory}", {"parent_id": None}),
    "PATCH /api/categories/{category_id} (to the top)": ("/api/categories/{s.subcategory}", {"parent_id": None}),
    "POST /api/cart/quote": ("/api/cart/quote", {"items": [{"product_id": "{s.product}"}]}),
    "POST /api/orders (to a saved address)": (
        "/api/orders",
        {"items": [{"product_id": "{s.product}"}], "address_id": "{s.address}"},
    ),
    "GET /api/orders/{order_id}": ("/api/orders/{s.order}", None),
    "GET /api/orders/{order_id}/timeline": ("/api/orders/{s.order}/timeline", None),
    "GET /api/orders/today/stream": ("/api/orders/today/stream", None),
    "POST /api/orders/{order_id}/status (cancelled)": ("/api/orders/{s.order}/status", {"status": "cancelled"}),
    "POST /api/orders/{order_id}/status (refunded)": ("/api/orders/{s.paid_order}/status", {"status": "refunded"}),
    "POST /api/orders/{order_id}/payment-status (refunded)": (
        "/api/orders/{s.paid_order}/payment-status",
        {"payment_status": "refunded"},
    ),
}
# Where a door would not show which side of the table is knocked at.
OTHERWISE = {"GET /api/reports/sales": "/api/reports/sales?from={s.first_day}"}
# These never end: only the head of the reply is read.
ENDLESS = ("/api/orders/today/stream",)


@dataclass(frozen=True)
class Knock:
    """One request. `{s.…}` in it is filled in from the stage."""

    row: str
    path: str
    body: dict[str, Any] | None = None
    form: bool = False
    csv: str | None = None

    @property
    def method(self) -> str:
        """GET and its like."""
        return self.row.partition(" ")[0]

    @property
    def writes(self) -> bool:
        """Whether the shop is another one afterwards."""
        return self.method != "GET"

    def at(self, client: Client, stage: Stage, token: str) -> int:
        """Make the request as whoever holds `token`; the status of the reply."""
        path = stage.filled(self.path)
        if path in ENDLESS:
            return head(client, path, token)
        body, headers = self.sent(stage)
        return client.call(self.method, path, body, headers=headers, token=token).status

    def sent(self, stage: Stage) -> tuple[bytes | None, dict[str, str]]:
        if self.form:
            edge, form = encode_multipart({"file": FileStorage(BytesIO(picture()), "red.png")})
            return form, {"Content-Type": f"multipart/form-data; boundary={edge}"}
        if self.csv:
            return stage.filled(self.csv).encode(), {"Content-Type": "text/csv"}
        if self.body is None:
            return None, {}
        return json.dumps(stage.filled(self.body)).encode(), {"Content-Type": "application/json"}


def knocks(app: Flask) -> dict[str, Knock]:
    """The request of every row. Raises ValueError if a row would have two."""
    made = [*_of_doors(app), *(Knock(row, *asked) for row, asked in MORE.items())]
    found = {knock.row: knock for knock in made}
    if len(found) < len(made):
        raise ValueError("a row has two requests")
    return found


def head(client: Client, path: str, token: str) -> int:
    """The status of a reply of which nothing more is read."""
    line = http.client.HTTPConnection(*client.where(), timeout=client.seconds)
    try:
        line.request("GET", path, headers={"Authorization": f"Bearer {token}"} if token else {})
        return line.getresponse().status
    finally:
        line.close()


def _of_doors(app: Flask) -> Iterator[Knock]:
    addresses = app.url_map.bind("shop")
    for door in [*(door for doors in THINGS.values() for door in doors), *ADDED]:
        filled = re.sub(r"{s\.(?!slug)\w+}", "1", door.path).replace("{s.slug}", "x").partition("?")[0]
        rule, _ = addresses.match(filled, door.method, return_rule=True)
        row = f"{door.method} {path_of(rule.rule)}" + (f" ({door.called})" if door.called else "")
        yield Knock(row, OTHERWISE.get(row, door.path), door.body, door.form, door.csv)
