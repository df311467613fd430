"""Stock and its ledger."""

from typing import Any

from app import services
from app.core.permissions import Actor, Permission
from app.routes.blueprint import Blueprint, reply
from app.routes.guard import requires
from app.routes.idempotency import idempotent
from app.schemas.replies import PageQuery
from app.schemas.stock import AdjustStock, CountStock, LedgerView, MovedReply, ReceiveStock

blp = Blueprint("stock", __name__, url_prefix="/api/products", description="What is on the shelf, and why")


@blp.route("/<int:product_id>/stock")
@requires(Permission.STOCK_VIEW)
@blp.arguments(PageQuery, location="query")
@blp.response(200, LedgerView)
def ledger(query: dict[str, Any], actor: Actor, product_id: int) -> Any:
    """Explain a product's stock: the counter, what its movements add up to, and each of them."""
    found = services.stock.ledger(actor, product_id, **query)
    return {"page": found.movements, "product": found.product, "explained": found.explained}


@blp.route("/<int:product_id>/stock/receive", methods=["POST"])
@requires(Permission.STOCK_CHANGE)
@idempotent
@blp.arguments(ReceiveStock)
@blp.response(200, MovedReply)
def receive(delivery: dict[str, Any], actor: Actor, product_id: int) -> Any:
    """Put a delivery on the shelf."""
    counter, movement = services.stock.receive(actor, product_id, **delivery)
    return reply("Stock received", stock_quantity=counter, movement=movement)


@blp.route("/<int:product_id>/stock/adjust", methods=["POST"])
@requires(Permission.STOCK_CHANGE)
@idempotent
@blp.arguments(AdjustStock)
@blp.response(200, MovedReply)
def adjust(correction: dict[str, Any], actor: Actor, product_id: int) -> Any:
    """Correct the counter by a difference, for a reason."""
    counter, movement = services.stock.adjust(actor, product_id, **correction)
    return reply("Stock adjusted", stock_quantity=counter, movement=movement)


@blp.route("/<int:product_id>/stock/count", methods=["POST"])
@requires(Permission.STOCK_CHANGE)
@idempotent
@blp.arguments(CountStock)
@blp.response(200, MovedReply)
def count(found: dict[str, Any], actor: Actor, product_id: int) -> Any:
    """Make the counter what was counted, by the difference to what it is at that moment."""
    counter, movement = services.stock.count(actor, product_id, **found)
    return reply("Stock counted", stock_quantity=counter, movement=movement)
