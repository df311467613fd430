"""A person's cart. Prices and availability are those of this moment, never of yesterday."""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from app import repositories as repo
from app.core.database import transactional
from app.core.errors import Conflict, NotFound
from app.core.permissions import Actor
from app.models import Cart
from app.models.cart_contents import CartContents, CartLine, Goods
from app.models.carts import MAX_LINES, MAX_OF_A_PRODUCT, TOO_MANY
from app.models.product_rows import ProductRow
from app.services import audit, checkout


@dataclass(frozen=True)
class Problem:
    """Something that keeps a cart from becoming an order."""

    kind: str
    product_id: int | None
    message: str
    available: int = 0


EMPTY = Problem("empty", None, "The cart is empty.")


@dataclass(frozen=True)
class Change:
    """What became of one product that was to join a cart."""

    product_id: int
    kind: str
    asked: int
    now_in_cart: int


def mine(actor: Actor) -> CartContents:
    """The person's cart; an empty one if nothing lies in it."""
    return repo.carts.of(actor.id)


@transactional
def add(actor: Actor, product_id: int, quantity: int = 1) -> CartContents:
    """Put `quantity` more of a product into the cart.

    NotFound if it is not on sale, Conflict if there are not as many or it would be more than 100.
    """
    cart = repo.carts.locked(actor.id)
    lines = repo.carts.lines_and(cart.id, product_id)
    line = _on_sale(_among(lines, product_id))
    wanted = quantity + line.quantity
    _check(line.product, wanted)
    if line.id is None and len(lines) > MAX_LINES:
        raise Conflict(f"A cart holds at most {MAX_LINES} products.", code="cart_full")
    repo.carts.keep(cart.id, line, wanted)
    lines.sort(key=attrgetter("id"))
    return _changed(actor, "cart.add", CartContents(lines, *cart), product_id, wanted)


@transactional
def set_quantity(actor: Actor, product_id: int, quantity: int) -> CartContents:
    """Make it exactly `quantity` of a product that lies in the cart; NotFound if it does not."""
    cart = repo.carts.locked(actor.id)
    lines = repo.carts.lines(cart.id)
    line = _among(lines, product_id)
    if line is None:
        raise NotFound("This product is not in the cart.")
    _check(_on_sale(line).product, quantity)
    repo.carts.keep(cart.id, line, quantity)
    return _changed(actor, "cart.set", CartContents(lines, *cart), product_id, quantity)


@transactional
def remove(actor: Actor, product_id: int) -> CartContents:
    """Take a product out of the cart; NotFound if it does not lie there."""
    cart = repo.carts.locked(actor.id)
    if not repo.carts.remove(cart.id, product_id):
        raise NotFound("This product is not in the cart.")
    return _changed(actor, "cart.remove", CartContents(repo.carts.lines(cart.id), *cart), product_id, 0)


@transactional
def clear(actor: Actor) -> CartContents:
    """Take everything out of the cart."""
    cart = repo.carts.locked(actor.id)
    repo.carts.emptied(cart.id)
    return _changed(actor, "cart.clear", CartContents([], *cart), None, 0)


@transactional
def merge(actor: Actor, items: Iterable[dict[str, int]]) -> tuple[CartContents, list[Change]]:
    """Let what a browser collected join the cart, and say what became of it.

    Of each product the larger quantity stays, so that merging the same again changes nothing. What there is
    too little of, or no room for, joins as far as it can; what is not on sale does not.
    """
    asked: dict[int, int] = {}
    for item in items:
        asked[item["product_id"]] = max(item["quantity"], asked.get(item["product_id"], 0))
    cart_id = repo.carts.locked(actor.id).id
    before = repo.carts.quantities(cart_id)
    products = repo.carts.products_on_sale(asked)
    after = _joined(before, asked, products)
    repo.carts.set_quantities(cart_id, {p: n for p, n in after.items() if before.get(p, n) != n})
    repo.carts.add_lines(cart_id, [(products[p], n) for p, n in after.items() if p not in before])
    cart = repo.carts.as_changed(actor.id)
    if after != before:
        audit.record(
            actor, "cart.merge", Cart(id=cart.id), after={"quantities": {str(p): n for p, n in after.items()}}
        )
    return cart, [
        Change(p, kind, wanted, after.get(p, 0))
        for p, wanted in asked.items()
        if (kind := _kind(before.get(p, 0), after.get(p, 0), wanted, is_on_sale=p in products))
    ]


def problems(actor: Actor) -> list[Problem]:
    """What keeps the cart from becoming an order now; empty if nothing does."""
    cart = mine(actor)
    if not cart.items:
        return [EMPTY]
    return _problems(cart)


def quote(items: Iterable[dict[str, int]]) -> dict[str, Any]:
    """What an order of `items` would come to now, for whoever asks, and its `problems`. Writes nothing.

    What is not on sale is a problem and not among the lines. Invalid for too many of one product.
    """
    wanted = checkout.summed(items)
    products = repo.carts.products_on_sale([product_id for product_id, _ in wanted])
    goods = Goods([CartLine(products[p], is_on_sale=True, quantity=n) for p, n in wanted if p in products])
    gone = [Problem("unavailable", p, "This product is not on sale.") for p, _ in wanted if p not in products]
    found = [*gone, *_problems(goods)] if wanted else [EMPTY]
    return {"items": goods.items, "total_items": goods.total_items, "totals": goods.totals, "problems": found}


def _joined(before: dict[int, int], asked: dict[int, int], products: dict[int, ProductRow]) -> dict[int, int]:
    after = dict(before)
    for product_id, wanted in asked.items():
        there, product = before.get(product_id, 0), products.get(product_id)
        possible = min(wanted, product.stock_quantity, MAX_OF_A_PRODUCT) if product else 0
        if possible > there and (there or len(after) < MAX_LINES):
            after[product_id] = possible
    return after


def _kind(before: int, after: int, wanted: int, *, is_on_sale: bool) -> str | None:
    if not is_on_sale:
        return "unavailable"
    if after < wanted:
        return "capped"
    if after == before:
        return None
    return "increased" if before else "added"


def _among(lines: list[CartLine], product_id: int) -> CartLine | None:
    return next((line for line in lines if line.product_id == product_id), None)


def _on_sale(line: CartLine | None) -> CartLine:
    if line is None or not line.is_on_sale:
        raise NotFound("There is no such product on sale.")
    return line


def _check(product: ProductRow, wanted: int) -> None:
    if wanted > MAX_OF_A_PRODUCT:
        raise Conflict(**TOO_MANY, details={"available": min(product.stock_quantity, MAX_OF_A_PRODUCT)})
    if wanted > product.stock_quantity:
        raise Conflict(
            f"Only {product.stock_quantity} of {product.name} can be sold now.",
            code="insufficient_stock",
            details={"product_id": product.id, "available": product.stock_quantity},
        )


def _problems(goods: Goods) -> list[Problem]:
    return [_problem(line) for line in goods.items if line.available < line.quantity]


def _problem(line: CartLine) -> Problem:
    if not line.is_on_sale:
        return Problem("unavailable", line.product_id, f"{line.product.name} is no longer on sale.")
    sentence = f"Only {line.available} of {line.product.name} can be sold now."
    return Problem("insufficient_stock", line.product_id, sentence, line.available)


def _changed(actor: Actor, action: str, cart: CartContents, product_id: int | None, quantity: int) -> CartContents:
    audit.record(actor, action, Cart(id=cart.id), after={"product_id": product_id, "quantity": quantity})
    return cart
