"""What has to be in a shop before it is measured: stock that lasts, carts, a day's orders, people signed in."""

import json
from collections.abc import Sequence
from datetime import timedelta

from app.core import clock
from bench.asks import ADMIN, CASHIER, CUSTOMER, Address, Ask
from bench.floors import carts, orders
from bench.floors.rows import Rows
from bench.load import END, once

CUSTOMERS = 16
LINES_OF_A_CART, LINES_OF_AN_ORDER = 5, 3
ORDERS_TODAY = 200
# So much that its digits, and with them the length of replies, stay the same however much is sold.
STOCK = 5_000_000
ADDRESS = {
    "line1": "1 High Street",
    "city": "Leeds",
    "state": "Yorkshire",
    "postal_code": "LS1 1AA",
    "country": "UK",
}
PEOPLE = {
    CUSTOMER: [(f"customer{number}@email.com", "Customer123!") for number in range(1, CUSTOMERS + 1)],
    CASHIER: [("cashier@ecommerce.com", "Cashier123!")],
    ADMIN: [("admin@ecommerce.com", "Admin123!")],
}


def in_cart(line: int) -> list[int]:
    """The products in the cart of a connection's person: no two people's are the same."""
    first = 1 + CUSTOMERS * LINES_OF_AN_ORDER + LINES_OF_A_CART * (line % CUSTOMERS)
    return list(range(first, first + LINES_OF_A_CART))


def additions(line: int) -> list[object]:
    """What a connection puts into its person's cart, which stays one of 5 lines."""
    return [{"product_id": product_id, "quantity": 1} for product_id in in_cart(line)]


def purchases(line: int) -> list[object]:
    """What a connection orders: 3 products that no other one wants."""
    first = 1 + LINES_OF_AN_ORDER * (line % CUSTOMERS)
    items = [{"product_id": first + n, "quantity": 1 + n} for n in range(LINES_OF_AN_ORDER)]
    return [{"items": items, "shipping_address": ADDRESS, "payment_method": "credit_card"}]


def set_up(rows: Rows) -> None:
    """Fill shelves and carts, and let the shop have had its orders of today."""
    reached = 1 + CUSTOMERS * (LINES_OF_AN_ORDER + LINES_OF_A_CART)
    rows.do("UPDATE products SET stock_quantity = ?, is_active = true WHERE id < ?", STOCK, reached)
    rows.do("DELETE FROM cart_items")
    customers = [row[0] for row in rows.of(_PEOPLE, CUSTOMERS)]
    for line, customer_id in enumerate(customers):
        for product_id in in_cart(line):
            carts.add(rows, customer_id, product_id, 1)
    midnight = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    before, since = (rows.stored(moment) for moment in (midnight - timedelta(hours=1), midnight))
    rows.do("UPDATE orders SET created_at = ? WHERE created_at >= ?", before, since)
    for number in range(ORDERS_TODAY):
        [wanted] = purchases(number)
        orders.place(rows, customers[number % CUSTOMERS], wanted)  # type: ignore[arg-type]
    if not rows.is_sqlite:
        rows.do("ANALYZE")  # as a server does by itself after a minute


def small_carts(rows: Rows) -> None:
    """Leave one of each in every cart: there is room for more again."""
    rows.do("UPDATE cart_items SET quantity = 1")


def signed_in(address: Address) -> dict[str, Sequence[str]]:
    """An access token for each of the people."""
    return {role: [_token(address, *each) for each in people] for role, people in PEOPLE.items()}


def _token(address: Address, email: str, password: str) -> str:
    ask = Ask("/api/auth/login", bodies=lambda _: [{"email_or_username": email, "password": password}])
    reply = once(address, ask.requests({}, 0)[0])
    return json.loads(reply.partition(END)[2])["access_token"]


# The example shop's customers have the first numbers, in the order of their addresses.
_PEOPLE = "SELECT id FROM users WHERE role = 'customer' ORDER BY id LIMIT ?"
