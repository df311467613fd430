"""Reviews of products."""

from typing import Any

from app import services
from app.core.permissions import Actor, Permission
from app.routes import guard
from app.routes.blueprint import Blueprint, reply
from app.routes.guard import public, requires
from app.schemas.replies import Message, PageQuery
from app.schemas.reviews import HideReview, ReviewPage, ReviewReply, UpdateReview, WriteReview

blp = Blueprint("reviews", __name__, url_prefix="/api", description="What buyers think of what they bought")


@blp.route("/products/<int:product_id>/reviews")
@public(Permission.PRODUCT_VIEW)
@blp.arguments(PageQuery, location="query")
@blp.response(200, ReviewPage)
def of_product(query: dict[str, Any], product_id: int) -> Any:
    """List the reviews of a product, the newest first, and what they come to."""
    return services.reviews.of_product(guard.caller(), product_id, **query)


@blp.route("/products/<int:product_id>/reviews", methods=["POST"])
@requires(Permission.REVIEW_WRITE_OWN)
@blp.arguments(WriteReview)
@blp.response(201, ReviewReply)
def write(review: dict[str, Any], actor: Actor, product_id: int) -> Any:
    """Say what one thinks of a product that was delivered."""
    return reply("Review saved", review=services.reviews.write(actor, product_id, **review))


@blp.route("/reviews/<int:review_id>", methods=["PUT"])
@requires(Permission.REVIEW_WRITE_OWN)
@blp.arguments(UpdateReview)
@blp.response(200, ReviewReply)
def update(change: dict[str, Any], actor: Actor, review_id: int) -> Any:
    """Change one's own review; what is absent stays."""
    return reply("Review updated", review=services.reviews.update(actor, review_id, **change))


@blp.route("/reviews/<int:review_id>", methods=["DELETE"])
@requires(Permission.REVIEW_WRITE_OWN)
@blp.response(200, Message)
def remove(actor: Actor, review_id: int) -> Any:
    """Take back one's own review."""
    services.reviews.remove(actor, review_id)
    return reply("Review removed")


@blp.route("/reviews/<int:review_id>/hide", methods=["POST"])
@requires(Permission.REVIEW_HIDE)
@blp.arguments(HideReview)
@blp.response(200, ReviewReply)
def hide(why: dict[str, Any], actor: Actor, review_id: int) -> Any:
    """Keep a review from the public and out of the rating."""
    return reply("Review hidden", review=services.reviews.hide(actor, review_id, **why))


@blp.route("/reviews/<int:review_id>/unhide", methods=["POST"])
@requires(Permission.REVIEW_HIDE)
@blp.response(200, ReviewReply)
def unhide(actor: Actor, review_id: int) -> Any:
    """Show a hidden review again."""
    return reply("Review shown again", review=services.reviews.unhide(actor, review_id))
