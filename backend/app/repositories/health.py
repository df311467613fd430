"""Whether the database answers, and which migration it has."""

from alembic.runtime.migration import MigrationContext

from app.core.database import db


def migration() -> str | None:
    """The newest migration applied, None where there is none; raises what the driver raises if nothing answers."""
    return MigrationContext.configure(db.session.connection()).get_current_revision()
