"""Receipts and packing slips, as PDF."""

from typing import Any

from flask import Response

from app import services
from app.core.permissions import Actor, Permission
from app.routes.blueprint import Blueprint
from app.routes.guard import requires
from app.schemas.documents import PaperQuery
from app.services.documents import Printed

blp = Blueprint("documents", __name__, url_prefix="/api/orders", description="Receipts and packing slips")

PDF = {"type": "string", "format": "binary"}


@blp.route("/<int:order_id>/receipt.pdf")
@requires(Permission.ORDER_PRINT)
@blp.arguments(PaperQuery, location="query")
@blp.response(200, PDF, content_type="application/pdf")
def receipt(query: dict[str, Any], actor: Actor, order_id: int) -> Response:
    """Print an order's receipt."""
    return as_file(services.documents.receipt(actor, order_id, **query))


@blp.route("/<int:order_id>/packing-slip.pdf")
@requires(Permission.ORDER_PACK)
@blp.arguments(PaperQuery, location="query")
@blp.response(200, PDF, content_type="application/pdf")
def packing_slip(query: dict[str, Any], actor: Actor, order_id: int) -> Response:
    """Print what goes into an order's parcel, without prices."""
    return as_file(services.documents.packing_slip(actor, order_id, **query))


def as_file(printed: Printed) -> Response:
    """`printed` for the browser to show; whoever shares the network's cache must not see it."""
    answer = Response(printed.pdf, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{printed.name}"'
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
