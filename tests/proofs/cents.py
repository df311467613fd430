"""Random orders and refunds against exact fractions: not a cent is lost, none is invented."""

import os
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any, cast
from unittest.mock import patch

from flask import Flask

from app.core import config
from app.core.errors import Conflict
from app.core.money import MAX_PRICE_CENTS
from app.core.permissions import Actor, Role
from app.models import Order, Product
from app.models.order_states import Status
from app.repositories.stock import Taken
from app.services import checkout, refunds
from tests.proofs.harness.proof import NOWHERE, Proof, Trial
from tests.proofs.oracle.abacus import Account, Due, Wish, account, discount
from tests.proofs.oracle.price_tags import Tags, on_a_preview, on_an_order
from tests.proofs.oracle.repayments import STANDS, Ask, Sale
from tests.proofs.oracle.tally import Tally

# What TAX_PERCENT and SHIPPING_COST say in one shop or another.
SHOPS = [("0", "10.00"), ("7.25", "4.95"), ("10", "10.00"), ("17", "0"), ("20.5", "149.99"), ("33.333", "0.01")]
BUYER = Actor(1, Role.CUSTOMER)
PATIENCE = 6
UNITS = 30


@dataclass
class Till:
    """A shop without a database: its settings, and everything of it that reckons."""

    rate: str
    shipping: str
    dice: Random
    tally: Tally
    tags: Tags

    def open(self) -> Flask:
        """The application the shop's functions find their settings in, as an administrator writes them."""
        app = Flask("till")
        written = {"APP_ENV": "testing", "TAX_PERCENT": self.rate, "SHIPPING_COST": self.shipping}
        with patch.dict(os.environ, written):
            app.config["SETTINGS"] = config.from_environment()
        return app

    def one_sale(self) -> None:
        """Sell something, look at every amount of it, and pay it back in whatever steps."""
        taken, stands = self._basket(), self.dice.choice(list(STANDS))
        order = cast("Order", checkout.order_of(BUYER, taken))  # refunds ask for no more than its rows
        sold = [(number, product.price_cents, quantity) for number, (product, quantity) in enumerate(taken, 1)]
        owed = account(sold, Fraction(self.rate), int(Fraction(self.shipping) * 100), STANDS[stands])
        self.tally.counted["half a cent"] += owed.sums[0] * Fraction(self.rate) / 100 % 1 == Fraction(1, 2)
        if self.tally.same(_amounts(order), _owed(owed), sold, self.rate):
            _pay(order, stands)
            written, read = self.tags.order(order)
            self.tally.same(read, on_an_order(owed, sold), written)
            self.tally.same(self.tags.sent_back(written), owed.paid, written)
            self._pay_back(order, Sale(0, {}, owed, self.dice))
        self._price_tag()

    def _basket(self) -> list[tuple[Taken, int]]:
        dice, few = self.dice, [1, 1, 2, 3, 4]
        if (price := self._half_a_cent()) and dice.random() < 0.05:
            return [(_article(1, price), 1)]
        lines, pieces = (dice.choice(few), 9) if dice.random() < 0.99 else (dice.randint(20, 100), 100)
        prices = [dice.choice([99, 9_999, 9_999, 29_999, MAX_PRICE_CENTS]) for _ in range(lines)]
        # Lines of the same worth have equal claims to the cent that is left over.
        same = dice.random() < 0.2
        first = dice.randint(1, prices[0]), dice.randint(1, pieces)
        drawn = [first if same else (dice.randint(1, most), dice.randint(1, pieces)) for most in prices]
        return [(_article(number, price), quantity) for number, (price, quantity) in enumerate(drawn, 1)]

    def _half_a_cent(self) -> int | None:
        """A price whose tax ends in exactly half a cent; None where no tax does."""
        of = (Fraction(self.rate) / 100).denominator
        return None if of % 2 else of // 2 * self.dice.randrange(1, 1_000, 2)

    def _pay_back(self, order: Order, sale: Sale) -> None:
        only_units = max(line.quantity for line in sale.account.lines.values()) < 10 and self.dice.random() < 0.4
        for _ in range(UNITS if only_units else PATIENCE):
            if not sale.account.left:
                break
            ask = Ask(sale.units()) if only_units else sale.ask()
            if ask.nonsense is None and not self._step(order, sale.account, ask):
                return
        left = [Wish(number, line.left) for number, line in sale.account.lines.items() if line.left]
        if sale.account.left and not self._step(order, sale.account, Ask(left) if only_units else Ask()):
            return
        self.tally.same(order.refunded_cents, order.total_cents, sale)

    def _step(self, order: Order, owed: Account, ask: Ask) -> bool:
        due = owed.due(ask.wishes, ask.amount)
        wanted = None if ask.wishes is None else [refunds.Wanted(*wish) for wish in ask.wishes]
        try:
            planned = refunds.Preview(order, *refunds.plan(order, wanted, ask.amount))
        except Conflict as refusal:
            self.tally.counted["refused"] += 1
            return self.tally.same(refusal.code, due, ask, owed)
        self.tally.counted["paid back"] += 1
        if not self.tally.same((planned.amount_cents, _lines(planned)), due, ask, owed):
            return False
        assert isinstance(due, Due)
        if self.dice.random() < 0.2:
            written, read = self.tags.preview(planned)
            self.tally.same(read, on_a_preview(due, owed, order.status), written)
        owed.pay(due)
        order.refunded_cents += planned.amount_cents
        for line in planned.lines:
            line.item.refunded_quantity += line.quantity
        return True

    def _price_tag(self) -> None:
        price, before = self.dice.randint(1, 29_999), self.dice.choice([None, self.dice.randint(1, 29_999)])
        if self.dice.random() < 0.3:
            # An odd number of cents less than this is half a hundredth of a per cent.
            before = 32 * 5 ** self.dice.randint(0, 5)
            price = self.dice.randrange(1, before, 2)
        written, read = self.tags.product(Product(price_cents=price, compare_price_cents=before))
        wanted = {"price": price, "compare_price": before, "discount_percentage": discount(price, before)}
        self.tally.same(read, wanted, written)


