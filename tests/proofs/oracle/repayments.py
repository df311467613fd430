"""What people want back of an order they paid, sensible or not, and what they were told."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from app.models.order_states import Status
from tests.proofs.oracle.abacus import Account, Goods, Wish

# Where the goods of a paid order can be while money goes back.
STANDS = {
    Status.PENDING: Goods.HERE,
    Status.PROCESSING: Goods.HERE,
    Status.SHIPPED: Goods.GONE,
    Status.DELIVERED: Goods.GONE,
    Status.CANCELLED: Goods.SHELVED,
}


@dataclass(frozen=True)
class Ask:
    """A refund somebody asks for. `nonsense` is a body that no order could answer."""

    wishes: list[Wish] | None = None
    amount: int | None = None
    nonsense: dict[str, Any] | None = None

    def body(self) -> dict[str, Any]:
        """As it is sent."""
        if self.nonsense is not None:
            return self.nonsense
        found: dict[str, Any] = {}
        if self.wishes is not None:
            found["items"] = [_item(wish) for wish in self.wishes]
        return found if self.amount is None else found | {"amount": self.amount / 100}


@dataclass
class Sale:
    """An order that was paid, what is owed of it by the rules, and what its customer was told."""

    order_id: int
    products: dict[int, int]
    account: Account
    dice: Random
    said: Counter[str] = field(default_factory=Counter)
    shelved: Counter[int] = field(default_factory=Counter)

    def ask(self) -> Ask:
        """Units of some lines, an amount, both, everything; rarely too much of it, sometimes nonsense."""
        some = self.dice.randint(1, max(1, self.account.left // 3))
        kinds: list[Callable[[], Ask]] = [
            lambda: Ask(self.units()),
            lambda: Ask(self.units(), some),
            lambda: Ask(amount=some),
            lambda: Ask(amount=self.account.left),
            lambda: Ask(amount=self.account.left + 1),
            lambda: Ask(nonsense=self._nonsense()),
            Ask,
        ]
        return self.dice.choices(kinds, [40, 20, 20, 4, 4, 10, 2])[0]()

    def units(self) -> list[Wish]:
        """Some units of one line or two."""
        dice, lines = self.dice, self.account.lines
        there = [number for number in lines if lines[number].left]
        # Now and then of a line that is paid back already, or one more than there is.
        among = there if there and dice.random() < 0.95 else list(lines)
        some = dice.sample(among, dice.randint(1, min(2, len(among))))
        most = {number: max(1, lines[number].left + (dice.random() < 0.05)) for number in some}
        return [
            Wish(number, min(left, dice.choice([1, 1, 2, left])), dice.choice([True, True, False, None]))
            for number, left in most.items()
        ]

    def _nonsense(self) -> dict[str, Any]:
        line = {"order_item_id": self.dice.choice(sorted(self.account.lines)), "quantity": 1}
        lines = [
            [line | {"quantity": 0}],
            [line | {"quantity": "two"}],
            [line, line],
            [line | {"order_item_id": 10**9}],
        ]
        amounts = [0, -1, 0.001, "much", 10**14]
        return self.dice.choice([{"items": wrong} for wrong in lines] + [{"amount": wrong} for wrong in amounts])


def _item(wish: Wish) -> dict[str, Any]:
    item: dict[str, Any] = {"order_item_id": wish.line_id, "quantity": wish.quantity}
    return item if wish.restock is None else item | {"restock": wish.restock}
