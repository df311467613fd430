"""A cart as it is looked at: what lies in it, at the prices and with the stock of one moment."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from app.models.product_rows import ProductRow
from app.models.totals import Totals, totals_of


@dataclass(slots=True)
class CartLine:
    """Some of one product. One that nobody keeps, or that is not kept yet, has no `id`."""

    product: ProductRow
    is_on_sale: bool
    quantity: int = 0
    price_when_added_cents: int | None = None
    id: int | None = None

    @property
    def product_id(self) -> int:
        """Which product."""
        return self.product.id

    @property
    def unit_price_cents(self) -> int:
        """Today's price."""
        return self.product.price_cents

    @property
    def total_cents(self) -> int:
        """Today's price of the line."""
        return self.unit_price_cents * self.quantity

    @property
    def price_changed(self) -> bool:
        """Whether it costs something else now than when it was put here."""
        return self.price_when_added_cents != self.unit_price_cents

    @property
    def available(self) -> int:
        """How many of it can be sold now."""
        return self.product.stock_quantity if self.is_on_sale else 0


@dataclass(frozen=True)
class Goods:
    """Lines, and what an order of them would come to now."""

    items: list[CartLine]

    @property
    def total_items(self) -> int:
        """How many pieces they are."""
        return sum(line.quantity for line in self.items)

    @cached_property
    def totals(self) -> Totals:
        """What an order of them would come to now."""
        return totals_of(sum(line.total_cents for line in self.items))


@dataclass(frozen=True)
class CartContents(Goods):
    """A person's cart, its lines in the order they were put there."""

    id: int
    customer_id: int
    created_at: datetime
    updated_at: datetime
