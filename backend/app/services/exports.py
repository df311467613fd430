"""Use cases of exports: the products of a list, all of them, as rows."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from app import repositories as repo
from app.core import lists, money
from app.core.permissions import Actor
from app.repositories.product_filters import ProductFilters

# In this order, and under the names that an import knows.
COLUMNS = (
    "sku",
    "name",
    "description",
    "price",
    "compare_price",
    "category_slug",
    "stock_quantity",
    "low_stock_threshold",
    "barcode",
    "weight",
    "dimensions",
    "image_url",
    "is_active",
    "is_featured",
)
INSIDE = {"price": "price_cents", "compare_price": "compare_price_cents", "image_url": "image"}
PIECE = 200


def products(actor: Actor, **filters: Any) -> Iterator[str]:
    """The products that `actor` may list, as pieces of CSV with a heading, however many there are.

    The question is asked before this returns; a spreadsheet runs none of the texts.
    """
    pieces = _pieces(repo.import_products.stream(actor, ProductFilters(**filters)))
    return chain([next(pieces)], pieces)


def _pieces(found: Iterator[Any]) -> Iterator[str]:
    piece: list[Any] = [COLUMNS]
    for row in found:
        piece.append([_cell(name, getattr(row, INSIDE.get(name, name))) for name in COLUMNS])
        if len(piece) >= PIECE:
            yield lists.write(piece)
            piece = []
    yield lists.write(piece)


def _cell(name: str, value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return lists.harmless(value)
    return money.to_text(value) if name in ("price", "compare_price") else value
