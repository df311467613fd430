"""What is written of a sale once its lines are known: the order, the goods that left, the money, every step."""

from app.core import clock
from bench.fill.database import json, moment

STEPS = ("confirmed", "processing", "shipped", "delivered")
HOURS = 3_600
ADMIN, CASHIER = 1, 3
PAID = "ending NOT IN ('pending', 'cancelled')"

ORDERS = """
INSERT INTO orders (id, customer_id, status, payment_status, payment_method, subtotal_cents, tax_cents,
    shipping_cents, discount_cents, total_cents, paid_cents, refunded_cents, total_items, shipping_address, channel,
    tracking_number,
    created_at, updated_at, confirmed_at, shipped_at, delivered_at, cancelled_at)
SELECT id, buyer, ending,
    CASE WHEN ending = 'refunded' THEN 'refunded' WHEN {paid} THEN 'paid' ELSE 'pending' END, method,
    subtotal, tax, 1000, 0, subtotal + tax + 1000, CASE WHEN {paid} THEN subtotal + tax + 1000 ELSE 0 END,
    CASE WHEN ending = 'refunded' THEN subtotal + tax + 1000 ELSE 0 END, pieces, {address}, 'web',
    CASE WHEN steps > 2 THEN 'PX' || id || 'GB' END, {placed}, {last},
    CASE WHEN steps > 0 THEN {confirmed} END, CASE WHEN steps > 2 THEN {shipped} END,
    CASE WHEN steps > 3 THEN {delivered} END, CASE WHEN ending = 'cancelled' THEN {placed} END
FROM sale JOIN (SELECT order_id, sum(quantity) AS pieces, CAST(sum(total) AS bigint) AS subtotal,
    (CAST(sum(total) AS bigint) + 5) / 10 AS tax FROM line GROUP BY order_id) sums
    ON sums.order_id = sale.id ORDER BY id
"""
# Shares of running sums come to the whole, whatever is rounded on the way.
ITEMS = """
INSERT INTO order_items (order_id, product_id, product_name, product_sku, unit_price_cents, quantity, total_cents,
    tax_cents, shipping_cents, refunded_quantity)
SELECT order_id, product_id, name, sku, price, quantity, total,
    (running + 5) / 10 - (running - total + 5) / 10, 1000 * running / whole - 1000 * (running - total) / whole,
    CASE WHEN ending = 'refunded' THEN quantity ELSE 0 END
FROM line JOIN sale ON sale.id = order_id ORDER BY order_id, product_id
"""
DELIVERIES = """
INSERT INTO stock_movements (product_id, kind, quantity, actor_id, note, created_at)
SELECT product_id, 'received', sum(quantity), {admin}, 'Delivery', {since}
FROM line JOIN sale ON sale.id = order_id WHERE ending <> 'cancelled' GROUP BY product_id ORDER BY product_id
"""
MOVES = """
INSERT INTO stock_movements (product_id, kind, quantity, order_id, actor_id, created_at)
SELECT product_id, '{kind}', {sign} quantity, order_id, buyer, {placed}
FROM line JOIN sale ON sale.id = order_id WHERE {which} ORDER BY order_id, product_id
"""
PAYMENTS = """
INSERT INTO payments (order_id, kind, amount_cents, method, actor_id, created_at)
SELECT sale.id, 'received', paid_cents, method, {cashier}, {placed}
FROM sale JOIN orders ON orders.id = sale.id WHERE {paid} ORDER BY sale.id
"""
REFUNDS = """
INSERT INTO refunds (order_id, amount_cents, reason, actor_id, created_at)
SELECT sale.id, refunded_cents, 'Returned within 30 days', {admin}, {returned}
FROM sale JOIN orders ON orders.id = sale.id WHERE ending = 'refunded' ORDER BY sale.id
"""
REFUND_LINES = """
INSERT INTO refund_lines (refund_id, order_item_id, quantity, amount_cents, restock)
SELECT refunds.id, order_items.id, quantity, total_cents + tax_cents + shipping_cents, FALSE
FROM refunds CROSS JOIN order_items
WHERE refunds.order_id BETWEEN :first AND :last AND order_items.order_id = refunds.order_id
"""
EVENTS = """
INSERT INTO order_events (order_id, kind, from_state, to_state, actor_id, created_at)
SELECT id, '{kind}', {before}, '{after}', {who}, {at} FROM sale WHERE {which} ORDER BY id
"""
AUDIT = """
INSERT INTO audit_entries (created_at, actor_id, actor_role, action, outcome, object_type, object_id, before, after)
SELECT {at}, {who}, '{role}', '{action}', 'done', 'order', id, {before}, {after} FROM sale WHERE {which} ORDER BY id
"""


