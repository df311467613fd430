"""The cart of whoever is signed in."""

from typing import Any

from flask import jsonify

from app import services
from app.core.logs import request_id
from app.core.permissions import Actor, Permission
from app.routes.blueprint import Blueprint, reply
from app.routes.guard import public, requires
from app.routes.openapi import also_refuses
from app.schemas.carts import (
    AddItem,
    CartReply,
    CartView,
    InvalidView,
    MergeCart,
    MergeReply,
    QuoteItems,
    QuoteView,
    SetQuantity,
    UpdateItem,
    ValidView,
)

blp = Blueprint("cart", __name__, url_prefix="/api/cart", description="What somebody is about to buy")


@blp.route("")
@requires(Permission.CART_MANAGE_OWN)
@blp.response(200, CartView)
def show(actor: Actor) -> Any:
    """Show the cart at today's prices."""
    return services.carts.mine(actor)


@blp.route("/add", methods=["POST"])
@blp.route("/items", methods=["POST"])
@requires(Permission.CART_MANAGE_OWN)
@also_refuses(404)
@blp.arguments(AddItem)
@blp.response(200, CartReply)
def add(item: dict[str, Any], actor: Actor) -> Any:
    """Put more of a product into the cart."""
    return reply("Added to the cart", cart=services.carts.add(actor, **item))


@blp.route("/update/<int:product_id>", methods=["PUT"])
@blp.route("/items/<int:product_id>", methods=["PUT"])
@requires(Permission.CART_MANAGE_OWN)
@blp.arguments(SetQuantity)
@blp.response(200, CartReply)
def set_quantity(change: dict[str, Any], actor: Actor, product_id: int) -> Any:
    """Say how many of a product there shall be."""
    return reply("Cart updated", cart=services.carts.set_quantity(actor, product_id, **change))


@blp.route("/update", methods=["PUT"])
@requires(Permission.CART_MANAGE_OWN)
@also_refuses(404)
@blp.arguments(UpdateItem)
@blp.response(200, CartReply)
def update(change: dict[str, Any], actor: Actor) -> Any:
    """Say how many of a product there shall be, with the product in the body."""
    return reply("Cart updated", cart=services.carts.set_quantity(actor, **change))


@blp.route("/remove/<int:product_id>", methods=["DELETE"])
@blp.route("/items/<int:product_id>", methods=["DELETE"])
@requires(Permission.CART_MANAGE_OWN)
@blp.response(200, CartReply)
def remove(actor: Actor, product_id: int) -> Any:
    """Take a product out of the cart."""
    return reply("Removed from the cart", cart=services.carts.remove(actor, product_id))


@blp.route("/clear", methods=["POST"])
@requires(Permission.CART_MANAGE_OWN)
@blp.response(200, CartReply)
def clear(actor: Actor) -> Any:
    """Take everything out of the cart."""
    return reply("Cart cleared", cart=services.carts.clear(actor))


@blp.route("/merge", methods=["POST"])
@requires(Permission.CART_MANAGE_OWN)
@blp.arguments(MergeCart)
@blp.response(200, MergeReply)
def merge(guest: dict[str, Any], actor: Actor) -> Any:
    """Let what a browser collected before signing in join the cart; once more changes nothing."""
    cart, changes = services.carts.merge(actor, **guest)
    return reply("Your carts are one", cart=cart, changes=changes)


@blp.route("/quote", methods=["POST"])
@public(Permission.PRODUCT_VIEW)
@blp.arguments(QuoteItems)
@blp.response(200, QuoteView)
def quote(wanted: dict[str, Any]) -> Any:
    """Say what an order of these would come to now, without a cart and for whoever asks."""
    return services.carts.quote(**wanted)


@blp.route("/validate")
@requires(Permission.CART_MANAGE_OWN)
@blp.response(200, ValidView)
@blp.alt_response(400, schema=InvalidView, description="It cannot become an order, and why.")
def validate(actor: Actor) -> Any:
    """Say whether the cart could become an order now."""
    problems = services.carts.problems(actor)
    if not problems:
        return {"valid": True, "message": "Everything in the cart can be ordered."}
    sentence = " ".join(problem.message for problem in problems)
    said: dict[str, Any] = {"valid": False, "message": sentence, "error": sentence, "problems": problems}
    said |= {"code": "cart_invalid", "details": {}, "request_id": request_id.get()}
    return jsonify(InvalidView().dump(said)), 400
