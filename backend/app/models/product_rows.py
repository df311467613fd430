"""Products that are only looked at: their columns, and nobody who watches whether these change."""

from collections import namedtuple
from typing import Any

from app.models.categories import Category
from app.models.product_facts import ProductFacts
from app.models.products import Product

UNTOLD = ("sku_key", "is_sold_out", "version", "deleted_at")
LISTED = [column for column in Product.__table__.columns if column.name not in UNTOLD]
OF_A_CATEGORY = list(Category.__table__.columns)
OF_ONE = [*LISTED, Product.__table__.c.version, *OF_A_CATEGORY]

_names = [column.name for column in LISTED]
CategoryRow = namedtuple("CategoryRow", [column.name for column in OF_A_CATEGORY])  # type: ignore[misc]


class ProductRow(ProductFacts, namedtuple("ProductColumns", _names)):  # type: ignore[misc]
    """A product in a list: the columns `LISTED`, in their order."""

    __slots__ = ()


class ProductDetail(ProductFacts, namedtuple("DetailColumns", [*_names, "version", "category"])):  # type: ignore[misc]
    """A product by itself, with its category or None."""

    __slots__ = ()

    @classmethod
    def of(cls, row: Any) -> "ProductDetail":
        """From the columns `OF_ONE`, in their order."""
        own, category = row[: len(cls._fields) - 1], CategoryRow(*row[len(cls._fields) - 1 :])
        return cls(*own, category if category.id is not None else None)
