"""Shapes of orders."""

from collections.abc import Callable
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from marshmallow import Schema, fields, missing, pre_dump
from marshmallow.validate import Length, OneOf

from app.core.permissions import Actor
from app.models import order_actions
from app.models.carts import MAX_LINES, MAX_OF_A_PRODUCT
from app.models.order_actions import Action
from app.models.order_facts import OrderFacts
from app.models.order_states import PaymentMethod, PaymentStatus, Status
from app.schemas.fields import Count, DayOrMoment, Flag, Id, Moment, Money, Price, Text, Word
from app.schemas.profiles import AddressView, CustomerView
from app.schemas.remembered import Remembered
from app.schemas.replies import Command, Message, PageQuery, page_of, written
from app.schemas.shipping import AddressOrText
from app.schemas.viewer import viewer

FOR_STAFF = {"admin_notes", "customer"}
LOADED_OR_NOT = {"items", "customer"}
# What depends on who looks, and what nobody is told.
BY_VIEWER: dict[str, tuple[Callable[[OrderFacts, Actor], Any], Any]] = {
    "next_statuses": (OrderFacts.next_statuses, ()),
    "next_payment_statuses": (order_actions.next_payment_statuses, ()),
    "actions": (order_actions.actions, ()),
    "cancel_refusal": (order_actions.cancel_refusal, None),
}


class WantedItem(Command):
    """A product and how many of it."""

    product_id = Id(required=True)
    quantity = Count(MAX_OF_A_PRODUCT, least=1, load_default=1)


class PlaceOrder(Command):
    """An order from the cart, or from `items`. The address: by its parts, as one text, or a saved one's id."""

    items = fields.List(fields.Nested(WantedItem), validate=Length(min=1, max=MAX_LINES), allow_none=True)
    shipping_address = AddressOrText(
        allow_none=True,
        metadata={
            "example": {
                "line1": "1 High Street",
                "city": "Leeds",
                "state": "Yorkshire",
                "postal_code": "LS1 1AA",
                "country": "UK",
            }
        },
    )
    address_id = Id(allow_none=True)
    payment_method = Word(PaymentMethod, allow_none=True)
    customer_notes = Text(2000)


class SetStatus(Command):
    """Where the order shall stand."""

    status = Word(Status, required=True)


class SetPaymentStatus(Command):
    """Where the order's payment shall stand."""

    payment_status = Word([s for s in PaymentStatus if s is not PaymentStatus.PARTIALLY_REFUNDED], required=True)


class ShipOrder(Command):
    """What the carrier calls the parcel."""

    tracking_number = Text(100)


class AddNote(Command):
    """A note for the staff."""

    notes = Text(2000, least=1, required=True)


class OrderQuery(PageQuery):
    """Which orders of those in reach."""

    status = Word(Status)
    since = DayOrMoment(data_key="from", metadata={"description": "A day of the shop, or a moment."})
    until = DayOrMoment(data_key="to", metadata={"description": "A day of the shop (included), or a moment."})
    q = Text(
        100,
        metadata={"description": "Order number or its last digits (3 or more), name, user name or e-mail address."},
    )
    payment_status = Word(PaymentStatus)
    payment_method = Word(PaymentMethod)
    waiting = Flag(metadata={"description": "Whether it is in the shop and has taken no step for too long."})
    sort_by = fields.String(load_default="created_at", validate=OneOf(["created_at", "total"]))
    sort_order = fields.String(load_default="desc", validate=OneOf(["asc", "desc"]))


class AllOrdersQuery(OrderQuery):
    """Which orders of everybody's."""

    customer_id = Id(metadata={"description": "Of this customer."})
    unpaid = Flag(metadata={"description": "Whether it left the shop and its payment is pending or failed."})


class NumberQuery(Command):
    """An order number as a person reads it out, as a slip is scanned, or its last digits."""

    number = Text(40, least=1, required=True)


class OrderItemView(Schema):
    """One product of an order, as it was at the sale."""

    id = fields.Integer(required=True)
    product_id = fields.Integer(required=True)
    product_name = fields.String(required=True)
    product_sku = fields.String(required=True)
    unit_price = Price(attribute="unit_price_cents", required=True)
    quantity = fields.Integer(required=True)
    total_price = Money(attribute="total_cents", required=True)
    refunded_quantity = fields.Integer(required=True)
    thumbnail_url = fields.String(
        required=True,
        metadata={"description": "The product's small picture as it is now; never null."},
    )


