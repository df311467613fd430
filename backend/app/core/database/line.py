"""Waiting to write into SQLite, which lets one write at a time and asks nobody who came first."""

import sqlite3
import time
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.pool import ConnectionPoolEntry

from app.core.queues import Queue

KNOCK_SECONDS = 0.001
# So long an application's writers follow each other without a pause.
LONG_SECONDS = 0.05
# What is known of a connection, as long as it is open: its busy timeout, as it was opened and as it is.
USUAL, NOW = "barrow-usual-patience", "barrow-patience"
# Whether it is the first in the line, until it is given back.
FIRST = "barrow-first"


class Line(Queue):
    """The writers of one application: whoever came first writes first, and the next one as soon as it has.

    SQLite itself lets each of them sleep ever longer between tries, while newcomers try at once: under load some
    were overtaken for ten seconds. Here only the first in the line tries, so that applications in several processes
    are equals who take their chance at the same pace; one that has written for long pauses, so that they have one.
    """

    def __init__(self) -> None:
        super().__init__()
        self._since = time.monotonic()

    def begin(self, connection: Connection) -> None:
        """Begin a transaction that writes; busy after waiting as long as the connection's busy timeout says.

        The connection itself waits for nothing from then on, until it is told to be `patient`: whoever writes
        often need not say so each time. It is the first in the line until it is given back, and that is the `end`.
        """
        raw: Any = connection.connection.driver_connection
        deadline = time.monotonic() + _usual(connection) / 1000
        _wait(connection, 0)
        if not self._is_first(connection, deadline) or not self._begun(raw, deadline):
            patient(connection)
            connection.exec_driver_sql("BEGIN IMMEDIATE")  # says what is wrong as any other statement does

    def end(self, _raw: object, record: ConnectionPoolEntry) -> None:
        """Let the next one come, now that a connection was given back."""
        if record.info.pop(FIRST, False):
            self.next()

    def _is_first(self, connection: Connection, deadline: float) -> bool:
        if connection.info.get(FIRST):
            return True
        turn = self.line_up()
        had_to_wait = not turn.acquire(blocking=False)
        if had_to_wait and not turn.acquire(timeout=max(0.0, deadline - time.monotonic())) and self.leave(turn):
            return False
        connection.info[FIRST] = True
        if not had_to_wait:
            self._since = time.monotonic()
        elif time.monotonic() - self._since > LONG_SECONDS:
            time.sleep(2 * KNOCK_SECONDS)
            self._since = time.monotonic()
        return True

    def _begun(self, raw: sqlite3.Connection, deadline: float) -> bool:
        while not _tried(raw):
            if time.monotonic() >= deadline:
                return False
            time.sleep(KNOCK_SECONDS)
        return True


def patient(connection: Connection) -> None:
    """Let `connection` wait for others as long as it was opened to."""
    _wait(connection, _usual(connection))


def _usual(connection: Connection) -> int:
    """The milliseconds that the connection was opened to wait."""
    if USUAL not in connection.info:
        raw: Any = connection.connection.driver_connection
        [connection.info[USUAL]] = raw.execute("PRAGMA busy_timeout").fetchone()
    return connection.info[USUAL]


def _wait(connection: Connection, milliseconds: int) -> None:
    if connection.info.get(NOW, _usual(connection)) != milliseconds:
        raw: Any = connection.connection.driver_connection
        raw.execute(f"PRAGMA busy_timeout = {milliseconds}")
    connection.info[NOW] = milliseconds


def _tried(raw: sqlite3.Connection) -> bool:
    try:
        raw.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            return False
        raise
    return True
