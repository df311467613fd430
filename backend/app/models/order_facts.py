"""What follows from what is written down of an order and its lines."""

from typing import TYPE_CHECKING, Any, NamedTuple

from app.core import money
from app.core.permissions import Actor, Permission
from app.models.order_numbers import number_of
from app.models.order_states import NEEDED, STEPS, Status


class OrderFacts:
    """Mixed into whatever has an order's columns: the entity, and the bare row of an order that is being placed."""

    __slots__ = ()

    if TYPE_CHECKING:
        id: Any
        customer_id: Any
        status: Any
        payment_status: Any
        paid_cents: Any
        refunded_cents: Any

    @property
    def order_number(self) -> str:
        """What a person reads out."""
        return number_of(self.id)

    @property
    def left_cents(self) -> int:
        """What could still be paid back."""
        return self.paid_cents - self.refunded_cents

    def next_statuses(self, actor: Actor) -> list[Status]:
        """Where `actor` may move this order from here."""
        return [
            target
            for (source, target), step in STEPS.items()
            if source is self.status
            and self._may(actor, step.permission)
            and (target is not Status.REFUNDED or self.left_cents > 0)
        ]

    def _may(self, actor: Actor, permission: Permission) -> bool:
        own_cancel = permission is NEEDED[Status.CANCELLED] and actor.id == self.customer_id
        return actor.can(permission) or (own_cancel and actor.can(Permission.ORDER_CANCEL_OWN))


class Worth(NamedTuple):
    """What units of a line bring back, in cents."""

    goods_cents: int = 0
    tax_cents: int = 0
    shipping_cents: int = 0

    @property
    def amount_cents(self) -> int:
        """All of it."""
        return sum(self)


class LineFacts:
    """Mixed into whatever has the columns of an order's line and knows its `product`."""

    __slots__ = ()

    if TYPE_CHECKING:
        product: Any
        product_id: Any
        quantity: Any
        total_cents: Any
        tax_cents: Any
        shipping_cents: Any
        refunded_quantity: Any

    @property
    def thumbnail_url(self) -> str:
        """The product's small picture as it is now; never null."""
        return self.product.thumbnail_url

    @property
    def left_quantity(self) -> int:
        """How many of these could still be refunded."""
        return self.quantity - self.refunded_quantity

    def worth(self, quantity: int, *, after: int = 0) -> Worth:
        """What the next `quantity` units bring back, `after` others: each part by a running sum of its own."""
        wholes = (self.total_cents, self.tax_cents, self.shipping_cents)
        taken = self.refunded_quantity + after
        return Worth(*(money.part(whole, taken, quantity, self.quantity) for whole in wholes))
