"""Routes of products."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import request

from app import services
from app.core.database import Topic
from app.core.permissions import Actor, Permission
from app.routes import guard, revalidation
from app.routes.blueprint import Blueprint, reply
from app.routes.guard import public, requires
from app.routes.ready_made import ready_made
from app.routes.revalidation import revalidated
from app.routes.versions import TAGGED, expected, tagged, versioned
from app.schemas.facets import FacetsView
from app.schemas.products import (
    CreateProduct,
    ProductDetailView,
    ProductFilterQuery,
    ProductPage,
    ProductQuery,
    UpdateProduct,
)
from app.schemas.replies import Message
from app.schemas.viewer import viewer

blp = Blueprint("products", __name__, url_prefix="/api/products", description="What the shop sells")


def seen_by_caller(view: Callable[..., Any]) -> Callable[..., Any]:
    """Tell the reply of a public view who looks: some fields are for those who manage products."""

    @wraps(view)
    def seen(*args: Any, **kwargs: Any) -> Any:
        token = viewer.set(guard.caller())
        try:
            return view(*args, **kwargs)
        finally:
            viewer.reset(token)

    return seen


def by_sales() -> bool:
    """Whether the list is sorted by what was sold lately, which is not in the catalogue."""
    return request.args.get("sort_by") == "popular"


@blp.route("")
@public(Permission.PRODUCT_VIEW)
@revalidated
@ready_made(unless=by_sales)
@blp.arguments(ProductQuery, location="query")
@blp.response(200, ProductPage, headers=revalidation.TAGGED)
def page(query: dict[str, Any]) -> Any:
    """List products, filtered, searched and sorted."""
    return services.products.page(guard.caller(), **query)


@blp.route("/facets")
@public(Permission.PRODUCT_VIEW)
@revalidated
@ready_made(Topic.RANGE)
@blp.arguments(ProductFilterQuery, location="query")
@blp.response(200, FacetsView, headers=revalidation.TAGGED)
def facets(query: dict[str, Any]) -> Any:
    """Count what each further filter would leave of a list of products."""
    return services.facets.of_products(guard.caller(), **query)


@blp.route("/<int:product_id>")
@public(Permission.PRODUCT_VIEW)
@ready_made()
@seen_by_caller
@blp.response(200, ProductDetailView, headers=TAGGED)
def one(product_id: int) -> Any:
    """Show one product with its category."""
    product = services.products.look_at(viewer.get(), product_id)
    return tagged(product, product.version)


@blp.route("/add", methods=["POST"])
@blp.route("", methods=["POST"])
@requires(Permission.PRODUCT_CREATE)
@blp.arguments(CreateProduct)
@blp.response(201, ProductDetailView, headers=TAGGED)
def create(product: dict[str, Any], actor: Actor) -> Any:
    """Put a new product on the shelf."""
    made = services.products.create(actor, **product)
    return tagged(made, made.version)


@blp.route("/<int:product_id>", methods=["PUT", "PATCH"])
@requires(Permission.PRODUCT_UPDATE)
@versioned
@blp.arguments(UpdateProduct)
@blp.response(200, ProductDetailView, headers=TAGGED)
def update(changes: dict[str, Any], actor: Actor, product_id: int) -> Any:
    """Change what is given of a product."""
    changed = services.products.update(actor, product_id, expected(), **changes)
    return tagged(changed, changed.version)


@blp.route("/<int:product_id>", methods=["DELETE"])
@requires(Permission.PRODUCT_DELETE)
@versioned
@blp.response(200, Message)
def remove(actor: Actor, product_id: int) -> dict[str, Any]:
    """Take a product out of the shop; past orders keep it."""
    services.products.remove(actor, product_id, expected())
    return reply("Product deleted")
