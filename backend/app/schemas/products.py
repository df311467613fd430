"""Shapes of products."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, missing, post_load, pre_load
from marshmallow.validate import Length, OneOf, Range

from app.core.permissions import Permission
from app.models.product_facts import PLACEHOLDER_IMAGE, StockLevel
from app.models.products import MOST_STOCK
from app.schemas.categories import CategoryView
from app.schemas.fields import Count, Flag, Id, Moment, Price, Text, Word
from app.schemas.images import ImageUrl
from app.schemas.replies import Command, PageQuery, page_of
from app.schemas.viewer import viewer

MOST_THRESHOLD = 1_000_000
MOST_WEIGHT = 1_000_000
MOST_IMAGES = 20
# Letters may become three when they are compared without case; this is what the column holds.
LONGEST_CODE_KEY = 130


class Code(Text):
    """A code that people read from a label."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(64, least=1, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        if not text.isprintable() or len(text.casefold()) > LONGEST_CODE_KEY:
            raise ValidationError("Contains a character that no code has.")
        return text


class ProductFields(Command):
    """What a product may always be given."""

    description = Text(10_000)
    compare_price = Price(attribute="compare_price_cents", allow_none=True, metadata={"example": 129.99})
    barcode = Code(allow_none=True)
    weight = fields.Float(allow_none=True, validate=Range(min=0, max=MOST_WEIGHT))
    dimensions = Text(100, metadata={"example": "20 x 10 x 5 cm"})
    image_url = ImageUrl(attribute="image")
    images = fields.List(ImageUrl(allow_none=False), validate=Length(max=MOST_IMAGES))
    low_stock_threshold = Count(
        MOST_THRESHOLD, metadata={"description": "At or under this it is low; 5 if absent."}
    )
    is_active = Flag()
    is_featured = Flag()

    @pre_load
    def empty_is_none(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Forms send "" for a number that was left out."""
        return given | {name: None for name in ("compare_price", "weight") if given.get(name) == ""}

    @post_load
    def placeholder_is_none(self, values: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Clients send back the picture they were shown."""
        return values | ({"image": None} if values.get("image") == PLACEHOLDER_IMAGE else {})


class CreateProduct(ProductFields):
    """A new product."""

    name = Text(200, least=1, required=True, metadata={"example": "Desk lamp"})
    price = Price(attribute="price_cents", required=True, metadata={"example": 99.99})
    category_id = Id(required=True)
    sku = Code(required=True, metadata={"example": "LAMP-01"})
    stock_quantity = Count(MOST_STOCK, required=True)


class UpdateProduct(ProductFields):
    """What to change of a product; what is left out stays."""

    name = Text(200, least=1, allow_none=False, metadata={"example": "Desk lamp"})
    price = Price(attribute="price_cents", metadata={"example": 99.99})
    category_id = Id()
    sku = Code(allow_none=False, metadata={"example": "LAMP-01"})
    stock_quantity = Count(MOST_STOCK)


class ProductFilterQuery(Command):
    """Which products are meant."""

    category_id = Id(metadata={"description": "Descendants are included."})
    featured = Flag()
    search = Text(200, metadata={"description": "A SKU or barcode, or words (beginnings are enough)."})
    min_price = Price(least=0)
    max_price = Price(least=0)
    in_stock = Flag()
    on_sale = Flag(metadata={"description": "Cheaper than its compare price."})
    include_inactive = Flag(load_default=False, metadata={"description": "For those who manage products."})
    search_type = fields.String(validate=OneOf(["id", "sku", "slug", "barcode", "category_id", "name"]))
    search_value = Text(240)

    @post_load
    def exact(self, query: dict[str, Any], **_: Any) -> dict[str, Any]:
        """`search_type` and `search_value` as one; a value alone is searched for like any text."""
        kind, value = query.pop("search_type", None), query.pop("search_value", None)
        if value is None:
            return query
        if kind is None:
            return {"search": value} | query
        return query | {"exact": (kind, _number(value) if kind in ("id", "category_id") else value)}


class ProductQuery(ProductFilterQuery, PageQuery):
    """Which products to list, and in which order."""

    sort_by = fields.String(
        load_default="created_at",
        validate=OneOf(["price", "name", "created_at", "popular", "discount", "stock", "sku"]),
        metadata={"description": "`popular`: pieces sold in the last 30 days."},
    )
    sort_order = fields.String(load_default="desc", validate=OneOf(["asc", "desc"]))


def _number(value: str) -> int:
    try:
        return Id().deserialize(value)
    except ValidationError as error:
        raise ValidationError(error.messages, "search_value") from error


class ProductView(Schema):
    """A product."""

    id = Id(required=True)
    name = fields.String(required=True)
    slug = fields.String(required=True)
    description = fields.String(required=True, allow_none=True)
    price = Price(attribute="price_cents", required=True)
    compare_price = Price(attribute="compare_price_cents", required=True, allow_none=True)
    discount_percentage = fields.Float(required=True, metadata={"example": 23.08})
    sku = fields.String(required=True)
    barcode = fields.String(required=True, allow_none=True)
    stock_quantity = fields.Integer(required=True, metadata={"description": "What can be sold now."})
    is_in_stock = fields.Boolean(required=True)
    stock_level = Word(StockLevel, required=True, metadata={"description": "`low`: few are left."})
    category_id = Id(required=True, allow_none=True)
    weight = fields.Float(required=True, allow_none=True)
    dimensions = fields.String(required=True, allow_none=True)
    image_url = fields.String(required=True, metadata={"description": "Never null: there is a placeholder."})
    thumbnail_url = fields.String(
        required=True,
        metadata={"description": "The small one of `image_url`, or itself where there is none; never null."},
    )
    images = fields.List(fields.String(), required=True)
    thumbnails = fields.List(
        fields.String(), required=True, metadata={"description": "The small ones of `images`, in their order."}
    )
    is_active = fields.Boolean(required=True)
    is_featured = fields.Boolean(required=True)
    rating = fields.Decimal(
        required=True, allow_none=True, metadata={"description": "From 1 to 5; null before the first review."}
    )
    rating_count = fields.Integer(required=True)
    created_at = Moment(required=True)
    updated_at = Moment(required=True)


class ForManagers(fields.Integer):
    """A number that only those who manage products are shown."""

    def get_value(self, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """As in marshmallow; for everybody else there is nothing to say."""
        actor = viewer.get()
        manages = actor is not None and actor.can(Permission.PRODUCT_UPDATE)
        return super().get_value(obj, *args, **kwargs) if manages else missing


class ProductDetailView(ProductView):
    """A product and its category."""

    category = fields.Nested(CategoryView, required=True, allow_none=True)
    low_stock_threshold = ForManagers(metadata={"description": "For those who manage products."})


ProductPage = page_of("products", ProductView)
