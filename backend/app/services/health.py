"""Whether this shop can serve."""

from functools import cache

from alembic.script import ScriptDirectory
from sqlalchemy.exc import SQLAlchemyError

from app import repositories as repo
from app.core.config import BACKEND
from app.core.logs import log


def problem() -> str | None:
    """A word for what keeps the shop from serving; None if nothing does."""
    try:
        applied = repo.health.migration()
    except SQLAlchemyError as error:
        log().error("health_check_failed", reason=type(error).__name__)
        return "database_unreachable"
    return None if applied == newest_migration() else "migrations_missing"


@cache
def newest_migration() -> str | None:
    """The migration this program was written for."""
    return _scripts().get_current_head()


@cache
def known_migrations() -> frozenset[str]:
    """Every migration this program has, which are the revisions it can bring up to date."""
    return frozenset(script.revision for script in _scripts().walk_revisions())


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(BACKEND / "migrations"))