class OrderView(Schema):
    """An order as its viewer may see it; what the query did not load is absent."""

    id = fields.Integer(required=True)
    order_number = fields.String(required=True)
    customer_id = fields.Integer(required=True)
    status = fields.String(required=True, metadata={"enum": [str(s) for s in Status]})
    payment_status = fields.String(required=True, metadata={"enum": [str(s) for s in PaymentStatus]})
    payment_method = fields.String(required=True, allow_none=True)
    subtotal = Money(attribute="subtotal_cents", required=True)
    tax = Money(attribute="tax_cents", required=True)
    shipping_cost = Money(attribute="shipping_cents", required=True)
    discount = Money(attribute="discount_cents", required=True)
    total = Money(attribute="total_cents", required=True)
    amount_paid = Money(attribute="paid_cents", required=True)
    amount_refunded = Money(attribute="refunded_cents", required=True)
    total_items = fields.Integer(required=True)
    shipping_address = fields.Nested(AddressView, required=True)
    customer_notes = fields.String(required=True, allow_none=True)
    admin_notes = fields.String(allow_none=True, metadata={"description": "For staff only."})
    tracking_number = fields.String(required=True, allow_none=True)
    next_statuses = fields.List(Word(Status), required=True)
    next_payment_statuses = fields.List(Word(PaymentStatus), required=True)
    actions = fields.List(Word(Action), required=True)
    cancel_refusal = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "For its customer: why it can no longer be cancelled; null while it can."},
    )
    created_at = Moment(required=True)
    updated_at = Moment(required=True)
    confirmed_at = Moment(required=True, allow_none=True)
    shipped_at = Moment(required=True, allow_none=True)
    delivered_at = Moment(required=True, allow_none=True)
    cancelled_at = Moment(required=True, allow_none=True)
    items = fields.List(fields.Nested(OrderItemView))
    customer = fields.Nested(CustomerView, metadata={"description": "For staff only."})

    @pre_dump
    def as_seen(self, order: OrderFacts, **_: Any) -> SimpleNamespace:
        """The order without what is for staff only, and without what the query had no reason to load."""
        actor, loaded = viewer.get(), vars(order)
        left_out = LOADED_OR_NOT - loaded.keys() | (set() if actor and actor.is_staff else FOR_STAFF)
        return SimpleNamespace(
            **{name: missing if name in left_out else getattr(order, name) for name in self._asked},
            **{name: ask(order, actor) if actor else nothing for name, (ask, nothing) in self._by_viewer.items()},
        )

    @cached_property
    def _asked(self) -> list[str]:
        names = [field.attribute or name for name, field in self.dump_fields.items()]
        return [name for name in names if name not in BY_VIEWER]

    @cached_property
    def _by_viewer(self) -> dict[str, tuple[Callable[[OrderFacts, Actor], Any], Any]]:
        return {name: asked for name, asked in BY_VIEWER.items() if name in self.dump_fields}


class EventView(Schema):
    """One step of an order's timeline."""

    id = fields.Integer(required=True)
    kind = fields.String(required=True)
    from_state = fields.String(data_key="from", required=True, allow_none=True)
    to_state = fields.String(data_key="to", required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True)
    actor_id = fields.Integer(required=True, allow_none=True)
    created_at = Moment(required=True)


class TimelineView(Schema):
    """What happened to an order, from its start."""

    events = fields.List(fields.Nested(EventView), required=True)


class DeletedView(Message):
    """An order that left every list."""

    warning = fields.String(required=True)


OrderPage = page_of("orders", OrderView)
TodayPage = page_of("orders", OrderView, name="TodayPage", nested=Remembered, date=fields.Date(required=True))
OrderReply = written("OrderReply", order=OrderView)
StepReply = written(
    "StepReply",
    order=OrderView,
    undo_until=Moment(
        required=True,
        allow_none=True,
        metadata={"description": "Until when the caller may take this step back; null if they may not."},
    ),
)
