"""Stock: every change of a counter is a row of the ledger that says who, why and for which order."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm.attributes import set_committed_value

from app import repositories as repo
from app.core.database import transactional
from app.core.permissions import Actor
from app.models import Order, OrderItem, Product
from app.models.stock import Movement
from app.repositories.stock import Taken


@transactional
def opening(actor: Actor, product: Product, quantity: int) -> None:
    """The first stock of a new product."""
    _move(actor, product, Movement.RECEIVED, quantity, note="opening stock")


@transactional
def set_to(actor: Actor, product: Product, quantity: int) -> None:
    """Make the counter `quantity`, as a difference: what is sold meanwhile stays sold."""
    _move(actor, product, Movement.ADJUSTED, quantity - repo.stock.locked(product.id), note="set by hand")


@transactional
def take(product_id: int, quantity: int) -> Taken | None:
    """Take stock for an order that is being placed; None where there is not enough."""
    return repo.stock.take(product_id, quantity)


@transactional
def note_sold(actor: Actor, order: Order) -> None:
    """Write the ledger rows of an order whose stock was taken."""
    repo.stock.add(*(_row(actor, order, item, Movement.SOLD, -item.quantity) for item in order.items))


@transactional
def put_back(actor: Actor, order: Order, quantities: Iterable[tuple[OrderItem, int]]) -> None:
    """Return goods of an order to the shelf, in product order so that crossed returns cannot deadlock."""
    for item, quantity in sorted(quantities, key=lambda pair: (pair[0].product_id, pair[0].id)):
        if quantity:
            repo.stock.shift(item.product_id, quantity)
            repo.stock.add(_row(actor, order, item, Movement.RETURNED, quantity))


def _row(actor: Actor, order: Order, item: OrderItem, kind: Movement, quantity: int) -> dict[str, Any]:
    return _facts(actor, item.product_id, kind, quantity) | {"order_id": order.id}


def _facts(actor: Actor, product_id: int, kind: Movement, quantity: int) -> dict[str, Any]:
    return {"product_id": product_id, "kind": kind, "quantity": quantity, "actor_id": actor.id}


def _move(actor: Actor, product: Product, kind: Movement, quantity: int, *, note: str) -> None:
    if quantity == 0:
        return
    now_there = repo.stock.shift(product.id, quantity)
    set_committed_value(product, "stock_quantity", now_there)
    repo.stock.add(_facts(actor, product.id, kind, quantity) | {"note": note})
