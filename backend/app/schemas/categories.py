"""Shapes of categories."""

from typing import Any

from marshmallow import Schema, fields
from marshmallow.validate import Length

from app.schemas.fields import Flag, Id, Moment, Text
from app.schemas.replies import Command, Message, written

MOST_MOVES = 1000


class CategoryQuery(Command):
    """Which categories to list."""

    parent_only = Flag(load_default=False, metadata={"description": "Only those without a parent."})


class CreateCategory(Command):
    """A new category. Without a parent it is a root."""

    name = Text(120, least=1, required=True, metadata={"example": "Garden chairs"})
    description = Text(10_000)
    parent_id = Id(allow_none=True)
    is_active = Flag()


class UpdateCategory(Command):
    """What to change of a category; what is left out stays."""

    name = Text(120, least=1, allow_none=False, metadata={"example": "Garden chairs"})
    description = Text(10_000)
    parent_id = Id(allow_none=True, metadata={"description": "null makes it a root."})
    is_active = Flag()


class Move(Command):
    """One category and its new parent."""

    id = Id(required=True)
    parent_id = Id(required=True, allow_none=True)


class ReorderCategories(Command):
    """Several moves that are done together or not at all."""

    updates = fields.List(fields.Nested(Move), required=True, validate=Length(min=1, max=MOST_MOVES))


class CategoryView(Schema):
    """A category."""

    id = Id(required=True)
    name = fields.String(required=True)
    slug = fields.String(required=True)
    description = fields.String(required=True, allow_none=True)
    parent_id = Id(required=True, allow_none=True)
    is_active = fields.Boolean(required=True)
    created_at = Moment(required=True)
    updated_at = Moment(required=True)


class CountedCategoryView(CategoryView):
    """A category and how much is on its shelf."""

    products_count = fields.Integer(
        required=True, metadata={"description": "Active products, those of its descendants included."}
    )

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        """A branch's own facts, else those of its category."""
        return super().get_attribute(obj if hasattr(obj, attr) else obj.category, attr, default)


class CategoryBranchView(CountedCategoryView):
    """A category with its children, one level deep."""

    children = fields.List(fields.Nested(CountedCategoryView), required=True)


class CategoryList(Schema):
    """Every category, flat, sorted by name."""

    categories = fields.List(fields.Nested(CategoryBranchView), required=True)


class CategoriesReply(Message):
    """The categories that were written."""

    categories = fields.List(fields.Nested(CategoryView), required=True)


CategoryReply = written("CategoryReply", category=CategoryView)
