"""Shapes of facets."""

from marshmallow import Schema, fields

from app.schemas.fields import Id, Price


class CategoryFacet(Schema):
    """A category and how many products choosing it would leave."""

    id = Id(attribute="category.id", required=True)
    name = fields.String(attribute="category.name", required=True)
    parent_id = Id(attribute="category.parent_id", required=True, allow_none=True)
    count = fields.Integer(
        attribute="products_count", required=True, metadata={"description": "Those of its descendants included."}
    )


class FacetsView(Schema):
    """How many products there are, and how many one choice more would leave."""

    total = fields.Integer(required=True)
    in_stock = fields.Integer(required=True)
    on_sale = fields.Integer(required=True)
    featured = fields.Integer(required=True)
    min_price = Price(required=True, allow_none=True)
    max_price = Price(required=True, allow_none=True)
    categories = fields.List(fields.Nested(CategoryFacet), required=True)
