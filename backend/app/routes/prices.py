"""Prices: their history, and changing many at once."""

from typing import Any

from app import services
from app.core.permissions import Actor, Permission
from app.routes.blueprint import Blueprint, reply
from app.routes.guard import requires
from app.routes.idempotency import idempotent
from app.schemas.prices import ChangePrices, PriceHistory, RepricedReply
from app.schemas.replies import PageQuery

blp = Blueprint("prices", __name__, url_prefix="/api/products", description="What things cost, and since when")


@blp.route("/<int:product_id>/prices")
@requires(Permission.PRICE_VIEW_HISTORY)
@blp.arguments(PageQuery, location="query")
@blp.response(200, PriceHistory)
def history(query: dict[str, Any], actor: Actor, product_id: int) -> Any:
    """List every change of a product's prices, newest first."""
    return services.prices.history(actor, product_id, **query)


@blp.route("/prices", methods=["POST"])
@requires(Permission.PRICE_CHANGE_MANY)
@idempotent
@blp.arguments(ChangePrices)
@blp.response(200, RepricedReply)
def change_many(wanted: dict[str, Any], actor: Actor) -> Any:
    """Change many prices at once by a list or a percentage, or preview that."""
    done = services.repricing.reprice(actor, **wanted)
    said = "This would change the prices; nothing was written" if done.dry_run else "Prices changed"
    return reply(said, dry_run=done.dry_run, counts=done.counts, rows=done.rows)
