"""Routes of categories."""

from typing import Any

from app import services
from app.core.database import Topic
from app.core.permissions import Actor, Permission
from app.routes import guard, revalidation
from app.routes.blueprint import Blueprint, reply
from app.routes.guard import public, requires
from app.routes.ready_made import ready_made
from app.routes.revalidation import revalidated
from app.routes.versions import TAGGED, expected, tagged, versioned
from app.schemas.categories import (
    CategoriesReply,
    CategoryBranchView,
    CategoryList,
    CategoryQuery,
    CategoryReply,
    CreateCategory,
    ReorderCategories,
    UpdateCategory,
)
from app.schemas.replies import Message

blp = Blueprint("categories", __name__, url_prefix="/api/categories", description="The tree of categories")


@blp.route("")
@public(Permission.CATEGORY_VIEW)
@revalidated
@ready_made(Topic.RANGE)
@blp.arguments(CategoryQuery, location="query")
@blp.response(200, CategoryList, headers=revalidation.TAGGED)
def everything(query: dict[str, Any]) -> dict[str, Any]:
    """List all categories, flat, sorted by name."""
    return {"categories": services.categories.everything(guard.caller(), **query)}


@blp.route("/<int:category_id>")
@public(Permission.CATEGORY_VIEW)
@ready_made(Topic.RANGE)
@blp.response(200, CategoryBranchView, headers=TAGGED)
def one(category_id: int) -> Any:
    """Show one category with its children."""
    branch = services.categories.read(guard.caller(), category_id)
    return tagged(branch, branch.category.version)


@blp.route("/slug/<slug>")
@public(Permission.CATEGORY_VIEW)
@ready_made(Topic.RANGE)
@blp.response(200, CategoryBranchView, headers=TAGGED)
def by_slug(slug: str) -> Any:
    """Show the category that has, or once had, this slug."""
    branch = services.categories.read_by_slug(guard.caller(), slug)
    return tagged(branch, branch.category.version)


@blp.route("", methods=["POST"])
@requires(Permission.CATEGORY_CREATE_SUB, Permission.CATEGORY_CREATE_TOP)
@blp.arguments(CreateCategory)
@blp.response(201, CategoryReply, headers=TAGGED)
def create(category: dict[str, Any], actor: Actor) -> Any:
    """Make a category; one without a parent needs the permission category:create-top."""
    made = services.categories.create(actor, **category)
    return tagged(reply("Category created", category=made), made.version)


@blp.route("/<int:category_id>/subcategory", methods=["POST"])
@requires(Permission.CATEGORY_CREATE_SUB)
@blp.arguments(CreateCategory)
@blp.response(201, CategoryReply, headers=TAGGED)
def create_under(category: dict[str, Any], actor: Actor, category_id: int) -> Any:
    """Make a category under this one."""
    made = services.categories.create_under(actor, category_id, **category)
    return tagged(reply("Category created", category=made), made.version)


@blp.route("/<int:category_id>", methods=["PUT", "PATCH"])
@requires(Permission.CATEGORY_UPDATE, Permission.CATEGORY_CREATE_TOP)
@versioned
@blp.arguments(UpdateCategory)
@blp.response(200, CategoryReply, headers=TAGGED)
def update(changes: dict[str, Any], actor: Actor, category_id: int) -> Any:
    """Change a category, or move it under another one."""
    changed = services.categories.update(actor, category_id, expected(), **changes)
    return tagged(reply("Category updated", category=changed), changed.version)


@blp.route("/reorder", methods=["PUT"])
@requires(Permission.CATEGORY_REORDER)
@blp.arguments(ReorderCategories)
@blp.response(200, CategoriesReply)
def reorder(moves: dict[str, Any], actor: Actor) -> dict[str, Any]:
    """Move several categories at once, or none if one move is wrong."""
    return reply("Categories moved", categories=services.categories.reorder(actor, **moves))


@blp.route("/<int:category_id>", methods=["DELETE"])
@requires(Permission.CATEGORY_DELETE)
@versioned
@blp.response(200, Message)
def remove(actor: Actor, category_id: int) -> dict[str, Any]:
    """Remove an empty category for good."""
    services.categories.remove(actor, category_id, expected())
    return reply("Category deleted")