def _article(number: int, price: int) -> Taken:
    return Taken(number, f"Article {number}", f"A-{number}", price)


def _amounts(order: Order) -> tuple[Any, ...]:
    whole = order.subtotal_cents, order.tax_cents, order.shipping_cents, order.discount_cents, order.total_cents
    return whole, [(item.total_cents, item.tax_cents, item.shipping_cents) for item in order.items]


def _owed(owed: Account) -> tuple[Any, ...]:
    parts = [line.parts for line in owed.lines.values()]
    return (*owed.sums, 0, owed.paid), parts


def _pay(order: Order, stands: Status) -> None:
    """Give the order what it has once it is kept and paid."""
    order.status, order.paid_cents, order.refunded_cents = stands, order.total_cents, 0
    for number, item in enumerate(order.items, 1):
        item.id, item.refunded_quantity = number, 0


def _lines(planned: refunds.Preview) -> list[tuple[Any, ...]]:
    return [(line.item.id, line.quantity, line.restock, *line.worth) for line in planned.lines]


def against_fractions(trial: Trial) -> None:
    """`n` orders in shops with several taxes, each paid back to the end."""
    tally, tags = Tally(), Tags()
    for number, (rate, shipping) in enumerate(SHOPS):
        till = Till(rate, shipping, trial.dice, tally, tags)
        with till.open().app_context():
            for _ in range(number, trial.n, len(SHOPS)):
                till.one_sale()
    trial.found(
        compared=tally.compared,
        differences=tally.differences,
        refunds=tally.counted["paid back"],
        refused=tally.counted["refused"],
        half_cents=tally.counted["half a cent"],
    )
    tally.judge()


PROOF = Proof(
    promise="Tax, shares, totals, refunds and what a client is shown are what exact fractions say",
    run=against_fractions,
    full={NOWHERE: 200_000},
    quick={NOWHERE: 6_000},
    seconds=1_800,
)
