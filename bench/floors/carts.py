"""The cart by hand: one statement to look at it, three to put something in."""

from typing import Any

import orjson

from bench.floors import catalogue
from bench.floors.money import amount, tax_and_shipping
from bench.floors.rows import Rows

CART = (
    "SELECT c.id, c.created_at, c.updated_at, i.id, i.quantity, i.price_when_added_cents, p.deleted_at,"
    f" {catalogue.COLUMNS} FROM carts c LEFT JOIN cart_items i ON i.cart_id = c.id"
    " LEFT JOIN products p ON p.id = i.product_id WHERE c.customer_id = ? ORDER BY i.id"
)
# Whoever else changes the same cart waits until this transaction is over.
LOCK = "UPDATE carts SET updated_at = ? WHERE customer_id = ? RETURNING id"
# The table itself refuses more than 100 of one product; more than can be sold adds no row and changes none.
ADD = (
    "INSERT INTO cart_items (cart_id, product_id, quantity, price_when_added_cents, created_at)"
    f" SELECT ?, p.id, ?, p.price_cents, ? FROM products p WHERE p.id = ? AND {catalogue.SHOWN}"
    " AND p.stock_quantity >= ? + coalesce("
    "(SELECT i.quantity FROM cart_items i WHERE i.cart_id = ? AND i.product_id = p.id), 0)"
    " ON CONFLICT (cart_id, product_id) DO UPDATE SET quantity = cart_items.quantity + excluded.quantity"
    " RETURNING quantity"
)


def mine(rows: Rows, customer_id: int) -> bytes:
    """A person's cart."""
    return orjson.dumps(_cart(rows, customer_id))


def add(rows: Rows, customer_id: int, product_id: int, quantity: int) -> bytes:
    """Put more of a product into it; ValueError if it is not on sale, or not as many."""
    with rows.changing():
        now = rows.now()
        [(cart_id,)] = rows.of(LOCK, now, customer_id)
        if not rows.of(ADD, cart_id, quantity, now, product_id, quantity, cart_id):
            raise ValueError("not on sale, or too few")
        cart = _cart(rows, customer_id)
    return orjson.dumps({"message": "Added to the cart", "cart": cart})


def _cart(rows: Rows, customer_id: int) -> dict[str, Any]:
    found = rows.of(CART, customer_id)
    cart_id, created, updated = found[0][:3]
    lines = [_line(rows, row[3:]) for row in found if row[3] is not None]
    subtotal = sum(row[11] * row[4] for row in found if row[3] is not None)
    tax, shipping = tax_and_shipping(subtotal)
    return {
        "total_items": sum(line["quantity"] for line in lines),
        "subtotal": amount(subtotal),
        "tax": amount(tax),
        "shipping_cost": amount(shipping),
        "discount": amount(0),
        "total": amount(subtotal + tax + shipping),
        "id": cart_id,
        "customer_id": customer_id,
        "items": lines,
        "created_at": rows.moment(created),
        "updated_at": rows.moment(updated),
    }


def _line(rows: Rows, row: Any) -> dict[str, Any]:
    number, quantity, price_then, deleted, *columns = row
    shown = catalogue.shown(rows, columns)
    price = columns[4]
    is_on_sale = deleted is None and shown["is_active"]
    return {
        "product_id": shown["id"],
        "product": shown,
        "quantity": quantity,
        "unit_price": amount(price),
        "total_price": amount(price * quantity),
        "available": shown["stock_quantity"] if is_on_sale else 0,
        "id": number,
        "price_when_added": amount(price_then),
        "price_changed": price_then != price,
    }
