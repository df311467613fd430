"""A person's cart. Prices and availability are those of this moment, never of yesterday."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app import repositories as repo
from app.core.database import transactional
from app.core.errors import Conflict, NotFound
from app.core.permissions import Actor
from app.models import Cart, CartItem, Product
from app.models.carts import MAX_LINES, MAX_OF_A_PRODUCT, TOO_MANY
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


def mine(actor: Actor) -> Cart:
    """The person's cart; an empty one if nothing lies in it."""
    return repo.carts.of(actor.id)


@transactional
def add(actor: Actor, product_id: int, quantity: int = 1) -> Cart:
    """Put `quantity` more of a product into the cart.

    NotFound if it is not on sale, Conflict if there are not as many or it would be more than 100.
    """
    cart_id = repo.carts.locked(actor.id)
    item = repo.carts.line(cart_id, product_id)
    product = _on_sale(product_id)
    wanted = quantity + (item.quantity if item else 0)
    _check(product, wanted)
    if item:
        item.quantity = wanted
    else:
        if len(repo.carts.lines(cart_id)) >= MAX_LINES:
            raise Conflict(f"A cart holds at most {MAX_LINES} products.", code="cart_full")
        repo.carts.add(
            CartItem(
                cart_id=cart_id,
                product_id=product_id,
                quantity=quantity,
                price_when_added_cents=product.price_cents,
            )
        )
    return _changed(actor, "cart.add", product_id, wanted)


@transactional
def set_quantity(actor: Actor, product_id: int, quantity: int) -> Cart:
    """Make it exactly `quantity` of a product that lies in the cart; NotFound if it does not."""
    item = repo.carts.line(repo.carts.locked(actor.id), product_id)
    if item is None:
        raise NotFound("This product is not in the cart.")
    _check(_on_sale(product_id), quantity)
    item.quantity = quantity
    return _changed(actor, "cart.set", product_id, quantity)


@transactional
def remove(actor: Actor, product_id: int) -> Cart:
    """Take a product out of the cart; NotFound if it does not lie there."""
    if not repo.carts.remove(repo.carts.locked(actor.id), product_id):
        raise NotFound("This product is not in the cart.")
    return _changed(actor, "cart.remove", product_id, 0)


@transactional
def clear(actor: Actor) -> Cart:
    """Take everything out of the cart."""
    repo.carts.remove(repo.carts.locked(actor.id))
    return _changed(actor, "cart.clear", None, 0)


@transactional
def merge(actor: Actor, items: Iterable[dict[str, int]]) -> tuple[Cart, list[Change]]:
    """Let what a browser collected join the cart, and say what became of it.

    Of each product the larger quantity stays, so that merging the same again changes nothing. What there is
    too little of, or no room for, joins as far as it can; what is not on sale does not.
    """
    asked: dict[int, int] = {}
    for item in items:
        asked[item["product_id"]] = max(item["quantity"], asked.get(item["product_id"], 0))
    cart_id = repo.carts.locked(actor.id)
    before = dict(repo.carts.lines(cart_id))
    products = repo.carts.products_on_sale(asked)
    after = _joined(before, asked, products)
    repo.carts.set_quantities(cart_id, {p: n for p, n in after.items() if before.get(p, n) != n})
    repo.carts.add_lines(cart_id, [(products[p], n) for p, n in after.items() if p not in before])
    cart = repo.carts.of(actor.id)
    if after != before:
        audit.record(actor, "cart.merge", cart, after={"quantities": {str(p): n for p, n in after.items()}})
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
    lines = [CartItem(product_id=p, product=products[p], quantity=n) for p, n in wanted if p in products]
    cart = Cart(items=lines)  # one that nobody keeps: it is priced as every other
    gone = [Problem("unavailable", p, "This product is not on sale.") for p, _ in wanted if p not in products]
    found = [*gone, *_problems(cart)] if wanted else [EMPTY]
    return {"items": lines, "total_items": cart.total_items, "totals": cart.totals, "problems": found}


def _joined(before: dict[int, int], asked: dict[int, int], products: dict[int, Product]) -> dict[int, int]:
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


def _on_sale(product_id: int) -> Product:
    product = repo.carts.product_on_sale(product_id)
    if product is None:
        raise NotFound("There is no such product on sale.")
    return product


def _check(product: Product, wanted: int) -> None:
    if wanted > MAX_OF_A_PRODUCT:
        raise Conflict(**TOO_MANY, details={"available": min(product.stock_quantity, MAX_OF_A_PRODUCT)})
    if wanted > product.stock_quantity:
        raise Conflict(
            f"Only {product.stock_quantity} of {product.name} can be sold now.",
            code="insufficient_stock",
            details={"product_id": product.id, "available": product.stock_quantity},
        )


def _problems(cart: Cart) -> list[Problem]:
    return [_problem(item) for item in cart.items if item.available < item.quantity]


def _problem(item: CartItem) -> Problem:
    if not item.product.is_on_sale:
        return Problem("unavailable", item.product_id, f"{item.product.name} is no longer on sale.")
    sentence = f"Only {item.available} of {item.product.name} can be sold now."
    return Problem("insufficient_stock", item.product_id, sentence, item.available)


def _changed(actor: Actor, action: str, product_id: int | None, quantity: int) -> Cart:
    cart = repo.carts.of(actor.id)
    audit.record(actor, action, cart, after={"product_id": product_id, "quantity": quantity})
    return cart
