"""What the API says of itself: its name, and whether it is well."""

from typing import Any

from app import services
from app.core import clock
from app.core.config import VERSION
from app.routes.blueprint import Blueprint
from app.routes.guard import public
from app.schemas.shop import HealthView, ServiceView, ShopView

blp = Blueprint("shop", __name__, description="The service itself")

KEPT_SECONDS = 60
CACHED = {"Cache-Control": {"description": "Everybody gets the same.", "schema": {"type": "string"}}}
ENDPOINTS = {
    "shop": "/api/shop",
    "auth": "/api/auth",
    "products": "/api/products",
    "categories": "/api/categories",
    "cart": "/api/cart",
    "orders": "/api/orders",
    "users": "/api/users",
    "reports": "/api/reports",
    "wishlist": "/api/wishlist",
    "permissions": "/api/permissions",
    "audit": "/api/audit",
    "health": "/api/health",
    "documentation": "/api/docs",
}


@blp.route("/")
@blp.route("/api")
@public()
@blp.response(200, ServiceView)
def service() -> dict[str, Any]:
    """Say what answers here."""
    return {"service": "Barrow", "version": VERSION, "status": "running", "endpoints": ENDPOINTS}


@blp.route("/api/shop")
@public()
@blp.response(200, ShopView, headers=CACHED)
def facts() -> Any:
    """Say how this shop is set up: its day, its rates, its words and its limits."""
    return services.shop.facts(), {"Cache-Control": f"public, max-age={KEPT_SECONDS}"}


@blp.route("/health")
@blp.route("/api/health")
@public()
@blp.response(200, HealthView)
@blp.alt_response(503, schema=HealthView, description="It cannot serve just now.")
def health() -> Any:
    """Say whether the database answers and is up to date."""
    problem = services.health.problem()
    said = {
        "status": "unhealthy" if problem else "healthy",
        "database": "disconnected" if problem == "database_unreachable" else "connected",
        "version": VERSION,
        "timestamp": clock.now(),
    }
    return (said | {"code": problem}, 503, {"Retry-After": "5"}) if problem else said
