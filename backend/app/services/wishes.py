"""A person's wishlist. Prices and availability are those of this moment."""

from app import repositories as repo
from app.core.database import transactional
from app.core.errors import NotFound
from app.core.paging import Page, PageWindow
from app.core.permissions import Actor
from app.models import Wish
from app.models.cart_contents import CartContents
from app.services import audit, carts

NOT_THERE = "This product is not on the wishlist."


def mine(actor: Actor, window: PageWindow) -> Page[Wish]:
    """The person's wishes, the newest first, also for what is no longer on sale."""
    return repo.wishes.page(actor, window)


@transactional
def add(actor: Actor, product_id: int) -> Wish:
    """Put a product on the list. One that is there already stays, with the price it had then.

    NotFound if it is not on sale.
    """
    product = repo.carts.products_on_sale([product_id]).get(product_id)
    if product is None:
        raise NotFound("There is no such product on sale.")
    is_new = repo.wishes.add(actor, product)
    wish = _find(actor, product_id)
    if is_new:
        audit.record(actor, "wish.add", wish, after={"product_id": product_id})
    return wish


@transactional
def remove(actor: Actor, product_id: int) -> None:
    """Take a product off the list; NotFound if it is not there."""
    _take_off(actor, product_id)


@transactional
def move_to_cart(actor: Actor, product_id: int, quantity: int = 1) -> CartContents:
    """Put a wish into the cart and take it off the list, or neither.

    NotFound if it is not on the list or no longer on sale, Conflict as the cart says it.
    """
    _take_off(actor, product_id)
    return carts.add(actor, product_id, quantity)


def _take_off(actor: Actor, product_id: int) -> None:
    wish = _find(actor, product_id)
    # A second click waits here for the first, and then finds nothing.
    if not repo.wishes.remove(wish):
        raise NotFound(NOT_THERE)
    audit.record(actor, "wish.remove", wish, before={"product_id": product_id})


def _find(actor: Actor, product_id: int) -> Wish:
    wish = repo.wishes.find(actor, product_id)
    if wish is None:
        raise NotFound(NOT_THERE)
    return wish
