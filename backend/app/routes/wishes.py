"""The wishlist of whoever is signed in."""

from typing import Any

from app import services
from app.core.permissions import Actor, Permission
from app.routes.blueprint import Blueprint, reply
from app.routes.guard import requires
from app.routes.openapi import also_refuses
from app.schemas.carts import CartReply
from app.schemas.replies import Message, PageQuery
from app.schemas.wishes import AddWish, MoveToCart, WishPage, WishReply

blp = Blueprint("wishlist", __name__, url_prefix="/api/wishlist", description="What somebody may buy one day")


@blp.route("")
@requires(Permission.WISHLIST_MANAGE_OWN)
@blp.arguments(PageQuery, location="query")
@blp.response(200, WishPage)
def wishes(query: dict[str, Any], actor: Actor) -> Any:
    """List one's own wishes, the newest first, with what has changed since."""
    return services.wishes.mine(actor, **query)


@blp.route("", methods=["POST"])
@requires(Permission.WISHLIST_MANAGE_OWN)
@also_refuses(404)
@blp.arguments(AddWish)
@blp.response(200, WishReply)
def add(wish: dict[str, Any], actor: Actor) -> Any:
    """Put a product on the wishlist; once is enough."""
    return reply("On the wishlist", item=services.wishes.add(actor, **wish))


@blp.route("/<int:product_id>", methods=["DELETE"])
@requires(Permission.WISHLIST_MANAGE_OWN)
@blp.response(200, Message)
def remove(actor: Actor, product_id: int) -> Any:
    """Take a product off the wishlist."""
    services.wishes.remove(actor, product_id)
    return reply("Removed from the wishlist")


@blp.route("/<int:product_id>/move-to-cart", methods=["POST"])
@requires(Permission.WISHLIST_MANAGE_OWN)
@blp.arguments(MoveToCart)
@blp.response(200, CartReply)
def move_to_cart(wanted: dict[str, Any], actor: Actor, product_id: int) -> Any:
    """Put a wish into the cart and take it off the list, or neither."""
    return reply("Moved to the cart", cart=services.wishes.move_to_cart(actor, product_id, **wanted))
