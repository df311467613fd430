"""What figures of a report mean, in one place: how orders and refunds are added up."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from app.core import money
from app.repositories.reports import Repayment, Sale
from app.repositories.reports_goods import Article, Share, Sold


@dataclass
class Goods:
    """What was sold of something: an article, a category. Cents, without tax."""

    units: int = 0
    gross_cents: int = 0
    discounts_cents: int = 0
    refunds_cents: int = 0

    @property
    def net_cents(self) -> int:
        """After discounts and refunds, without tax and shipping."""
        return self.gross_cents - self.discounts_cents - self.refunds_cents

    def add(self, other: "Goods") -> None:
        """Count what was sold of `other`, too."""
        self.units += other.units
        self.gross_cents += other.gross_cents
        self.discounts_cents += other.discounts_cents
        self.refunds_cents += other.refunds_cents


@dataclass
class Figures(Goods):
    """What was sold in a time, or in one way. Tax and shipping are after refunds."""

    orders: int = 0
    tax_cents: int = 0
    shipping_cents: int = 0
    refund_count: int = 0

    @property
    def average_order_cents(self) -> int:
        """Goods after discounts for each order. Refunds mostly belong to orders of other days."""
        return money.average(self.gross_cents - self.discounts_cents, self.orders)

    def count(self, event: Sale | Repayment) -> None:
        """Add an order, or take off a refund."""
        if isinstance(event, Sale):
            self.orders += 1
            self.units += event.units
            self.gross_cents += event.subtotal_cents
            self.discounts_cents += event.discount_cents
            self.tax_cents += event.tax_cents
            self.shipping_cents += event.shipping_cents
        else:
            goods, tax, shipping = shares(event)
            self.refund_count += 1
            self.refunds_cents += goods
            self.tax_cents -= tax
            self.shipping_cents -= shipping

    def add(self, other: "Goods") -> None:
        """Count everything that is in `other`, too."""
        super().add(other)
        if isinstance(other, Figures):
            self.orders += other.orders
            self.tax_cents += other.tax_cents
            self.shipping_cents += other.shipping_cents
            self.refund_count += other.refund_count


@dataclass
class ProductFigures(Goods):
    """What was sold of one product, and the orders it is on."""

    orders: int = 0

    def add(self, other: "Goods") -> None:
        """Count what is in `other`, too, the orders of another day."""
        super().add(other)
        if isinstance(other, ProductFigures):
            self.orders += other.orders


def shares(refund: Repayment) -> tuple[int, int, int]:
    """What of a refund is goods, tax and shipping: in proportion to the order's totals.

    Differences of running sums: no share is negative, and what is paid back in parts has, with its last
    cent, paid back exactly the goods, the tax and the shipping of the order.
    """
    before, amount = refund.before_cents, refund.amount_cents
    goods = money.part(refund.goods_cents, before, amount, refund.total_cents)
    rest = amount - goods
    rest_before = before - money.part(refund.goods_cents, 0, before, refund.total_cents)
    rest_total = refund.total_cents - refund.goods_cents
    tax = money.part(refund.tax_cents, rest_before, rest, rest_total) if rest_total else 0
    return goods, tax, rest - tax


def total(events: Iterable[Sale | Repayment]) -> Figures:
    """Everything in one."""
    figures = Figures()
    for event in events:
        figures.count(event)
    return figures


def by(events: Iterable[Sale | Repayment], key: Callable[[Sale | Repayment], Any]) -> dict[Any, Figures]:
    """The figures of each `key`."""
    found: dict[Hashable, Figures] = {}
    for event in events:
        found.setdefault(key(event), Figures()).count(event)
    return found


def by_product(
    sold: Iterable[Sold], discounted: Iterable[Share], repaid: Iterable[Share], refunds: Iterable[Repayment]
) -> dict[int, ProductFigures]:
    """The figures of each product: its lines, and its share of each discount and of the goods of each refund."""
    found = {line.product_id: ProductFigures(line.units, line.gross_cents, orders=line.orders) for line in sold}
    for product_id, cents in _shared(discounted):
        found.setdefault(product_id, ProductFigures()).discounts_cents += cents
    for product_id, cents in _shared(repaid, {refund.refund_id: shares(refund)[0] for refund in refunds}):
        found.setdefault(product_id, ProductFigures()).refunds_cents += cents
    return found


def by_category(products: dict[int, ProductFigures], articles: dict[int, Article]) -> dict[int | None, Goods]:
    """The figures of each category that a product of it was sold from or came back to."""
    found: dict[int | None, Goods] = {}
    for product_id, sold in products.items():
        found.setdefault(articles[product_id].category_id, Goods()).add(sold)
    return found


def _shared(lines: Iterable[Share], amounts: dict[int, int] | None = None) -> Iterable[tuple[int, int]]:
    """Each line with its share of the whole it belongs to: of what `amounts` says of it, or of its own amount."""
    for whole_id, group in groupby(lines, key=lambda line: line.whole_id):
        parts = [*group]
        named = [line.line_cents or 0 for line in parts]
        # A refund that names lines pays for these; one that does not pays for all, by their price.
        weights = named if sum(named) else [line.weight for line in parts]
        # What was paid back since the refunds were read is not in the total, so it is not here either.
        amount = parts[0].amount_cents if amounts is None else amounts.get(whole_id, 0)
        yield from zip((line.product_id for line in parts), money.split(amount, weights), strict=True)
