"""Whether the database answers, and which migration it has."""

from sqlalchemy import column, inspect, select, table

from app.core.database import db

# Kept by Alembic, in a row for each branch of migrations; ours have one.
VERSIONS = table("alembic_version", column("version_num"))


def migration() -> str | None:
    """The newest migration applied, None where there is none; raises what the driver raises if nothing answers."""
    if not inspect(db.session.connection()).has_table(VERSIONS.name):
        return None
    applied = db.session.scalars(select(VERSIONS.c.version_num).order_by(VERSIONS.c.version_num))
    return " and ".join(applied) or None
