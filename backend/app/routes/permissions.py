"""The permission matrix, as the API enforces it."""

from typing import Any

from app.core.permissions import MATRIX, Role
from app.routes.blueprint import Blueprint
from app.routes.guard import public
from app.schemas.shop import MatrixView

blp = Blueprint("permissions", __name__, url_prefix="/api/permissions", description="Who may do what")


@blp.route("")
@public()
@blp.response(200, MatrixView)
def matrix() -> dict[str, Any]:
    """List every permission and how far each role reaches."""
    rows = [
        {"permission": permission, "roles": {role: cells.get(role) for role in Role}}
        for permission, cells in MATRIX.items()
    ]
    return {"permissions": rows}
