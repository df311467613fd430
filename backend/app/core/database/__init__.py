"""The database: one session, one base for tables, one way to write. Dialects are told apart only here."""

from app.core.database.adding import Adding, blank
from app.core.database.base import Base, Id, UtcDateTime, db, table_of
from app.core.database.bulk import write_many
from app.core.database.engine import as_json, init_app, insert_unless_present, is_sqlite, rows_changed, unindexed
from app.core.database.faults import lock_timeout_as, refusal_for
from app.core.database.glances import Glance
from app.core.database.prepared import Prepared
from app.core.database.topics import Topic, only, shown, wrote
from app.core.database.transaction import looking, transactional
from app.core.database.versions import TopicVersion

__all__ = [
    "Adding",
    "Base",
    "Glance",
    "Id",
    "Prepared",
    "Topic",
    "TopicVersion",
    "UtcDateTime",
    "as_json",
    "blank",
    "db",
    "init_app",
    "insert_unless_present",
    "is_sqlite",
    "lock_timeout_as",
    "looking",
    "only",
    "refusal_for",
    "rows_changed",
    "shown",
    "table_of",
    "transactional",
    "unindexed",
    "write_many",
    "wrote",
]
