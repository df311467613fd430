"""What follows from what is written down of a product."""

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from app.core import money, pictures

PLACEHOLDER_IMAGE = "/static/placeholder.png"


class StockLevel(StrEnum):
    """Whether something can be bought, and whether for long."""

    IN_STOCK = "in_stock"
    LOW = "low"
    SOLD_OUT = "sold_out"


class ProductFacts:
    """Mixed into whatever has a product's columns: the entity, and the bare row of a list."""

    __slots__ = ()

    if TYPE_CHECKING:
        price_cents: Any
        compare_price_cents: Any
        stock_quantity: Any
        low_stock_threshold: Any
        rating_total: Any
        rating_count: Any
        image: Any
        images: Any

    @property
    def is_in_stock(self) -> bool:
        """Whether at least one can be sold now."""
        return self.stock_quantity > 0

    @property
    def stock_level(self) -> StockLevel:
        """Sold out, low at or under the product's threshold, or in stock."""
        if not self.is_in_stock:
            return StockLevel.SOLD_OUT
        return StockLevel.LOW if self.stock_quantity <= self.low_stock_threshold else StockLevel.IN_STOCK

    @property
    def discount_percentage(self) -> Decimal:
        """How much cheaper than its compare price it is; 0 when there is none."""
        return money.percent_off(self.price_cents, self.compare_price_cents or 0)

    @property
    def rating(self) -> Decimal | None:
        """What buyers think of it, from 1 to 5 with two decimals; None while nobody has said."""
        if not self.rating_count:
            return None
        return (Decimal(self.rating_total) / self.rating_count).quantize(money.CENTS, ROUND_HALF_UP)

    @property
    def image_url(self) -> str:
        """A picture that exists: the product's own, or the shop's placeholder."""
        return self.image or next(iter(self.images), PLACEHOLDER_IMAGE)

    @property
    def thumbnail_url(self) -> str:
        """`image_url`, small where there is a small one."""
        return pictures.thumbnail_of(self.image_url)

    @property
    def thumbnails(self) -> list[str]:
        """`images` in their order, each small where there is a small one."""
        return [pictures.thumbnail_of(address) for address in self.images]
