"""What a purchase comes to beside its goods: the one place that knows tax and shipping."""

from dataclasses import dataclass

from app.core import money
from app.core.config import settings


@dataclass(frozen=True)
class Totals:
    """The amounts of an order, or of what would be one, in cents. They add up to `total_cents`."""

    subtotal_cents: int
    tax_cents: int
    shipping_cents: int
    discount_cents: int = 0

    @property
    def total_cents(self) -> int:
        """What is to be paid."""
        return self.subtotal_cents + self.tax_cents + self.shipping_cents - self.discount_cents


def totals_of(subtotal_cents: int) -> Totals:
    """The amounts of goods for `subtotal_cents`, as the shop is set up now. Nothing is sent for nothing."""
    shipping = settings().shipping_cents if subtotal_cents else 0
    return Totals(subtotal_cents, money.percent(subtotal_cents, settings().tax_percent), shipping)
