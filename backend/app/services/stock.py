"""Stock: every change of a counter is a row of the ledger that says who, why and for which order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm.attributes import set_committed_value

from app import repositories as repo
from app.core.database import transactional
from app.core.errors import Conflict, NotFound
from app.core.paging import Page, PageWindow
from app.core.permissions import Actor
from app.models import Order, OrderItem, Product, StockMovement
from app.models.order_facts import LineFacts, OrderFacts
from app.models.order_rows import OrderRow
from app.models.product_rows import ProductDetail
from app.models.products import MOST_STOCK, SHORT
from app.models.stock import Movement
from app.repositories.stock import Entry, Explained, Taken
from app.services import audit


@dataclass(frozen=True)
class Ledger:
    """A product's counter, why it is what it is, and a page of its movements."""

    product: ProductDetail
    explained: Explained
    movements: Page[Entry]


def ledger(actor: Actor, product_id: int, window: PageWindow) -> Ledger:
    """What happened to a product's stock, newest first, and what that adds up to; NotFound if there is none."""
    product = repo.products.find(actor, product_id)
    if product is None:
        raise _nothing()
    return Ledger(product, repo.stock.explain(product_id), repo.stock.ledger(product_id, window))


@transactional
def receive(actor: Actor, product_id: int, *, quantity: int, note: str | None = None) -> tuple[int, Entry | None]:
    """Put a delivery on the shelf; returns the counter and the row of the ledger."""
    return _by_hand(actor, "stock.receive", _locked(product_id), Movement.RECEIVED, quantity, note)


@transactional
def adjust(
    actor: Actor, product_id: int, *, quantity: int, reason: str, kind: Movement = Movement.ADJUSTED
) -> tuple[int, Entry | None]:
    """Add to the counter, or take from it, for a reason; Conflict where it would be less than nothing."""
    return _by_hand(actor, "stock.adjust", _locked(product_id), kind, quantity, reason)


@transactional
def count(actor: Actor, product_id: int, *, counted: int, note: str | None = None) -> tuple[int, Entry | None]:
    """Make the counter what somebody `counted`, by the difference to what it is at this moment.

    A count that finds what was expected leaves no row in the ledger, but one in the audit trail.
    """
    product = _locked(product_id)
    said = f"counted {counted}" + (f": {note}" if note else "")
    difference = counted - product.stock_quantity
    return _by_hand(actor, "stock.count", product, Movement.ADJUSTED, difference, said)


@transactional
def opening(actor: Actor, product: Product, quantity: int) -> None:
    """The first stock of a new product."""
    _move(actor, product, Movement.RECEIVED, quantity, note="opening stock")


@transactional
def set_to(actor: Actor, product: Product, quantity: int) -> None:
    """Make the counter `quantity`, as a difference: what is sold meanwhile stays sold."""
    _move(actor, product, Movement.ADJUSTED, quantity - repo.stock.locked(product.id), note="set by hand")


@transactional
def take(lines: Sequence[tuple[int, int]]) -> dict[int, Taken]:
    """Take stock for an order that is being placed, by product; without what there is not enough of."""
    return repo.stock.take(lines)


@transactional
def note_sold(actor: Actor, order: OrderRow) -> None:
    """Write the ledger rows of an order whose stock was taken."""
    repo.stock.add(*(_row(actor, order, item, Movement.SOLD, -item.quantity) for item in order.items))


@transactional
def put_back(actor: Actor, order: Order, quantities: Iterable[tuple[OrderItem, int]]) -> None:
    """Return goods of an order to the shelf, in product order so that crossed returns cannot deadlock."""
    for item, quantity in sorted(quantities, key=lambda pair: (pair[0].product_id, pair[0].id)):
        if quantity:
            repo.stock.shift(item.product_id, quantity)
            repo.stock.add(_row(actor, order, item, Movement.RETURNED, quantity))


def _row(actor: Actor, order: OrderFacts, item: LineFacts, kind: Movement, quantity: int) -> dict[str, Any]:
    return _facts(actor, item.product_id, kind, quantity) | {"order_id": order.id}


def _facts(actor: Actor, product_id: int, kind: Movement, quantity: int) -> dict[str, Any]:
    return {"product_id": product_id, "kind": kind, "quantity": quantity, "actor_id": actor.id}


def _move(actor: Actor, product: Product, kind: Movement, quantity: int, *, note: str) -> None:
    if quantity == 0:
        return
    now_there = repo.stock.shift(product.id, quantity)
    set_committed_value(product, "stock_quantity", now_there)
    repo.stock.add(_facts(actor, product.id, kind, quantity) | {"note": note})


def _locked(product_id: int) -> Product:
    product = repo.products.locked(product_id)
    if product is None:
        raise _nothing()
    return product


def _nothing() -> NotFound:
    return NotFound("There is no such product.")


def _by_hand(
    actor: Actor, deed: str, product: Product, kind: Movement, quantity: int, note: str | None
) -> tuple[int, Entry | None]:
    before, after = product.stock_quantity, product.stock_quantity + quantity
    if after < 0:
        raise Conflict(**SHORT, details={"available": before})
    if after > MOST_STOCK:
        raise Conflict(f"No product can have more than {MOST_STOCK} pieces.", details={"available": before})
    audit.record(
        actor, deed, product, before={"stock_quantity": before}, after={"stock_quantity": after, "note": note}
    )
    if quantity == 0:
        return after, None
    set_committed_value(product, "stock_quantity", repo.stock.shift(product.id, quantity))
    row = StockMovement(**_facts(actor, product.id, kind, quantity), note=note)
    return after, Entry(repo.stock.append(row), after)
