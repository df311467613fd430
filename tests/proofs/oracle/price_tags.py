"""Amounts as JSON: written by the shop's own schemas, read as a client reads them, and what has to be there."""

import json
import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from flask import Flask
from marshmallow import Schema

from app.models import Order, Product
from app.models.order_states import Status
from app.routes.blueprint import Json
from app.schemas.fields import Money
from app.schemas.orders import OrderView
from app.schemas.products import ProductView
from app.schemas.refunds import RefundPreview
from app.services.refunds import Preview
from tests.proofs.oracle.abacus import Account, Due

NUMBER = re.compile(r"-?\d+\.\d{1,2}")
SUMS = ("subtotal", "tax", "shipping_cost", "discount", "total", "amount_paid", "amount_refunded")
PARTS = ("goods", "tax", "shipping", "amount")
LINE = ("order_item_id", "quantity", "restock", *PARTS)
BESIDE = ("difference", "left", "status", "payment_status")
Read = tuple[str, dict[str, Any]]


class Tags:
    """Writes amounts into JSON as the shop's replies do, and reads them as `.toFixed(2)` shows them."""

    def __init__(self) -> None:
        self._json = Json(Flask("tags"))
        self._order = OrderView(only=(*SUMS, "items.unit_price", "items.total_price"))
        self._product = ProductView(only=("price", "compare_price", "discount_percentage"))
        self._preview = RefundPreview(only=(*PARTS, *BESIDE, *(f"items.{name}" for name in LINE)))

    def order(self, order: Order) -> Read:
        """The amounts of an order."""
        return self._read(self._order, order)

    def product(self, product: Product) -> Read:
        """What a product costs."""
        return self._read(self._product, product)

    def preview(self, planned: Preview) -> Read:
        """The amounts of a refund that was looked at beforehand."""
        return self._read(self._preview, planned)

    def sent_back(self, written: str) -> int | None:
        """The total of an order in cents, when a client sends the number it was shown."""
        return Money().deserialize(json.loads(written)["total"])

    def _read(self, schema: Schema, thing: Any) -> Read:
        written = self._json.dumps(schema.dump(thing))
        return written, json.loads(written, parse_float=_hundredths)


def on_an_order(owed: Account, sold: Sequence[tuple[int, int, int]]) -> dict[str, Any]:
    """What has to stand on a paid order, in cents."""
    lines = [{"unit_price": price, "total_price": price * quantity} for _, price, quantity in sold]
    return dict(zip(SUMS, (*owed.sums, 0, owed.paid, owed.paid, 0), strict=True)) | {"items": lines}


def on_a_preview(due: Due, owed: Account, stands: Status) -> dict[str, Any]:
    """What has to stand on a preview of `due`, which is not paid yet, of an order that `stands` so; in cents."""
    after = owed.left - due.amount
    sums = [sum(line.worths[part] for line in due.lines) for part in range(4)]
    on_it = {number: sum(line.quantity for line in due.lines if line.line_id == number) for number in owed.lines}
    left = [{"order_item_id": number, "quantity": line.left - on_it[number]} for number, line in owed.lines.items()]
    return dict(zip(PARTS, sums, strict=True)) | {
        "amount": due.amount,
        "difference": due.amount - sums[3],
        "items": [dict(zip(LINE, (*line[:3], *line.worths), strict=True)) for line in due.lines],
        "left": {"amount": after, "items": left},
        "status": stands if after else "refunded",
        "payment_status": "partially_refunded" if after else "refunded",
    }


def _hundredths(number: str) -> int | str:
    """What `.toFixed(2)` makes of the float that a client reads; the text itself where it has more decimals."""
    if not NUMBER.fullmatch(number):
        return number
    return int(Decimal(float(number)).quantize(Decimal("0.01"), ROUND_HALF_UP).scaleb(2))
