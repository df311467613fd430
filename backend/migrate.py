"""Bring the database of DATABASE_URL up to date: `flask db upgrade`, unless a look shows that nothing is to do.

Nearly every start finds a database that is up to date, and the look costs a tenth of loading that command. What it
does not understand, what there is to do and what there is to complain of is left to the command.
"""

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from app.core import config, revisions

QUESTION = "SELECT version_num FROM alembic_version"
PATIENCE_SECONDS = 3


def is_current() -> bool:
    """Whether the database certainly has the newest migration, and no other."""
    try:
        url = config.from_environment().database_url
        asked = next(ask(url.removeprefix(kind)) for kind, ask in KINDS.items() if url.startswith(kind))
        return asked == [(revisions.newest(),)]
    except Exception:  # whatever it is: the command will meet it too, and say it
        return False


def _sqlite(path: str) -> list[Any]:
    if "?" in path:
        raise ValueError("options are for SQLAlchemy to read")
    # Only to read: a file that does not exist is not made.
    with closing(sqlite3.connect(f"{Path('/', path).as_uri()}?mode=ro", uri=True)) as database:
        return database.execute(QUESTION).fetchall()


def _postgresql(rest: str) -> list[Any]:
    import psycopg2  # noqa: PLC0415 - only where the shop is on PostgreSQL

    # The shop gives options of its own too, so those of an address or of the environment hold for neither.
    address, options = f"postgresql://{rest}", "-c timezone=UTC"
    with (
        closing(psycopg2.connect(address, connect_timeout=PATIENCE_SECONDS, options=options)) as database,
        database.cursor() as cursor,
    ):
        cursor.execute(QUESTION)
        return cursor.fetchall()


KINDS = {"sqlite:////": _sqlite, "postgresql+psycopg2://": _postgresql}


if __name__ == "__main__" and not is_current():
    os.chdir(config.BACKEND)
    # The interpreter and its words are our own.
    os.execv(sys.executable, [sys.executable, "-m", "flask", "--app", "wsgi", "db", "upgrade"])  # nosec B606
