"""Engines: how each database is opened, and the few sentences it wants said differently."""

import sqlite3
from collections.abc import Callable
from contextvars import ContextVar
from pathlib import Path
from typing import Any, cast

import orjson
from flask import Flask
from sqlalchemy import (
    ColumnElement,
    Connection,
    CursorResult,
    Delete,
    Text,
    UnaryExpression,
    Update,
    event,
    func,
    make_url,
)
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.operators import custom_op

from app.core.database import faults, glances, pings, pool, topics, versions
from app.core.database.base import Base, db
from app.core.database.line import Line, patient

LOCK_WAIT_SECONDS = 10
STATEMENT_SECONDS = 30

# Set by `transactional`: SQLite must know before its first statement that a transaction will write,
# because a reader that turns writer fails at once under load, whatever the busy timeout.
writing: ContextVar[bool] = ContextVar("writing", default=False)

SQLITE_OPTIONS: dict[str, Any] = {
    "connect_args": {"timeout": LOCK_WAIT_SECONDS, "check_same_thread": False},
    "pool_size": 20,
    "max_overflow": 20,
    "pool_timeout": 5,
}
POSTGRESQL_OPTIONS: dict[str, Any] = {
    "connect_args": {
        "connect_timeout": 3,
        "application_name": "barrow",
        "options": f"-c lock_timeout={LOCK_WAIT_SECONDS}s -c statement_timeout={STATEMENT_SECONDS}s"
        " -c timezone=UTC"
        # To start workers takes ten milliseconds; only what takes much longer shall have any.
        " -c parallel_setup_cost=10000",
    },
    # With those that only look, two processes stay below the 97 that PostgreSQL has for everybody unless told else.
    "pool_size": 10,
    "max_overflow": 22,
    "pool_timeout": 5,
}
OPTIONS = {"sqlite": SQLITE_OPTIONS, "postgresql": POSTGRESQL_OPTIONS}
INSERTS = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def init_app(app: Flask, url: str) -> None:
    """Open `url` for `app`; a SQLite file's folder is made where it is missing."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite" and address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    options = OPTIONS.get(address.get_backend_name(), {})
    # What people typed is in the parameters: an error that reaches the log shall not take it there.
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"hide_parameters": True, "json_deserializer": orjson.loads} | options
    db.init_app(app)
    app.teardown_appcontext(_let_go)  # runs before the extension's own, which would raise
    with app.app_context():
        pool.count(db.engine)
        topics.watch(db.engine)
        glances.watch(db.engine)
        versions.watch(db.engine)
        pings.watch(db.engine)
        if is_sqlite():
            event.listen(db.engine, "connect", _prepare_sqlite)
            writers = Line()
            event.listen(db.engine, "begin", _beginning_sqlite(writers))
            event.listen(db.engine, "checkin", writers.end)


def is_sqlite() -> bool:
    """Whether the running application keeps its rows in SQLite."""
    return db.engine.dialect.name == "sqlite"


def insert_unless_present(table: type[Base]) -> Any:
    """An INSERT that leaves an existing row alone; add `.values()` and `.returning()`, no row means present."""
    return INSERTS[db.engine.dialect.name](table).on_conflict_do_nothing()


def unindexed(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The values of `column`, for which the database looks into no index of it."""
    if is_sqlite():  # whose sign for that is a plus
        return UnaryExpression(column, operator=custom_op("+"), type_=column.type)
    return func.greatest(column, type_=column.type)


def as_json(*columns: ColumnElement[Any]) -> ColumnElement[str]:
    """All rows of a query in one text, as JSON: an array of values for each, in no order; maybe null for none."""
    if is_sqlite():
        return func.json_group_array(func.json_array(*columns), type_=Text)
    return sql_cast(func.json_agg(func.json_build_array(*columns)), Text)


def rows_changed(statement: Update | Delete) -> int:
    """Run an UPDATE or DELETE; returns how many rows it found."""
    return cast("CursorResult[Any]", db.session.execute(statement)).rowcount


def _let_go(_error: BaseException | None) -> None:
    """Give the connection back. Losing it now costs nobody their reply: what was to be kept is committed."""
    if not db.session.registry.has():
        return
    try:
        db.session.close()  # and not rolled back: what was read is still good to look at
    except DBAPIError as error:
        if not faults.is_away(error):
            raise


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # BEGIN is said by `_beginning_sqlite`, not guessed by the driver
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _beginning_sqlite(writers: Line) -> Callable[[Connection], None]:
    def begin(connection: Connection) -> None:
        if writing.get():
            writers.begin(connection)
        else:
            patient(connection)
            connection.exec_driver_sql("BEGIN")

    return begin
