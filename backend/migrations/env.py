"""How Alembic reaches the application's tables, online and as SQL text (`flask db upgrade --sql`)."""

import warnings
from typing import Any

from alembic import context
from flask import current_app

from app import models  # noqa: F401 - declares every table
from app.core.database import Base, UtcDateTime, db

# Kept by triggers and by hand-written SQL, not by the models.
BY_HAND = ("product_search", "ix_product_slugs_beginning")
# SQLite cannot say what such an index is made of, and so nobody compares it.
warnings.filterwarnings("ignore", ".*expression-based index '?ix_products_(name|discount)")


def render_item(kind: str, thing: Any, _context: Any) -> str | bool:
    """Migrations outlive our own types: write what the database sees."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(thing, UtcDateTime) else False


def include_name(name: str | None, kind: str, _parents: Any) -> bool:
    """Leave to their migrations what they made by hand."""
    return not (name or "").startswith(BY_HAND) or kind not in ("table", "index")


OPTIONS: dict[str, Any] = {
    "target_metadata": Base.metadata,
    "render_as_batch": True,
    "render_item": render_item,
    "compare_type": True,
    "include_name": include_name,
}


def run_offline() -> None:
    """Print the SQL, for the database of DATABASE_URL or the dialect in `-x dialect=`."""
    asked = context.get_x_argument(as_dictionary=True).get("dialect")
    url = f"{asked}://" if asked else current_app.config["SQLALCHEMY_DATABASE_URI"]
    context.configure(url=url, literal_binds=True, **OPTIONS)
    with context.begin_transaction():
        context.run_migrations()


def run_online() -> None:
    """Migrate, one process at a time: a second one waits and then finds nothing to do."""
    with db.engine.connect() as connection:
        context.configure(connection=connection, **OPTIONS)
        with context.begin_transaction():
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql("SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0")
                connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7231)")
            context.run_migrations()


if context.is_offline_mode():
    run_offline()
else:
    run_online()
