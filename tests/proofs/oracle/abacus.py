"""Money by the rules of docs/decisions/money.md and docs/api/orders.md, in exact fractions: no code of the shop."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from math import floor
from typing import NamedTuple

HALF = Fraction(1, 2)
NOTHING_LEFT, TOO_MANY, TOO_MUCH = "nothing_to_refund", "refund_exceeds_sale", "refund_exceeds_payment"


class Goods(Enum):
    """Where the goods of an order are."""

    HERE = "in the shop"
    GONE = "sent"
    SHELVED = "back on the shelf, as the order was cancelled"


class Wish(NamedTuple):
    """Units of one line that somebody wants the money for."""

    line_id: int
    quantity: int
    restock: bool | None = None


class Back(NamedTuple):
    """Units of one line on a refund, whether they go back on the shelf, and what they are worth."""

    line_id: int
    quantity: int
    restock: bool
    goods: int
    tax: int
    shipping: int

    @property
    def worth(self) -> int:
        """All three parts."""
        return self.goods + self.tax + self.shipping

    @property
    def worths(self) -> tuple[int, int, int, int]:
        """The three parts and their sum."""
        return self.goods, self.tax, self.shipping, self.worth


class Due(NamedTuple):
    """What a refund has to pay, and what is on it."""

    amount: int
    lines: list[Back]


def rounded(amount: Fraction) -> int:
    """Whole cents, half a cent up."""
    return floor(amount + HALF)


def percent(cents: int, rate: Fraction) -> int:
    """`rate` per cent of `cents`."""
    return rounded(cents * rate / 100)


def discount(price: int, before: int | None) -> int:
    """How much cheaper `price` is than `before`, in hundredths of a per cent."""
    return rounded(Fraction((before - price) * 10_000, before)) if before and before > price else 0


def shares(total: int, weights: Sequence[int]) -> list[int]:
    """`total` by largest remainder; of equal remainders the first line's counts as larger."""
    ideal = [Fraction(total * weight, sum(weights)) for weight in weights]
    whole = [floor(share) for share in ideal]
    larger = sorted(range(len(ideal)), key=lambda line: (whole[line] - ideal[line], line))
    for line in larger[: total - sum(whole)]:
        whole[line] += 1
    return whole


@dataclass
class Line:
    """One line of an order: how many, what all of them came to in each part, and how many were paid back."""

    quantity: int
    parts: tuple[int, int, int]
    back: int = 0

    @property
    def left(self) -> int:
        """Units that were not paid back."""
        return self.quantity - self.back

    def worth(self, first: int, last: int) -> tuple[int, int, int]:
        """What the units from `first` to before `last` bring: differences of a running sum for each part."""
        goods, tax, shipping = (
            floor(Fraction(whole * last, self.quantity)) - floor(Fraction(whole * first, self.quantity))
            for whole in self.parts
        )
        return goods, tax, shipping


@dataclass
class Account:
    """A paid order, and what was paid back of it."""

    lines: dict[int, Line]
    goods: Goods
    back: int = 0
    paid: int = field(init=False)

    def __post_init__(self) -> None:
        self.paid = sum(self.sums)

    @property
    def sums(self) -> tuple[int, int, int]:
        """Goods, tax and shipping of the whole order."""
        goods, tax, shipping = (
            sum(part) for part in zip(*(line.parts for line in self.lines.values()), strict=True)
        )
        return goods, tax, shipping

    @property
    def left(self) -> int:
        """Cents that can still be paid back."""
        return self.paid - self.back

    def due(self, wishes: Sequence[Wish] | None = None, amount: int | None = None) -> Due | str:
        """What a refund comes to, or the word with which it has to be refused. Nothing is paid yet."""
        if not self.left:
            return NOTHING_LEFT
        if any(wish.quantity > self.lines[wish.line_id].left for wish in wishes or ()):
            return TOO_MANY
        lines = [self._back(wish) for wish in wishes or ()]
        most = self.left if wishes is None else min(self.left, sum(line.worth for line in lines))
        amount = most if amount is None else amount
        if amount > most:
            return TOO_MUCH
        if amount == self.left and (wishes is None or self.goods is Goods.HERE):
            lines += self._rest(lines)
        return Due(amount, lines)

    def pay(self, due: Due) -> None:
        """Pay it."""
        self.back += due.amount
        for line in due.lines:
            self.lines[line.line_id].back += line.quantity

    def _rest(self, named: Iterable[Back]) -> list[Back]:
        taken = {line.line_id: line.quantity for line in named}
        left = {number: line.left - taken.get(number, 0) for number, line in self.lines.items()}
        return [
            self._back(Wish(number, quantity), taken.get(number, 0))
            for number, quantity in left.items()
            if quantity
        ]

    def _back(self, wish: Wish, after: int = 0) -> Back:
        line = self.lines[wish.line_id]
        by_default = self.goods is Goods.HERE
        shelved = self.goods is not Goods.SHELVED and (by_default if wish.restock is None else wish.restock)
        first = line.back + after
        return Back(wish.line_id, wish.quantity, shelved, *line.worth(first, first + wish.quantity))


def account(sold: Sequence[tuple[int, int, int]], rate: Fraction, shipping: int, goods: Goods) -> Account:
    """The account of an order of `sold` lines, each its number, the price of one and how many."""
    totals = [price * quantity for _, price, quantity in sold]
    taxes, shippings = shares(percent(sum(totals), rate), totals), shares(shipping, totals)
    parts = zip(totals, taxes, shippings, strict=True)
    return Account(
        {number: Line(quantity, part) for (number, _, quantity), part in zip(sold, parts, strict=True)}, goods
    )
