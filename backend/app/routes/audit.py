"""The audit trail."""

from typing import Any

from app import services
from app.core.permissions import Actor, Permission
from app.routes.blueprint import Blueprint
from app.routes.guard import requires
from app.schemas.audit import AuditPage, AuditQuery

blp = Blueprint("audit", __name__, url_prefix="/api/audit", description="Who did what, and who was refused")


@blp.route("")
@requires(Permission.AUDIT_VIEW)
@blp.arguments(AuditQuery, location="query")
@blp.response(200, AuditPage)
def trail(query: dict[str, Any], actor: Actor) -> Any:  # noqa: ARG001 - the permission is the whole rule
    """List the trail, newest first, filtered by actor, action, object and time."""
    return services.audit.page(**query)