def told() -> list[str]:
    """The statements that write all of it, of the sales in `sale` and their lines in `line`."""
    at = {step: _by_now(f"at + {5 * HOURS * number}") for number, step in enumerate(STEPS, start=1)}
    at |= {"placed": moment("at"), "returned": _by_now(f"at + {72 * HOURS}"), "since": moment(":since")}
    last = f"CASE WHEN ending = 'refunded' THEN {at['returned']} ELSE {_by_now(f'at + {5 * HOURS} * steps')} END"
    address = json("""'{"line1": "' || buyer || ' High Street", "line2": null, "city": "' || city
        || '", "state": "Somerset", "postal_code": "BA1 1LZ", "country": "United Kingdom"}'""")
    parts = at | {"paid": PAID, "admin": str(ADMIN), "cashier": str(CASHIER), "address": address, "last": last}
    sold = [MOVES.format(kind="sold", sign="-", which="quantity > 0", **parts)]
    sold.append(MOVES.format(kind="returned", sign="", which="ending = 'cancelled'", **parts))
    money = (each.format(**parts) for each in (PAYMENTS, REFUNDS, REFUND_LINES))
    return [
        *(each.format(**parts) for each in (ORDERS, ITEMS, DELIVERIES)),
        *sold,
        *money,
        *_steps(at),
        *_trail(at),
    ]


def _steps(at: dict[str, str]) -> list[str]:
    """Each step of each timeline, in the order in which they are taken."""
    cancelled, refunded = "ending = 'cancelled'", "ending = 'refunded'"
    steps = [
        ("status", None, "pending", "buyer", at["placed"], "steps >= 0"),
        ("status", "pending", "cancelled", "buyer", at["placed"], cancelled),
        ("payment", "pending", "paid", CASHIER, at["placed"], PAID),
    ]
    for number, (before, step) in enumerate(zip(("pending", *STEPS), STEPS, strict=False), start=1):
        steps.append(("status", before, step, ADMIN, at[step], f"steps >= {number}"))
    steps.append(("payment", "paid", "refunded", ADMIN, at["returned"], refunded))
    steps.append(("status", "delivered", "refunded", ADMIN, at["returned"], refunded))
    names = ("kind", "before", "after", "who", "at", "which")
    rows = [dict(zip(names, step, strict=True)) for step in steps]
    return [EVENTS.format(**row | {"before": f"'{row['before']}'" if row["before"] else "NULL"}) for row in rows]


def _trail(at: dict[str, str]) -> list[str]:
    """What the audit says of payments and refunds."""
    paid, back = """{"payment_status": "paid"}""", """{"status": "refunded"}"""
    told = (
        ("order.payment", "cashier", CASHIER, at["placed"], PAID, """{"payment_status": "pending"}""", paid),
        (
            "order.refund",
            "admin",
            ADMIN,
            at["returned"],
            "ending = 'refunded'",
            """{"status": "delivered"}""",
            back,
        ),
    )
    return [
        AUDIT.format(
            action=action,
            role=role,
            who=who,
            at=moment_,
            which=which,
            before=json(f"'{was}'"),
            after=json(f"'{now}'"),
        )
        for action, role, who, moment_, which, was, now in told
    ]


def _by_now(seconds: str) -> str:
    """SQL: the moment that `seconds` are, or this one if that is yet to come."""
    now = int(clock.now().timestamp())
    return moment(f"CASE WHEN {seconds} < {now} THEN {seconds} ELSE {now} END")
