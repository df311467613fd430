"""Orders, as everybody reaches them: place, list, look at, cancel."""

from typing import Any

from flask import request

from app import services
from app.core import metrics
from app.core.permissions import Actor, Permission
from app.routes import standing
from app.routes.blueprint import Blueprint, reply
from app.routes.guard import requires
from app.routes.idempotency import idempotent
from app.routes.metrics import counted
from app.routes.openapi import also_refuses
from app.routes.requests import address
from app.routes.revalidation import TAGGED, is_known, revalidated, revalidation, unchanged
from app.routes.turns import came
from app.schemas.board import TodayQuery
from app.schemas.orders import (
    AllOrdersQuery,
    NumberQuery,
    OrderPage,
    OrderQuery,
    OrderReply,
    OrderView,
    PlaceOrder,
    TimelineView,
    TodayPage,
)

blp = Blueprint("orders", __name__, url_prefix="/api/orders", description="What was sold, and where it stands")


@blp.route("", methods=["POST"])
@requires(Permission.ORDER_CREATE)
@also_refuses(404)
@counted(metrics.orders_placed)
@idempotent
@blp.arguments(PlaceOrder)
@blp.response(201, OrderReply)
def place(order: dict[str, Any], actor: Actor) -> Any:
    """Order what is in the cart, or the items given: all of it, or nothing."""
    return reply("Order placed", order=services.orders.place(actor, **order))


@blp.route("")
@requires(Permission.ORDER_VIEW)
@blp.arguments(OrderQuery, location="query")
@blp.response(200, OrderPage)
def page(query: dict[str, Any], actor: Actor) -> Any:
    """List the orders the caller may see, newest first."""
    return services.orders.page(actor, Permission.ORDER_VIEW, **query)


@blp.route("/<int:order_id>")
@requires(Permission.ORDER_VIEW)
@blp.response(200, OrderView)
def show(actor: Actor, order_id: int) -> Any:
    """Show one order."""
    return services.orders.find(actor, order_id)


@blp.route("/<int:order_id>/timeline")
@requires(Permission.ORDER_VIEW)
@blp.response(200, TimelineView)
def timeline(actor: Actor, order_id: int) -> Any:
    """Show what happened to an order, from its start."""
    return {"events": services.orders.events(actor, order_id)}


@blp.route("/<int:order_id>/cancel", methods=["POST"])
@requires(Permission.ORDER_CANCEL_OWN)
@blp.response(200, OrderReply)
def cancel(actor: Actor, order_id: int) -> Any:
    """Call off one's own order before it is shipped."""
    return reply("Order cancelled", order=services.orders.cancel(actor, order_id))


@blp.route("/today")
@requires(Permission.ORDER_VIEW_TODAY)
@revalidated
@blp.arguments(TodayQuery, location="query")
@blp.response(200, TodayPage, headers=TAGGED)
def today(query: dict[str, Any], actor: Actor) -> Any:
    """List the orders of the shop's day, newest first."""
    asked, since = address(request.environ), came(request.environ)
    tag = request.environ.get(standing.TAG) or services.board.tag(actor, asked, since)
    if is_known(tag):
        return unchanged(tag)
    day, orders = services.orders.today(actor, **query)
    return {"page": orders, "date": day}, revalidation(tag)


@blp.route("/search")
@requires(Permission.ORDER_SEARCH)
@also_refuses(404, 409)
@blp.arguments(NumberQuery, location="query")
@blp.response(200, OrderView)
def search(query: dict[str, Any], actor: Actor) -> Any:
    """Find an order by the number a person reads out, by a scanned slip, or by last digits of today."""
    return services.orders.search(actor, **query)


@blp.route("/admin")
@requires(Permission.ORDER_VIEW_ALL)
@blp.arguments(AllOrdersQuery, location="query")
@blp.response(200, OrderPage)
def all_orders(query: dict[str, Any], actor: Actor) -> Any:
    """List everybody's orders: the last 30 days for a manager, all for an admin."""
    return services.orders.page(actor, Permission.ORDER_VIEW_ALL, **query)
