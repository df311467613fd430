"""The database: one session, one base for tables, one way to write. Dialects are told apart only here."""

from app.core.database.base import Base, Id, UtcDateTime, db
from app.core.database.bulk import write_many
from app.core.database.catalogue import SHOWN, CatalogueVersion
from app.core.database.engine import init_app, insert_unless_present, is_sqlite, rows_changed
from app.core.database.faults import lock_timeout_as, refusal_for
from app.core.database.glances import Glance
from app.core.database.transaction import transactional

__all__ = [
    "SHOWN",
    "Base",
    "CatalogueVersion",
    "Glance",
    "Id",
    "UtcDateTime",
    "db",
    "init_app",
    "insert_unless_present",
    "is_sqlite",
    "lock_timeout_as",
    "refusal_for",
    "rows_changed",
    "transactional",
    "write_many",
]
