"""What every figure of a report is called and means, and how the rows of a report become a table."""

from collections.abc import Iterable
from typing import Any

from marshmallow import Schema, fields

from app.core import money
from app.schemas.fields import Money

Field = fields.Field


def number(meaning: str, **kwargs: Any) -> fields.Integer:
    """A whole number and what it counts."""
    return fields.Integer(required=True, metadata={"description": meaning}, **kwargs)


def cents(attribute: str, meaning: str) -> Money:
    """An amount and what it is the sum of."""
    return Money(attribute=attribute, required=True, metadata={"description": meaning})


def goods(at: str = "") -> dict[str, Field]:
    """The figures of an article or a category, found under `at` in what is dumped."""
    return {
        "units": number("Units sold, before anything came back.", attribute=f"{at}units"),
        "gross": cents(f"{at}gross_cents", "Lines of the orders, without tax and before discounts."),
        "discounts": cents(f"{at}discounts_cents", "Discounts of the orders."),
        "refunds": cents(f"{at}refunds_cents", "Paid back for goods, without tax and shipping, on the day it was."),
        "net": cents(f"{at}net_cents", "gross - discounts - refunds: without tax and shipping."),
    }


def figures(at: str = "") -> dict[str, Field]:
    """All figures, found under `at` in what is dumped."""
    return {
        "orders": number(
            "Orders placed, by the shop's day; without those that were cancelled or deleted.",
            attribute=f"{at}orders",
        ),
        **goods(at),
        "tax": cents(f"{at}tax_cents", "Tax of the orders, less the tax that was paid back."),
        "shipping": cents(f"{at}shipping_cents", "Shipping of the orders, less what of it was paid back."),
        "average_order": cents(
            f"{at}average_order_cents", "(gross - discounts) / orders, before refunds, rounded half up; 0 without."
        ),
        "refund_count": number("Refunds that make up `refunds`.", attribute=f"{at}refund_count"),
    }


def percents() -> dict[str, Field]:
    """For each figure by how many per cent it has changed."""
    meaning = {"description": "With one decimal; null where the other figure is 0 or less."}
    return {
        name: fields.Decimal(attribute=field.attribute, required=True, allow_none=True, metadata=meaning)
        for name, field in figures().items()
    }


def named(title: str, /, **parts: Field) -> type[Schema]:
    """A view of these fields, in this order."""
    return Schema.from_dict(dict(parts), name=title)


def text(**kwargs: Any) -> fields.String:
    """A word that is always there, perhaps null."""
    return fields.String(required=True, **kwargs)


def each(view: type[Schema]) -> fields.List:
    """A list that is always there."""
    return fields.List(fields.Nested(view), required=True)


def table(view: type[Schema], rows: Iterable[Any]) -> tuple[list[str], list[list[Any]]]:
    """The rows of a reply as a table: the same values under the same names, money as exact decimals."""
    schema = view()
    return [*schema.fields], [_cells(schema, row) for row in rows]


def _cells(schema: Schema, row: Any) -> list[Any]:
    dumped: Any = schema.dump(row)
    amounts = {
        name: money.to_decimal(schema.get_attribute(row, field.attribute or name, 0))
        for name, field in schema.fields.items()
        if isinstance(field, Money) and dumped[name] is not None
    }
    return [amounts.get(name, dumped[name]) for name in schema.fields]
