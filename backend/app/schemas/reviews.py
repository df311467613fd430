"""Shapes of reviews."""

from marshmallow import Schema, fields

from app.schemas.fields import Count, Moment, Text
from app.schemas.replies import Command, page_of, written

MOST_STARS = 5


class UpdateReview(Command):
    """What to change of a review; what is left out stays."""

    rating = Count(MOST_STARS, least=1, metadata={"example": 5})
    text = Text(2000, metadata={"example": "Bright, and it does not wobble."})


class WriteReview(UpdateReview):
    """An opinion, from 1 (poor) to 5 (excellent)."""

    rating = Count(MOST_STARS, least=1, required=True, metadata={"example": 5})


class HideReview(Command):
    """Why the public shall not see it; its author is shown this."""

    reason = Text(200, least=1, required=True, metadata={"example": "Names a person."})


class ReviewView(Schema):
    """What one buyer thinks of a product."""

    id = fields.Integer(required=True)
    product_id = fields.Integer(required=True)
    rating = fields.Integer(required=True)
    text = fields.String(required=True, allow_none=True)
    author = fields.String(required=True, metadata={"example": "Ann B."})
    is_hidden = fields.Boolean(required=True, metadata={"description": "true for staff and the author only."})
    hidden_reason = fields.String(required=True, allow_none=True)
    created_at = Moment(required=True)
    updated_at = Moment(required=True, metadata={"description": "When its author last changed it."})


StarsView = Schema.from_dict(
    {str(stars): fields.Integer(required=True) for stars in range(1, MOST_STARS + 1)}, name="StarsView"
)


class RatingView(Schema):
    """What all reviews that are not hidden come to."""

    rating = fields.Decimal(required=True, allow_none=True)
    rating_count = fields.Integer(required=True)
    by_stars = fields.Nested(StarsView, required=True)


ReviewPage = page_of(
    "reviews",
    ReviewView,
    summary=fields.Nested(RatingView, required=True),
    own_review=fields.Nested(
        ReviewView, required=True, allow_none=True, metadata={"description": "The caller's own, hidden or not."}
    ),
    may_review=fields.Boolean(required=True, metadata={"description": "Whether the caller could write one now."}),
)
ReviewReply = written("ReviewReply", review=ReviewView)
