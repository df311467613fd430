"""Shapes of the wishlist."""

from marshmallow import Schema, fields

from app.models.carts import MAX_OF_A_PRODUCT
from app.schemas.fields import Count, Id, Moment, Money, Price
from app.schemas.products import ProductView
from app.schemas.replies import Command, page_of, written


class AddWish(Command):
    """Something to wish for."""

    product_id = Id(required=True)


class MoveToCart(Command):
    """How many to put into the cart."""

    quantity = Count(MAX_OF_A_PRODUCT, least=1, load_default=1)


class WishView(Schema):
    """One product on a wishlist, as it is now."""

    id = fields.Integer(required=True)
    product_id = fields.Integer(required=True)
    name = fields.String(required=True, metadata={"description": "There also when the product is not."})
    product = fields.Nested(
        ProductView,
        attribute="offered",
        required=True,
        allow_none=True,
        metadata={"description": "null while it is not on sale."},
    )
    price_when_added = Price(attribute="price_when_added_cents", required=True)
    price_changed = fields.Boolean(required=True)
    price_difference = Money(
        attribute="price_difference_cents",
        required=True,
        allow_none=True,
        metadata={"description": "Today's price less the one then; null while it is not on sale."},
    )
    available = fields.Integer(required=True, metadata={"description": "How many can be sold now."})
    is_in_stock = fields.Boolean(required=True)
    created_at = Moment(required=True)


WishPage = page_of("items", WishView)
WishReply = written("WishReply", item=WishView)
