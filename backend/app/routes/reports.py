"""Figures of the shop."""

from typing import Any

from app import services
from app.core.permissions import Actor, Permission
from app.routes.blueprint import Blueprint
from app.routes.guard import requires
from app.routes.reports_files import file_or, may_be_a_file
from app.schemas.attention import AttentionView
from app.schemas.reports import (
    BucketView,
    CategoryInventoryView,
    HeldBucketView,
    InventoryQuery,
    InventoryView,
    LowStockPage,
    LowStockQuery,
    LowStockView,
    SalesQuery,
    SalesView,
    TodayView,
)
from app.schemas.reports_figures import table

blp = Blueprint("reports", __name__, url_prefix="/api/reports", description="Figures of the shop")


@blp.route("/sales")
@requires(Permission.REPORT_VIEW)
@blp.arguments(SalesQuery, location="query")
@blp.response(200, SalesView)
@may_be_a_file(blp)
def sales(query: dict[str, Any], actor: Actor) -> Any:
    """Add up what was sold in a range: in all, in pieces, and by what, how, when and whom."""
    wanted = query.pop("format", None)
    report = services.reports.sales(actor, **query)
    name = f"sales-{report['first']}_{report['last']}"
    view = HeldBucketView if report["compared"] else BucketView
    return file_or(report, wanted, name, lambda: table(view, report["buckets"]))


@blp.route("/today")
@requires(Permission.REPORT_VIEW)
@blp.response(200, TodayView)
def today(actor: Actor) -> Any:
    """Hold the day so far against the same weekday last week, up to the same minute."""
    return services.reports.today(actor)


@blp.route("/attention")
@requires(Permission.REPORT_VIEW, Permission.USER_MANAGE)
@blp.response(200, AttentionView)
def attention(actor: Actor) -> Any:
    """Count what somebody should look at now, with the first few of each."""
    return services.attention.report(actor)


@blp.route("/low-stock")
@requires(Permission.REPORT_VIEW)
@blp.arguments(LowStockQuery, location="query")
@blp.response(200, LowStockPage)
@may_be_a_file(blp)
def low_stock(query: dict[str, Any], actor: Actor) -> Any:  # noqa: ARG001 - the permission is the whole rule
    """List what is at or under its threshold or will soon be sold out, soonest first."""
    wanted = query.pop("format", None)
    report = services.reports.low_stock(**query)
    name = f"low-stock-{report['date']}"
    return file_or(report, wanted, name, lambda: table(LowStockView, report["page"].items))


@blp.route("/inventory")
@requires(Permission.REPORT_VIEW)
@blp.arguments(InventoryQuery, location="query")
@blp.response(200, InventoryView)
@may_be_a_file(blp)
def inventory(query: dict[str, Any], actor: Actor) -> Any:  # noqa: ARG001 - the permission is the whole rule
    """Count what is on the shelf and what it is worth, in all and by category."""
    report = services.reports.inventory()
    name = f"inventory-{report['date']}"
    return file_or(report, query.get("format"), name, lambda: table(CategoryInventoryView, report["by_category"]))
