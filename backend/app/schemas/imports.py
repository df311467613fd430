"""Shapes of imports: what was read, what it would change, and how a list is exported."""

from typing import Any

from marshmallow import Schema, fields, post_load

from app.models import ImportRow
from app.models.imports import ImportState, RowKind
from app.schemas.fields import Flag, Id, Moment, Money, Word
from app.schemas.products import ProductQuery
from app.schemas.replies import Command, PageQuery, page_of, written

# Inside the program a few facts are called otherwise than outside.
OUTSIDE = {"price_cents": "price", "compare_price_cents": "compare_price", "image": "image_url"}
MONEY = Money()
CHANGES = {
    "type": "object",
    "additionalProperties": {"type": "array", "minItems": 2, "maxItems": 2},
    "description": "By field: what it is, and what it becomes.",
}


class ImportQuery(Command):
    """Whether to look only."""

    dry_run = Flag(
        load_default=False, metadata={"description": "Look only: nothing is changed until it is applied."}
    )


class RowQuery(PageQuery):
    """Which rows to list."""

    kind = Word(RowKind)


class CountsView(Schema):
    """How many rows there are of each kind."""

    new = fields.Integer(required=True)
    changed = fields.Integer(required=True)
    unchanged = fields.Integer(required=True)
    error = fields.Integer(required=True)


class ImportView(Schema):
    """A list of products that came as a file."""

    id = Id(required=True)
    state = Word(ImportState, required=True)
    mapping = fields.Dict(required=True, metadata={"description": "What each column was taken for."})
    counts = fields.Nested(CountsView, required=True)
    actor_id = Id(required=True)
    created_at = Moment(required=True)
    applied_at = Moment(required=True, allow_none=True)
    undone_at = Moment(required=True, allow_none=True)


class ImportRowView(Schema):
    """One line of the file and what it does."""

    line = fields.Integer(required=True)
    kind = Word(RowKind, required=True)
    sku = fields.String(required=True, allow_none=True)
    product_id = Id(required=True, allow_none=True)
    changes = fields.Method("changed", required=True, metadata=CHANGES)
    error = fields.String(required=True, allow_none=True, metadata={"description": "A sentence for each field."})

    def changed(self, row: ImportRow) -> dict[str, list[Any]]:
        """`{field: [old, new]}`, fields as the API calls them."""
        before = row.before or {}
        return {
            OUTSIDE.get(name, name): [_said(name, before.get(name)), _said(name, new)]
            for name, new in (row.after or {}).items()
        }


class ExportQuery(ProductQuery):
    """Which products to export: as the list is asked, but all of it."""

    class Meta(ProductQuery.Meta):
        """Leaves out what makes pages."""

        exclude = ("page", "per_page")

    @post_load
    def into_window(self, query: dict[str, Any], **_: Any) -> dict[str, Any]:
        """There are no pages."""
        return query


def _said(name: str, value: Any) -> Any:
    return MONEY._serialize(value, name, None) if name.endswith("_cents") else value  # noqa: SLF001


ImportReply = written("ImportReply", **{"import": ImportView, "rows": fields.List(fields.Nested(ImportRowView))})
ImportRowPage = page_of("rows", ImportRowView, name="ImportRowPage")
