"""Lists of products: which column means what, and whether each cell can be what it says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from marshmallow import ValidationError

from app.core import lists
from app.core.errors import Invalid
from app.models.imports import GivenRow
from app.schemas.fields import Text
from app.schemas.products import Code, UpdateProduct

# What may stand above a column, beside the field's own name. Blanks and hyphens count as underscores.
SYNONYMS = {
    "sku": ("code", "article", "article_number", "item_number"),
    "name": ("title", "product", "product_name"),
    "description": ("text", "details"),
    "price": ("unit_price", "sale_price"),
    "compare_price": ("was", "rrp", "msrp", "list_price"),
    "category": ("category_name",),
    "category_id": (),
    "category_slug": (),
    "stock_quantity": ("stock", "quantity", "qty"),
    "low_stock_threshold": ("threshold", "reorder_level"),
    "barcode": ("ean", "gtin", "upc"),
    "weight": (),
    "dimensions": ("size",),
    "image_url": ("image", "picture"),
    "is_active": ("active",),
    "is_featured": ("featured",),
}
FIELDS = {word: field for field, words in SYNONYMS.items() for word in (field, *words)}
SHELVES = {"category", "category_id", "category_slug"}
WHOLE = {"stock_quantity", "low_stock_threshold"}
NUMBER = re.compile(r"[+-]?[0-9]{1,18}")


@dataclass(frozen=True)
class ProductFile:
    """A list of products: what its columns mean, and its rows, each read and checked when it is asked for."""

    mapping: dict[str, str]
    rows: Iterator[GivenRow]


class ProductRow(UpdateProduct):
    """One row. What no product may lack stands in every row; categories are looked up later."""

    class Meta(UpdateProduct.Meta):
        """Leaves out what a cell cannot say."""

        exclude = ("images",)

    sku = Code(required=True)
    category = Text(160, least=1, allow_none=False)
    category_slug = Text(160, least=1, allow_none=False)


def read(file: BinaryIO) -> ProductFile:
    """The list in `file`; Invalid where it cannot be read or a column means nothing to us."""
    given = lists.read(file)
    fields = _fields(given.header)
    return ProductFile(dict(zip(given.header, fields, strict=True)), _rows(given, fields))


def _fields(header: list[str]) -> list[str]:
    found = [FIELDS.get(re.sub(r"[\s-]+", "_", word.casefold())) for word in header]
    problems: dict[str, list[str]] = {}
    for word, field in zip(header, found, strict=True):
        if field is None:
            problems[word[:100]] = [f"We know no such column. Known are: {', '.join(SYNONYMS)}."]
        elif found.count(field) > 1:
            problems[word[:100]] = [f"Two columns mean {field}."]
    if "sku" not in found:
        problems["sku"] = ["This column must be there: it says which product a row is about."]
    if len(SHELVES.intersection(found)) > 1:
        problems["category"] = ["Name the category by one column."]
    if problems:
        raise Invalid(f"Check the columns: {', '.join(problems)}.", code="unknown_columns", details=problems)
    return [field for field in found if field]


def _rows(given: lists.ListFile, fields: list[str]) -> Iterator[GivenRow]:
    schema = ProductRow()
    for line, cells in given.rows:
        if len(cells) != len(fields):
            sentence = f"This row has {len(cells)} cells, the first line has {len(fields)}."
            yield GivenRow(line, None, {}, {"row": sentence})
        else:
            yield _checked(
                schema, line, {field: _value(field, cell) for field, cell in zip(fields, cells, strict=True)}
            )


def _value(field: str, cell: str) -> Any:
    said = lists.meant(cell)
    return int(said) if field in WHOLE and NUMBER.fullmatch(said) else said


def _checked(schema: ProductRow, line: int, row: dict[str, Any]) -> GivenRow:
    try:
        values: Any = schema.load(row)
        errors: dict[str, str] = {}
    except ValidationError as error:
        values = error.valid_data
        errors = {field: " ".join(map(str, said)) for field, said in error.normalized_messages().items()}
    return GivenRow(line, values.pop("sku", None), values, errors)
