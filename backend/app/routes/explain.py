"""Why somebody may, or may not."""

from typing import Any

from app import services
from app.core.permissions import Actor, Permission
from app.routes.blueprint import Blueprint
from app.routes.guard import requires
from app.routes.openapi import also_refuses
from app.schemas.explain import ExplainQuery, ExplanationView

blp = Blueprint("explain", __name__, url_prefix="/api/permissions", description="Why somebody may, or may not")


@blp.route("/explain")
@requires(Permission.PERMISSION_EXPLAIN)
@also_refuses(404)
@blp.arguments(ExplainQuery, location="query")
@blp.response(200, ExplanationView)
def explain(query: dict[str, Any], actor: Actor) -> Any:
    """Say whether somebody may do something, and by which rule."""
    return services.explain.explain(actor, **query)
