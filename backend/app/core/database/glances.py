"""Reading one row outside every transaction."""

from typing import Any

from sqlalchemy import Connection, Row, Select

from app.core.database.base import db

ALONE = "barrow_alone"


def glance(query: Select[Any], **values: Any) -> Row[Any] | None:
    """The one row of `query` as it is now, or None; `values` are what it leaves open.

    Neither does this see what the caller's transaction has written, nor does it fix for the caller an old picture
    of the shop: to the database it is that one statement, without a BEGIN before and a ROLLBACK after it.
    """
    with db.engine.connect() as connection:
        return connection.execution_options(**{ALONE: True}).execute(query, values).one_or_none()


def is_alone(connection: Connection) -> bool:
    """Whether `connection` is at a glance, and its transaction shall be none."""
    return ALONE in connection.get_execution_options()
