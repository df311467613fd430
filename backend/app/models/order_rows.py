"""An order that is being placed: the rows that it will be, and nobody who watches whether they change."""

from types import SimpleNamespace
from typing import Any

from app.core.database import blank, table_of
from app.models.order_facts import LineFacts, OrderFacts
from app.models.orders import Order, OrderItem

ORDERS, LINES = table_of(Order), table_of(OrderItem)


class LineRow(LineFacts, SimpleNamespace):
    """A line by the columns of its table, with its product; it has an `id` once it is kept."""

    def __init__(self, **facts: Any) -> None:
        super().__init__(**(blank(LINES) | facts))


class OrderRow(OrderFacts, SimpleNamespace):
    """An order by the columns of its table, with its `items`; it has an `id` once it is kept."""

    def __init__(self, **facts: Any) -> None:
        super().__init__(**(blank(ORDERS) | facts))
