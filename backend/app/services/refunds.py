"""Paying back: by line and quantity, by amount, or everything that is left. Never a cent more than was paid."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app import repositories as repo
from app.core import money
from app.core.database import transactional
from app.core.errors import Conflict, Invalid, NotFound
from app.core.permissions import Actor, Permission
from app.models import Order, OrderItem, Refund, RefundLine
from app.models.order_events import EventKind
from app.models.order_facts import Worth
from app.models.order_states import IN_THE_SHOP, PaymentStatus, Status
from app.models.orders import OVER_REFUND
from app.services import audit, stock, timeline


@dataclass(frozen=True)
class Wanted:
    """Units of one line to pay back. `restock` None means: if the goods are still in the shop."""

    order_item_id: int
    quantity: int
    restock: bool | None = None


@dataclass(frozen=True)
class Line:
    """Units of one line that are paid back, and what they are worth."""

    item: OrderItem
    quantity: int
    restock: bool
    worth: Worth


@dataclass(frozen=True)
class LeftLine:
    """Units of one line that could still be paid back."""

    item: OrderItem
    quantity: int


@dataclass(frozen=True)
class Left:
    """What could still be paid back of an order."""

    amount_cents: int
    lines: list[LeftLine]


@dataclass(frozen=True)
class Preview:
    """What a refund of `order` would pay back, and what would be left of the order."""

    order: Order
    lines: Sequence[Line]
    amount_cents: int

    @property
    def worth(self) -> Worth:
        """What all lines are worth together."""
        return Worth(*(sum(parts) for parts in zip(*(line.worth for line in self.lines), strict=True)))

    @property
    def difference_cents(self) -> int:
        """What is paid beside the lines; below zero where less than their worth is paid."""
        return self.amount_cents - self.worth.amount_cents

    @property
    def left(self) -> Left:
        """What could still be paid back afterwards."""
        lines = {item.id: LeftLine(item, item.left_quantity) for item in self.order.items}
        for line in self.lines:
            there = lines[line.item.id]
            lines[line.item.id] = LeftLine(line.item, there.quantity - line.quantity)
        return Left(self.order.left_cents - self.amount_cents, list(lines.values()))

    @property
    def status(self) -> Status:
        """Where the order would stand."""
        return self.order.status if self.left.amount_cents else Status.REFUNDED

    @property
    def payment_status(self) -> PaymentStatus:
        """Where its payment would stand."""
        return PaymentStatus.PARTIALLY_REFUNDED if self.left.amount_cents else PaymentStatus.REFUNDED


@transactional
def refund(
    actor: Actor,
    order_id: int,
    *,
    items: Sequence[dict[str, Any]] | None = None,
    amount_cents: int | None = None,
    reason: str | None = None,
) -> tuple[Order, Refund]:
    """Pay back `items`, or `amount_cents`, or without either everything that is left.

    With both, `amount_cents` is paid for the items, at most what they are worth. What was paid back
    before without goods is never paid twice: the last refund is what is left. The order becomes
    refunded with its last cent.
    """
    planned = _planned(repo.orders.locked(actor, Permission.ORDER_REFUND, order_id), items, amount_cents)
    order, lines, amount = planned.order, planned.lines, planned.amount_cents
    paid_back = Refund(order_id=order.id, amount_cents=amount, reason=reason, actor_id=actor.id)
    paid_back.lines = [
        RefundLine(
            order_item_id=line.item.id,
            quantity=line.quantity,
            amount_cents=line.worth.amount_cents,
            restock=line.restock,
        )
        for line in lines
    ]
    repo.refunds.add(paid_back)
    stock.put_back(actor, order, [(line.item, line.quantity) for line in lines if line.restock])
    for line in lines:
        line.item.refunded_quantity += line.quantity
    _settle(actor, order, paid_back)
    return order, paid_back


def preview(
    actor: Actor,
    order_id: int,
    *,
    items: Sequence[dict[str, Any]] | None = None,
    amount_cents: int | None = None,
    reason: str | None = None,  # noqa: ARG001 - takes what `refund` takes
) -> Preview:
    """What `refund` with the same wishes would do now, refused alike. Changes nothing."""
    return _planned(repo.orders.find(actor, Permission.ORDER_REFUND, order_id), items, amount_cents)


def _planned(order: Order | None, items: Sequence[dict[str, Any]] | None, amount_cents: int | None) -> Preview:
    if order is None:
        raise NotFound("There is no such order.")
    if order.left_cents == 0:
        raise Conflict("Nothing of this order is left to pay back.", code="nothing_to_refund")
    wanted = None if items is None else [Wanted(**item) for item in items]
    return Preview(order, *plan(order, wanted, amount_cents))


def plan(order: Order, items: Sequence[Wanted] | None, amount_cents: int | None) -> tuple[list[Line], int]:
    """The lines and the amount a refund of `order` would pay back. Changes nothing."""
    if items is None:
        amount = order.left_cents if amount_cents is None else amount_cents
        lines: list[Line] = []
    else:
        lines = _lines(order, items)
        worth = min(sum(line.worth.amount_cents for line in lines), order.left_cents)
        amount = worth if amount_cents is None else amount_cents
        if amount > worth:
            raise _too_much(worth)
    if amount > order.left_cents:
        raise _too_much(order.left_cents)
    if amount == order.left_cents and (items is None or order.status in IN_THE_SHOP):
        lines += _rest(order, {line.item.id: line.quantity for line in lines})
    return lines, amount


def _lines(order: Order, wanted: Sequence[Wanted]) -> list[Line]:
    sold = {item.id: item for item in order.items}
    if len({line.order_item_id for line in wanted}) != len(wanted):
        raise Invalid.field("items", "Name each line of the order once.")
    if unknown := [line.order_item_id for line in wanted if line.order_item_id not in sold]:
        raise Invalid.field("items", f"This order has no line {unknown[0]}.")
    for line in wanted:
        left = sold[line.order_item_id].left_quantity
        if line.quantity > left:
            sentence = f"Only {left} of {sold[line.order_item_id].product_name} can still be refunded."
            details = {"order_item_id": line.order_item_id, "available": left}
            raise Conflict(sentence, code="refund_exceeds_sale", details=details)
    return [_line(order, sold[line.order_item_id], line.quantity, line.restock) for line in wanted]


def _rest(order: Order, already: dict[int, int]) -> list[Line]:
    """Every unit that is left beside `already`: the money for them is part of the last cent."""
    left = [(item, item.left_quantity - already.get(item.id, 0)) for item in order.items]
    return [
        _line(order, item, quantity, None, after=already.get(item.id, 0)) for item, quantity in left if quantity
    ]


def _line(order: Order, item: OrderItem, quantity: int, restock: bool | None, *, after: int = 0) -> Line:
    in_the_shop = order.status in IN_THE_SHOP
    # The goods of a cancelled order went back when it was cancelled.
    back = in_the_shop if restock is None else restock and order.status is not Status.CANCELLED
    return Line(item, quantity, back, item.worth(quantity, after=after))


def _settle(actor: Actor, order: Order, paid_back: Refund) -> None:
    status, payment = order.status, order.payment_status
    order.refunded_cents += paid_back.amount_cents
    order.payment_status = PaymentStatus.PARTIALLY_REFUNDED if order.left_cents else PaymentStatus.REFUNDED
    said = f"{money.to_text(paid_back.amount_cents)} paid back"
    timeline.note(actor, order, EventKind.PAYMENT, before=payment, after=order.payment_status, text=said)
    if order.left_cents == 0:
        repo.orders.move(order, Status.REFUNDED, stamp=None)
        timeline.note(actor, order, EventKind.STATUS, before=status, after=Status.REFUNDED)
    audit.record(
        actor,
        "order.refund",
        order,
        before={"status": status, "refunded_cents": order.refunded_cents - paid_back.amount_cents},
        after={"status": order.status, "refunded_cents": order.refunded_cents, "refund_id": paid_back.id},
    )


def _too_much(most: int) -> Conflict:
    return Conflict(**OVER_REFUND, details={"available": money.to_decimal(most)})
