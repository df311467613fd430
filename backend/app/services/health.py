"""Whether this shop can serve."""

from sqlalchemy.exc import SQLAlchemyError

from app import repositories as repo
from app.core import revisions
from app.core.logs import log


def problem() -> str | None:
    """A word for what keeps the shop from serving; None if nothing does."""
    try:
        applied = repo.health.migration()
    except SQLAlchemyError as error:
        log().error("health_check_failed", reason=type(error).__name__)
        return "database_unreachable"
    return None if applied == revisions.newest() else "migrations_missing"
