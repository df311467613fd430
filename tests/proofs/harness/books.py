"""The books of a shop, read and added up without any code of the shop."""

from typing import Any

from sqlalchemy import NullPool, create_engine, text

from app.core.config import normal_url

# Each sentence must be true of every shop at every moment; the question names the rows of which it is not.
INVARIANTS: dict[str, str] = {
    "no stock is below nothing": "SELECT id FROM products WHERE stock_quantity < 0",
    "stock is what its movements add up to": """
        SELECT p.id FROM products p LEFT JOIN stock_movements m ON m.product_id = p.id
        GROUP BY p.id, p.stock_quantity HAVING p.stock_quantity <> COALESCE(SUM(m.quantity), 0)""",
    "an order has lines": """
        SELECT o.id FROM orders o WHERE NOT EXISTS (SELECT 1 FROM order_items i WHERE i.order_id = o.id)""",
    "an order has a beginning": """
        SELECT o.id FROM orders o WHERE NOT EXISTS (SELECT 1 FROM order_events e
        WHERE e.order_id = o.id AND e.kind = 'status' AND e.from_state IS NULL AND e.to_state = 'pending')""",
    "a line is its price times its quantity": """
        SELECT id FROM order_items WHERE total_cents <> unit_price_cents * quantity OR quantity < 1""",
    "the lines add up to the order": """
        SELECT o.id FROM orders o JOIN order_items i ON i.order_id = o.id
        GROUP BY o.id, o.subtotal_cents, o.tax_cents, o.shipping_cents, o.total_items
        HAVING o.subtotal_cents <> SUM(i.total_cents) OR o.tax_cents <> SUM(i.tax_cents)
            OR o.shipping_cents <> SUM(i.shipping_cents) OR o.total_items <> SUM(i.quantity)""",
    "goods, tax and shipping less discount are the total": """
        SELECT id FROM orders WHERE subtotal_cents + tax_cents + shipping_cents - discount_cents <> total_cents""",
    "every line left the stock, once": """
        SELECT i.id FROM order_items i LEFT JOIN stock_movements m
            ON m.order_id = i.order_id AND m.product_id = i.product_id AND m.kind = 'sold'
        GROUP BY i.id, i.quantity HAVING i.quantity <> -COALESCE(SUM(m.quantity), 0)""",
    "no more comes back than was sold": """
        SELECT order_id FROM stock_movements WHERE order_id IS NOT NULL
        GROUP BY order_id, product_id HAVING SUM(quantity) > 0""",
    "what was sold was sold in an order": """
        SELECT m.id FROM stock_movements m WHERE m.kind = 'sold' AND NOT EXISTS (
        SELECT 1 FROM order_items i WHERE i.order_id = m.order_id AND i.product_id = m.product_id)""",
    "paid is what the payments add up to": """
        SELECT o.id FROM orders o LEFT JOIN payments p ON p.order_id = o.id
        GROUP BY o.id, o.paid_cents HAVING o.paid_cents <> COALESCE(SUM(p.amount_cents), 0)""",
    "refunded is what the refunds add up to": """
        SELECT o.id FROM orders o LEFT JOIN refunds r ON r.order_id = o.id
        GROUP BY o.id, o.refunded_cents HAVING o.refunded_cents <> COALESCE(SUM(r.amount_cents), 0)""",
    "nothing is paid back that was not paid": """
        SELECT id FROM orders WHERE refunded_cents > paid_cents OR refunded_cents < 0""",
    "no more of a line is paid back than was sold": """
        SELECT i.id FROM order_items i LEFT JOIN refund_lines l ON l.order_item_id = i.id
        GROUP BY i.id, i.quantity HAVING COALESCE(SUM(l.quantity), 0) > i.quantity""",
    "each step begins where the last one ended": """
        SELECT order_id FROM (SELECT order_id, from_state,
            LAG(to_state) OVER (PARTITION BY order_id ORDER BY id) AS was
            FROM order_events WHERE kind IN ('status', 'undone')) AS steps
        WHERE was IS NOT NULL AND (from_state IS NULL OR from_state <> was)""",
    "an order stands where its last step left it": """
        SELECT o.id FROM orders o WHERE o.status <> (SELECT e.to_state FROM order_events e
        WHERE e.order_id = o.id AND e.kind IN ('status', 'undone') ORDER BY e.id DESC LIMIT 1)""",
    "a key has its reply": "SELECT id FROM idempotency_keys WHERE status IS NULL OR body IS NULL",
}
SHOWN = 5


class Books:
    """Questions to the database of a shop, in plain SQL that both kinds understand."""

    def __init__(self, url: str) -> None:
        self._engine = create_engine(normal_url(url), poolclass=NullPool)

    def rows(self, question: str, **values: Any) -> list[tuple[Any, ...]]:
        """The rows that answer `question`; `:name` stands for a value."""
        with self._engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(question), values)]

    def one(self, question: str, **values: Any) -> Any:
        """The single value that answers `question`."""
        [[value]] = self.rows(question, **values)
        return value

    def contradictions(self) -> list[str]:
        """The sentences of INVARIANTS that are not true, each with some of the rows that deny it."""
        found = []
        for sentence, question in INVARIANTS.items():
            if rows := [row[0] for row in self.rows(question)]:
                more = f" and {len(rows) - SHOWN} more" if len(rows) > SHOWN else ""
                found.append(f"not so: {sentence} ({', '.join(map(str, rows[:SHOWN]))}{more})")
        return found

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()
