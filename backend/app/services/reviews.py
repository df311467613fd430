"""What buyers think of what they bought. A product's rating moves together with each review, in one transaction."""

from typing import Any

from app import repositories as repo
from app.core import clock
from app.core.database import transactional
from app.core.errors import Conflict, NotFound
from app.core.paging import PageWindow
from app.core.permissions import Actor, Permission
from app.models import Review
from app.services import audit, products

STARS = range(1, 6)


def of_product(viewer: Actor | None, product_id: int, window: PageWindow) -> dict[str, Any]:
    """A `page` of reviews, their `summary`, and how `viewer` stands to them: `own_review`, `may_review`.

    NotFound for a product that `viewer` may not see. Hidden reviews are only for those who may hide.
    """
    product = products.read(viewer, product_id)
    own = repo.reviews.of_customer(viewer, product_id) if viewer else None
    given = repo.reviews.by_stars(product_id)
    return {
        "page": repo.reviews.page(viewer, product_id, window),
        "summary": {
            "rating": product.rating,
            "rating_count": product.rating_count,
            "by_stars": {str(stars): given.get(stars, 0) for stars in STARS},
        },
        "own_review": own,
        "may_review": viewer is not None and own is None and _may_write(viewer, product_id),
    }


@transactional
def write(actor: Actor, product_id: int, *, rating: int, text: str | None = None) -> Review:
    """Keep a customer's opinion of a product that was delivered to them.

    NotFound for a product they may not see, Conflict if it was not delivered or they have said it already.
    """
    product = products.read(actor, product_id)
    if not _may_write(actor, product_id):
        raise Conflict(
            f"You can review {product.name} once an order of yours with it has been delivered.",
            code="not_purchased",
        )
    review = repo.reviews.add(Review(product_id=product_id, customer_id=actor.id, rating=rating, text=text))
    repo.reviews.count(product_id, total=rating, count=1)
    audit.record(actor, "review.write", review, after={"rating": rating})
    return review


@transactional
def update(actor: Actor, review_id: int, **values: Any) -> Review:
    """Change what is given of the customer's own review; a hidden one stays hidden. NotFound for another's."""
    review = _own(actor, review_id)
    before, after = audit.changed(review, values)
    more = values.get("rating", review.rating) - review.rating
    for name in after:
        setattr(review, name, values[name])
    if more and not review.is_hidden:
        repo.reviews.count(review.product_id, total=more, count=0)
    if after:
        audit.record(actor, "review.update", review, before=before, after=after)
    return review


@transactional
def remove(actor: Actor, review_id: int) -> None:
    """Take back the customer's own review; NotFound for another's."""
    review = _own(actor, review_id)
    repo.reviews.remove(review)
    if not review.is_hidden:
        _count_out(review)
    audit.record(actor, "review.remove", review, before={"rating": review.rating})


@transactional
def hide(actor: Actor, review_id: int, reason: str) -> Review:
    """Keep a review from the public and out of the rating; for one that is hidden, give another reason."""
    review = _find(review_id)
    before, after = audit.changed(review, {"hidden_reason": reason})
    if not review.is_hidden:
        _count_out(review)
    if after:
        repo.reviews.set_hidden(review, review.hidden_at or clock.now(), reason)
        audit.record(actor, "review.hide", review, before=before, after=after)
    return review


@transactional
def unhide(actor: Actor, review_id: int) -> Review:
    """Show a review again, and let it count; one that is not hidden stays as it is."""
    review = _find(review_id)
    if review.is_hidden:
        before, after = audit.changed(review, {"hidden_reason": None})
        repo.reviews.set_hidden(review, None, None)
        repo.reviews.count(review.product_id, total=review.rating, count=1)
        audit.record(actor, "review.unhide", review, before=before, after=after)
    return review


def _may_write(actor: Actor, product_id: int) -> bool:
    return actor.can(Permission.REVIEW_WRITE_OWN) and repo.reviews.has_received(actor, product_id)


def _own(actor: Actor, review_id: int) -> Review:
    return _there(repo.reviews.locked(review_id, of=actor))


def _find(review_id: int) -> Review:
    return _there(repo.reviews.locked(review_id))


def _there(review: Review | None) -> Review:
    if review is None:
        raise NotFound("There is no such review.")
    return review


def _count_out(review: Review) -> None:
    repo.reviews.count(review.product_id, total=-review.rating, count=-1)
