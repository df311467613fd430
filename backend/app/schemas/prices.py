"""Shapes of prices: their history, and changing many at once."""

from decimal import Decimal
from typing import Any

from marshmallow import Schema, ValidationError, fields, pre_load, validates_schema
from marshmallow.validate import Length, Range

from app.models.prices import MOST_AT_ONCE, Repricing
from app.schemas.fields import Count, Flag, Id, Moment, Money, Price, Text, Word
from app.schemas.products import Code
from app.schemas.replies import Command, page_of, written
from app.schemas.stock import DoneByView

LEAST_PERCENT, MOST_PERCENT = Decimal("-99.99"), 10_000


class Percent(fields.Decimal):
    """More or less in per cent, with at most two decimals; everything cannot be taken off."""

    def __init__(self, **kwargs: Any) -> None:
        said = f"Must be from {LEAST_PERCENT} to {MOST_PERCENT}."
        super().__init__(validate=Range(min=LEAST_PERCENT, max=MOST_PERCENT, error=said), **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Decimal:
        number = super()._deserialize(value, attr, data, **kwargs)
        if abs(number) <= MOST_PERCENT and number * 100 % 1:
            raise ValidationError("Has more than two decimals.")
        return number


class ListedPrice(Command):
    """A product, by id or SKU, and what it shall cost."""

    product_id = Id()
    sku = Code(allow_none=False)
    price = Price(attribute="price_cents")
    compare_price = Price(attribute="compare_price_cents", allow_none=True)

    @pre_load
    def empty_is_none(self, given: Any, **_: Any) -> Any:
        """Forms send "" for a price that was left out."""
        blank = isinstance(given, dict) and given.get("compare_price") == ""
        return given | {"compare_price": None} if blank else given

    @validates_schema
    def names_one_thing(self, given: dict[str, Any], **_: Any) -> None:
        """Which product, and what of it."""
        if ("product_id" in given) == ("sku" in given):
            raise ValidationError("Name the product by its id or by its SKU.", "product_id")
        if not {"price_cents", "compare_price_cents"} & given.keys():
            raise ValidationError("Say a price or a compare price.", "price")


class WherePrices(Command):
    """Which products: of a category and all below it, of a list, or with nothing said the whole shop."""

    # Neither may be null or blank: a form that was not filled in must not mean the whole shop.
    category_id = Id()
    product_ids = fields.List(Id(), validate=Length(min=1, max=MOST_AT_ONCE))


class ChangePrices(Command):
    """Many prices: `changes`, or `percent` and `where`."""

    changes = fields.List(fields.Nested(ListedPrice), validate=Length(min=1, max=MOST_AT_ONCE))
    percent = Percent(metadata={"example": -10})
    where = fields.Nested(WherePrices)
    ends_with = Count(
        99, allow_none=True, metadata={"description": "Cents every new price shall end with, as 99 does in 14.99."}
    )
    reason = Text(200, metadata={"example": "Summer sale"})
    dry_run = Flag(load_default=False, metadata={"description": "Only say what would change."})

    @validates_schema
    def says_what(self, given: dict[str, Any], **_: Any) -> None:
        """A list or a percentage, and of what."""
        if ("changes" in given) == ("percent" in given):
            raise ValidationError("Send either changes or percent.", "changes")
        if "percent" in given and "where" not in given:
            raise ValidationError("Say which products; {} means all of them.", "where")


class PriceChangeView(Schema):
    """One change of a product's prices; the first has nothing before it."""

    id = fields.Integer(required=True)
    before = Money(attribute="from_cents", data_key="from", required=True, allow_none=True)
    after = Money(attribute="to_cents", data_key="to", required=True)
    compare_from = Money(attribute="compare_from_cents", required=True, allow_none=True)
    compare_to = Money(attribute="compare_to_cents", required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True)
    actor = fields.Nested(DoneByView, required=True, allow_none=True)
    created_at = Moment(required=True)


class RepricedView(Schema):
    """What becomes of one product. Of what cannot be changed the new prices are null."""

    product_id = fields.Integer(required=True, allow_none=True)
    sku = fields.String(required=True, allow_none=True)
    name = fields.String(required=True, allow_none=True)
    old_price = Money(attribute="was.price_cents", required=True, allow_none=True)
    new_price = Money(attribute="now.price_cents", required=True, allow_none=True)
    old_compare_price = Money(attribute="was.compare_price_cents", required=True, allow_none=True)
    new_compare_price = Money(attribute="now.compare_price_cents", required=True, allow_none=True)
    kind = Word(Repricing, required=True)
    error = fields.String(required=True, allow_none=True)


class RepricedCounts(Schema):
    """How many of each kind."""

    changed = fields.Integer(required=True)
    unchanged = fields.Integer(required=True)
    error = fields.Integer(required=True)


PriceHistory = page_of("prices", PriceChangeView, name="PriceHistory")
RepricedReply = written(
    "RepricedReply",
    dry_run=fields.Boolean(required=True),
    counts=fields.Nested(RepricedCounts, required=True),
    rows=fields.List(fields.Nested(RepricedView), required=True),
)
