"""Orders of a board as the database tells them: all that is shown of one in one row."""

from collections.abc import Iterable
from typing import Any

import orjson
from sqlalchemy import Column, ScalarSelect, Text, cast, select

from app.core.database import table_of
from app.core.unread import Unread
from app.models.orders import Order, OrderItem
from app.models.products import Product
from app.models.profiles import EMPLOYEE_FIELDS, Profile
from app.models.users import User

ORDERS, LINES, PRODUCTS, USERS, PROFILES = map(table_of, (Order, OrderItem, Product, User, Profile))
LINE = [column for column in LINES.columns if column.name not in ("order_id", "tax_cents", "shipping_cents")]
ACCOUNT = [USERS.c[name] for name in ("id", "email", "created_at", "updated_at")]
PERSON = [column for column in PROFILES.columns if column.name not in EMPLOYEE_FIELDS]
_plain = [column for column in ORDERS.columns if column.name not in ("shipping_address", "hidden_at")]


def _of_product(column: Any) -> ScalarSelect[Any]:
    # Looked up for each line: for a few, PostgreSQL would read a hundred products in the order of their ids.
    return select(column).where(PRODUCTS.c.id == LINES.c.product_id).correlate(LINES).scalar_subquery()


# What is asked of an order with its customer, and behind it, as JSON, of each of its lines: in this order.
OF_A_LINE = [*LINE, _of_product(PRODUCTS.c.image), _of_product(cast(PRODUCTS.c.images, Text))]
OF_AN_ORDER = [*_plain, cast(ORDERS.c.shipping_address, Text), *ACCOUNT, *PERSON]

# Values that can be compared.
Words = tuple[Any, ...]


def unread(words: Words) -> Unread[Words, Order]:
    """The order that is told by the columns `OF_AN_ORDER` and its lines."""
    return Unread(words, words[_OWNER], _order)


def _order(words: Words) -> Order:
    facts, rest = words[: len(_plain)], iter(words[len(_plain) :])
    address = orjson.loads(next(rest))
    customer = User(**_named(ACCOUNT, [next(rest) for _ in ACCOUNT]))
    person = _named(PERSON, [next(rest) for _ in PERSON])
    customer.profile = Profile(**person) if person["user_id"] is not None else None
    lines = sorted(orjson.loads(next(rest) or "[]"))  # by their ids, which come first
    items = [_line(*line) for line in lines]
    return Order(**_named(_plain, facts), shipping_address=address, customer=customer, items=items)


def _line(*told: Any) -> OrderItem:
    *facts, image, images = told
    return OrderItem(**_named(LINE, facts), product=Product(image=image, images=orjson.loads(images)))


def _named(columns: Iterable[Column[Any]], values: Iterable[Any]) -> dict[str, Any]:
    return {column.name: value for column, value in zip(columns, values, strict=True)}


_OWNER = [column.name for column in _plain].index("customer_id")
