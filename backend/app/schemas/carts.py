"""Shapes of the cart."""

from marshmallow import Schema, fields
from marshmallow.validate import Length

from app.models.carts import MAX_LINES, MAX_OF_A_PRODUCT
from app.schemas.fields import Count, Id, Moment, Money, Price
from app.schemas.orders import WantedItem
from app.schemas.products import ProductView
from app.schemas.replies import Command, written

MOST_ASKED = 1_000_000


class AddItem(Command):
    """Put something into the cart."""

    product_id = Id(required=True)
    quantity = Count(MAX_OF_A_PRODUCT, least=1, load_default=1)


class SetQuantity(Command):
    """How many there shall be."""

    quantity = Count(MAX_OF_A_PRODUCT, least=1, required=True)


class UpdateItem(SetQuantity):
    """How many of a product there shall be."""

    product_id = Id(required=True)


class GuestItem(Command):
    """One product of a browser's own cart. More than a cart holds is taken, and capped."""

    product_id = Id(required=True)
    quantity = Count(MOST_ASKED, least=1, load_default=1)


class MergeCart(Command):
    """What a browser collected before its person signed in."""

    items = fields.List(fields.Nested(GuestItem), required=True, validate=Length(max=MAX_LINES))


class QuoteItems(Command):
    """What a browser would order."""

    items = fields.List(fields.Nested(WantedItem), required=True, validate=Length(max=MAX_LINES))


class LineView(Schema):
    """Some of one product, at today's price."""

    product_id = fields.Integer(required=True)
    product = fields.Nested(ProductView, required=True)
    quantity = fields.Integer(required=True)
    unit_price = Price(attribute="unit_price_cents", required=True)
    total_price = Money(attribute="total_cents", required=True)
    available = fields.Integer(required=True, metadata={"description": "How many can be sold now."})


class CartItemView(LineView):
    """One product in the cart."""

    id = fields.Integer(required=True)
    price_when_added = Price(attribute="price_when_added_cents", required=True)
    price_changed = fields.Boolean(required=True)


class AmountsView(Schema):
    """What an order of some lines would come to now."""

    total_items = fields.Integer(required=True)
    subtotal = Money(attribute="totals.subtotal_cents", required=True)
    tax = Money(attribute="totals.tax_cents", required=True)
    shipping_cost = Money(attribute="totals.shipping_cents", required=True)
    discount = Money(attribute="totals.discount_cents", required=True)
    total = Money(attribute="totals.total_cents", required=True)


class CartView(AmountsView):
    """A person's cart."""

    id = fields.Integer(required=True)
    customer_id = fields.Integer(required=True)
    items = fields.List(fields.Nested(CartItemView), required=True)
    created_at = Moment(required=True)
    updated_at = Moment(required=True)


class ProblemView(Schema):
    """Something that keeps a cart from becoming an order."""

    product_id = fields.Integer(required=True, allow_none=True)
    kind = fields.String(required=True, metadata={"enum": ["empty", "unavailable", "insufficient_stock"]})
    message = fields.String(required=True)
    available = fields.Integer(required=True)


class QuoteView(AmountsView):
    """What an order would come to now, and what keeps it from being placed."""

    items = fields.List(
        fields.Nested(LineView), required=True, metadata={"description": "Without what is not on sale."}
    )
    problems = fields.List(fields.Nested(ProblemView), required=True)


class ValidView(Schema):
    """The cart can become an order."""

    valid = fields.Boolean(required=True)
    message = fields.String(required=True)


class InvalidView(ValidView):
    """The cart cannot become an order, and why."""

    error = fields.String(required=True)
    code = fields.String(required=True)
    details = fields.Dict(required=True)
    request_id = fields.String(required=True)
    problems = fields.List(fields.Nested(ProblemView), required=True)


CartReply = written("CartReply", cart=CartView)


class ChangeView(Schema):
    """What became of one product of a merge."""

    product_id = fields.Integer(required=True)
    kind = fields.String(required=True, metadata={"enum": ["added", "increased", "capped", "unavailable"]})
    asked = fields.Integer(required=True)
    now_in_cart = fields.Integer(required=True)


MergeReply = written(
    "MergeReply",
    cart=CartView,
    changes=fields.List(
        fields.Nested(ChangeView),
        required=True,
        metadata={"description": "Products that lay in the cart in full already are not mentioned."},
    ),
)
