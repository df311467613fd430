"""A person's cart. Prices and availability are those of this moment, never of yesterday."""

from dataclasses import dataclass

from app import repositories as repo
from app.core.database import transactional
from app.core.errors import Conflict, NotFound
from app.core.permissions import Actor
from app.models import Cart, CartItem, Product
from app.models.carts import MAX_LINES, MAX_OF_A_PRODUCT, TOO_MANY
from app.services import audit


@dataclass(frozen=True)
class Problem:
    """Something that keeps a cart from becoming an order."""

    kind: str
    product_id: int | None
    message: str
    available: int = 0


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


def problems(actor: Actor) -> list[Problem]:
    """What keeps the cart from becoming an order now; empty if nothing does."""
    cart = mine(actor)
    if not cart.items:
        return [Problem("empty", None, "The cart is empty.")]
    return [_problem(item) for item in cart.items if item.available < item.quantity]


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


def _problem(item: CartItem) -> Problem:
    if not item.product.is_on_sale:
        return Problem("unavailable", item.product_id, f"{item.product.name} is no longer on sale.")
    sentence = f"Only {item.available} of {item.product.name} can be sold now."
    return Problem("insufficient_stock", item.product_id, sentence, item.available)


def _changed(actor: Actor, action: str, product_id: int | None, quantity: int) -> Cart:
    cart = repo.carts.of(actor.id)
    audit.record(actor, action, cart, after={"product_id": product_id, "quantity": quantity})
    return cart
