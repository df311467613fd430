"""An order by hand, in one transaction: its stock is taken in one statement, each table is written in one."""

from collections.abc import Sequence
from typing import Any

import orjson

from bench.floors import catalogue
from bench.floors.money import amount, shared, tax_and_shipping
from bench.floors.rows import Rows

GIVEN = "p.id = w.id AND p.stock_quantity >= w.wanted AND p.is_active AND p.deleted_at IS NULL"
TAKE = {
    True: "WITH w (id, wanted) AS (VALUES {lines})"
    f" UPDATE products AS p SET stock_quantity = stock_quantity - w.wanted FROM w WHERE {GIVEN}"
    " RETURNING id, name, sku, price_cents, image, images",
    # Rows are taken in the order of their ids: crossed orders then cannot deadlock.
    False: "WITH w (id, wanted) AS (VALUES {lines}), held AS MATERIALIZED"
    " (SELECT p.id FROM products p JOIN w ON w.id = p.id ORDER BY p.id FOR UPDATE OF p)"
    " UPDATE products p SET stock_quantity = p.stock_quantity - w.wanted"
    f" FROM w, held h WHERE h.id = p.id AND {GIVEN}"
    " RETURNING p.id, p.name, p.sku, p.price_cents, p.image, p.images",
}
ORDER = (
    "INSERT INTO orders (customer_id, status, payment_status, payment_method, subtotal_cents, tax_cents,"
    " shipping_cents, discount_cents, total_cents, paid_cents, refunded_cents, total_items, shipping_address,"
    " created_at, updated_at, channel)"
    " VALUES (?, 'pending', 'pending', ?, ?, ?, ?, 0, ?, 0, 0, ?, ?, ?, ?, 'web') RETURNING id"
)
LINES = (
    "INSERT INTO order_items (order_id, product_id, product_name, product_sku, unit_price_cents, quantity,"
    " total_cents, tax_cents, shipping_cents, refunded_quantity) VALUES {lines} RETURNING id"
)
LEDGER = "INSERT INTO stock_movements (product_id, kind, quantity, order_id, actor_id, created_at) VALUES {lines}"
EVENT = (
    "INSERT INTO order_events (order_id, kind, to_state, actor_id, created_at)"
    " VALUES (?, 'status', 'pending', ?, ?)"
)
ADDRESS = ("line1", "line2", "city", "state", "postal_code", "country")


def place(rows: Rows, customer_id: int, wanted: dict[str, Any]) -> bytes:
    """Order what `wanted` says; ValueError, and nothing done, if there is too little of something."""
    quantities = {item["product_id"]: item["quantity"] for item in wanted["items"]}
    address = {part: wanted["shipping_address"].get(part) for part in ADDRESS}
    with rows.changing():
        taken = _taken(rows, sorted(quantities.items()))
        goods = [row[3] * quantities[row[0]] for row in taken]
        subtotal = sum(goods)
        tax, shipping = tax_and_shipping(subtotal)
        now, total, pieces = rows.now(), subtotal + tax + shipping, sum(quantities.values())
        [(order_id,)] = rows.of(
            ORDER, customer_id, wanted["payment_method"], subtotal, tax, shipping, total, pieces,
            orjson.dumps(address).decode(), now, now,
        )  # fmt: skip
        shares = zip(taken, goods, shared(tax, goods), shared(shipping, goods), strict=True)
        lines = [(order_id, *row[:4], quantities[row[0]], *parts, 0) for row, *parts in shares]
        ids = rows.of(*_many(LINES, lines))
        rows.do(
            *_many(LEDGER, [(p, "sold", -n, order_id, customer_id, now) for p, n in sorted(quantities.items())])
        )
        rows.do(EVENT, order_id, customer_id, now)
    order = {
        "id": order_id,
        "order_number": f"ORD-{100_000 + order_id}",
        "customer_id": customer_id,
        "status": "pending",
        "payment_status": "pending",
        "payment_method": wanted["payment_method"],
        "subtotal": amount(subtotal),
        "tax": amount(tax),
        "shipping_cost": amount(shipping),
        "discount": amount(0),
        "total": amount(total),
        "amount_paid": amount(0),
        "amount_refunded": amount(0),
        "total_items": pieces,
        "shipping_address": address,
        "customer_notes": None,
        "tracking_number": None,
        "next_statuses": ["cancelled"],
        "next_payment_statuses": [],
        "actions": ["cancel", "print"],
        "cancel_refusal": None,
        "created_at": rows.moment(now),
        "updated_at": rows.moment(now),
        "confirmed_at": None,
        "shipped_at": None,
        "delivered_at": None,
        "cancelled_at": None,
        "items": [_line(rows, row, line, number[0]) for row, line, number in zip(taken, lines, ids, strict=True)],
    }
    return orjson.dumps({"message": "Order placed", "order": order})


def _taken(rows: Rows, wanted: list[tuple[int, int]]) -> list[Any]:
    taken = sorted(rows.of(*_many(TAKE[rows.is_sqlite], wanted)))
    if len(taken) < len(wanted):
        raise ValueError("too little of something")
    return taken


def _line(rows: Rows, product: Any, line: Sequence[Any], number: int) -> dict[str, Any]:
    _, product_id, name, sku, price, quantity, total, *_ = line
    return {
        "id": number,
        "product_id": product_id,
        "product_name": name,
        "product_sku": sku,
        "unit_price": amount(price),
        "quantity": quantity,
        "total_price": amount(total),
        "refunded_quantity": 0,
        "thumbnail_url": catalogue.thumbnail(catalogue.picture(product[4], rows.json(product[5]))),
    }


def _many(statement: str, lines: Sequence[Sequence[Any]]) -> tuple[Any, ...]:
    """`statement` with room for so many lines, and their values."""
    room = ", ".join([f"({', '.join('?' * len(lines[0]))})"] * len(lines))
    return statement.format(lines=room), *(value for line in lines for value in line)
