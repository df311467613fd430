"""Questions about reviews, and who may see the answer."""

from datetime import datetime

from sqlalchemy import Select, exists, func, select, update
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.attributes import flag_modified

from app.core.database import db
from app.core.paging import Page, PageWindow
from app.core.permissions import Actor, Permission
from app.models import Order, OrderItem, Product, Review, User
from app.repositories.pages import paginate, pairs

WITH_AUTHOR = joinedload(Review.customer).joinedload(User.profile)


def page(viewer: Actor | None, product_id: int, window: PageWindow) -> Page[Review]:
    """The reviews of a product with their authors, the newest first; hidden ones for those who may hide."""
    query = _visible_to(viewer).where(Review.product_id == product_id)
    return paginate(query.order_by(Review.created_at.desc(), Review.id.desc()), window, WITH_AUTHOR)


def by_stars(product_id: int) -> dict[int, int]:
    """How many reviews that are not hidden gave a product how many stars."""
    query = select(Review.rating, func.count()).where(Review.product_id == product_id, Review.hidden_at.is_(None))
    return pairs(query.group_by(Review.rating))


def of_customer(actor: Actor, product_id: int) -> Review | None:
    """What the person wrote about a product, hidden or not."""
    query = select(Review).where(Review.product_id == product_id, Review.customer_id == actor.id)
    return db.session.scalar(query.options(WITH_AUTHOR))


def has_received(actor: Actor, product_id: int) -> bool:
    """Whether the person ordered a product and it was delivered; a refund afterwards does not matter."""
    delivered = (
        exists()
        .where(OrderItem.order_id == Order.id, OrderItem.product_id == product_id)
        .where(Order.customer_id == actor.id, Order.delivered_at.is_not(None), Order.hidden_at.is_(None))
    )
    return bool(db.session.scalar(select(delivered)))


def locked(review_id: int, *, of: Actor | None = None) -> Review | None:
    """A review, perhaps only if it is the person's own; whoever else would change it waits."""
    query = select(Review).where(Review.id == review_id).options(WITH_AUTHOR).with_for_update(of=Review)
    if of is not None:
        query = query.where(Review.customer_id == of.id)
    return db.session.scalar(query.execution_options(populate_existing=True))


def add(review: Review) -> Review:
    """Keep a new review; it has its id and its author afterwards."""
    db.session.add(review)
    db.session.flush()
    query = select(Review).where(Review.id == review.id).options(WITH_AUTHOR)
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def remove(review: Review) -> None:
    """Forget a review."""
    db.session.delete(review)
    db.session.flush()


def set_hidden(review: Review, at: datetime | None, reason: str | None) -> None:
    """Hide a review, or show it again. When its author last changed it stays as it is."""
    review.hidden_at, review.hidden_reason = at, reason
    flag_modified(review, "updated_at")


def count(product_id: int, *, total: int, count: int) -> None:
    """Add to what a product's ratings come to; both may be negative.

    One statement reads and writes, so that of two who rate at once neither is lost. The product counts as
    unchanged for those who edit it.
    """
    statement = update(Product).where(Product.id == product_id)
    statement = statement.values(
        rating_total=Product.rating_total + total,
        rating_count=Product.rating_count + count,
        updated_at=Product.updated_at,
    )
    db.session.execute(statement.execution_options(synchronize_session=False))


def _visible_to(viewer: Actor | None) -> Select[tuple[Review]]:
    hides = viewer is not None and viewer.can(Permission.REVIEW_HIDE)
    return select(Review) if hides else select(Review).where(Review.hidden_at.is_(None))
