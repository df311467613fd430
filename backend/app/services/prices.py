"""Prices: what a compare price may be, and the history of every change."""

from dataclasses import dataclass
from typing import Any

from app import repositories as repo
from app.core.errors import Invalid, NotFound
from app.core.paging import Page, PageWindow
from app.core.permissions import Actor
from app.models import PriceChange, Product

TOO_LOW = "The compare price must be higher than the price, or empty."


@dataclass(frozen=True)
class Prices:
    """What a product costs, and what it is said to have cost; None before it was there."""

    price_cents: int | None = None
    compare_price_cents: int | None = None


NONE = Prices()


def of(product: Product) -> Prices:
    """The prices of `product` as they are now."""
    return Prices(product.price_cents, product.compare_price_cents)


def agreed(values: dict[str, Any], was: Prices) -> dict[str, Any]:
    """`values` with the rule of compare prices: one that is given must be higher than the price.

    Invalid if it is not. One that was there before and that the price reaches is dropped.
    """
    price = values.get("price_cents", was.price_cents)
    if "compare_price_cents" in values:
        if is_too_low(price, values["compare_price_cents"]):
            raise Invalid.field("compare_price", TOO_LOW)
    elif "price_cents" in values and is_too_low(price, was.compare_price_cents):
        return values | {"compare_price_cents": None}
    return values


def is_too_low(price_cents: int, compare_price_cents: int | None) -> bool:
    """Whether nothing would be cheaper than it was."""
    return compare_price_cents is not None and compare_price_cents <= price_cents


def note(actor: Actor, product: Product, was: Prices, reason: str | None = None) -> None:
    """Append to the history if the prices of `product` are not what they were, in the caller's transaction."""
    if of(product) != was:
        repo.prices.add(change_of(actor, product, was, reason))


def change_of(actor: Actor, product: Product, was: Prices, reason: str | None) -> dict[str, Any]:
    """The facts of one change, as the history keeps them."""
    return {
        "product_id": product.id,
        "from_cents": was.price_cents,
        "to_cents": product.price_cents,
        "compare_from_cents": was.compare_price_cents,
        "compare_to_cents": product.compare_price_cents,
        "actor_id": actor.id,
        "reason": reason,
    }


def history(actor: Actor, product_id: int, window: PageWindow) -> Page[PriceChange]:
    """Every change of a product's prices, newest first; NotFound if there is no such product."""
    if repo.products.find(actor, product_id) is None:
        raise NotFound("There is no such product.")
    return repo.prices.history(product_id, window)
