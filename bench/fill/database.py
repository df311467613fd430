"""How a database is told to write rows by itself: numbers in a row, moments, indexes made afterwards."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import text

from app.core.database import db, is_sqlite, transactional
from app.core.progress import Advance, Progress

# Writes so many of something, telling how far it has come.
Add = Callable[[int, Advance], None]

LARGEST = 2_147_483_647
# Multipliers that scatter running numbers; each is another pair of dice.
DICE = {
    "a": 1_583_458_089,
    "b": 784_588_716,
    "c": 62_089_911,
    "d": 742_938_285,
    "e": 950_706_376,
    "f": 1_226_874_159,
}
SERIES = {
    "sqlite": "(WITH RECURSIVE s(k) AS (SELECT :first UNION ALL SELECT k + 1 FROM s WHERE k < :last)"
    " SELECT k FROM s)",
    "postgresql": "(SELECT generate_series(CAST(:first AS bigint), CAST(:last AS bigint)) AS k)",
}
MOMENT = {"sqlite": "strftime('%Y-%m-%d %H:%M:%S.000000', {}, 'unixepoch')", "postgresql": "to_timestamp({})"}
JSON = {"sqlite": "{}", "postgresql": "CAST({} AS json)"}
# What a shop keeps beside its rows: found by name, and how it is made again.
EXTRAS = {
    "sqlite": "SELECT type, name, sql FROM sqlite_master"
    " WHERE sql IS NOT NULL AND tbl_name NOT LIKE 'product_search%'"
    " AND (type = 'index' OR type = 'trigger' AND name LIKE 'product_search%')",
    "postgresql": "SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()"
    " AND indexname NOT IN (SELECT conname FROM pg_constraint)",
}
# By these the lines of a refund are found while the others are away.
KEPT = ("ix_order_items_order_id", "ix_refunds_order_id")
# Whoever measures may hurry: rows that fit need not be looked up, and whole indexes may take their time.
HURRY = {
    "sqlite": ("PRAGMA cache_size = -262144",),
    "postgresql": (
        "SET LOCAL statement_timeout = 0",
        "SET LOCAL maintenance_work_mem = '512MB'",
        "SET LOCAL work_mem = '256MB'",
        "SET LOCAL session_replication_role = replica",
    ),
}
REBUILD = {"sqlite": "INSERT INTO product_search(product_search) VALUES ('rebuild')"}
NEXT_ID = "SELECT setval(pg_get_serial_sequence('{0}', 'id'), (SELECT max(id) FROM {0}))"


def dialect() -> str:
    """The kind of database that the running application uses."""
    return db.engine.dialect.name


def die(name: str, sides: int | str, k: str = "k") -> str:
    """SQL: a number from 0 to below `sides` for each `k`, the same each time."""
    return f"(({k} * {DICE[name]}) % {LARGEST} % {sides})"


def word(name: str, words: tuple[str, ...], k: str = "k") -> str:
    """SQL: one of `words`, by a throw of the die `name`."""
    width = max(map(len, words))
    letters = "".join(each.ljust(width) for each in words)
    return f"rtrim(substr('{letters}', CAST(1 + {width} * {die(name, len(words), k)} AS integer), {width}))"


def moment(seconds: str) -> str:
    """SQL: the moment that `seconds` after 1970 are."""
    return MOMENT[dialect()].format(seconds)


def json(value: str) -> str:
    """SQL: the text `value` as a column of JSON takes it."""
    return JSON[dialect()].format(value)


def series() -> str:
    """SQL: the numbers `k` from :first to :last."""
    return SERIES[dialect()]


def count(table: str) -> int:
    """How many rows a table has."""
    return number(f"SELECT count(*) FROM {table}")


def number(sql: str, **values: Any) -> int:
    """The one number that `sql` comes to."""
    return db.session.execute(text(sql), values).scalar() or 0


def say(*statements: str, **values: Any) -> None:
    """Run `statements` in the caller's transaction."""
    for statement in (*HURRY[dialect()], *statements):
        db.session.execute(text(statement), values)


def numbered(table: str) -> None:
    """Let new rows of `table` come after those that brought their ids along."""
    if not is_sqlite():
        say(NEXT_ID.format(table))


@contextmanager
def bare(progress: Progress) -> Iterator[None]:
    """The tables without what is kept beside them, which is made again afterwards, whatever happens."""
    extras = [tuple(row) for row in db.session.execute(text(EXTRAS[dialect()])) if row[1] not in KEPT]
    _strip(extras)
    try:
        yield
    finally:
        db.session.rollback()
        with progress(f"Making {len(extras)} indexes", len(extras) + 1) as advance:
            _rebuild()
            advance(1)
            for _, _, made in extras:
                _make(made)
                advance(1)


def analyze() -> None:
    """Tell the database's planner what there is now."""
    _make("ANALYZE")


@transactional
def _strip(extras: list[tuple[str, ...]]) -> None:
    say(*(f"DROP {kind} {name}" for kind, name, _ in extras))


@transactional
def _rebuild() -> None:
    say(*filter(None, [REBUILD.get(dialect())]))


@transactional
def _make(sql: str) -> None:
    say()
    db.session.connection().exec_driver_sql(sql)
