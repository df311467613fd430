"""Waiting to write into SQLite, which lets one write at a time and asks nobody who came first."""

import sqlite3
import threading
import time
from collections import deque
from typing import Any

from sqlalchemy import Connection

KNOCK_SECONDS = 0.001


class Line:
    """The writers of one application: whoever came first writes first.

    SQLite itself lets each of them sleep ever longer between tries, while newcomers try at once: under load some
    were overtaken for ten seconds. Here only the first in the line tries, so that applications in several processes
    are equals who take their chance at the same pace.
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._behind: deque[threading.Lock] = deque()
        self._is_somebody_first = False

    def begin(self, connection: Connection) -> None:
        """Begin a transaction that writes; busy after waiting as long as the connection's busy timeout says."""
        raw: Any = connection.connection.driver_connection
        [patience] = raw.execute("PRAGMA busy_timeout").fetchone()
        deadline = time.monotonic() + patience / 1000
        raw.execute("PRAGMA busy_timeout = 0")
        try:
            if not self._begun(raw, deadline):
                connection.exec_driver_sql("BEGIN IMMEDIATE")  # says what is wrong as any other statement does
        finally:
            raw.execute(f"PRAGMA busy_timeout = {patience}")

    def _begun(self, raw: sqlite3.Connection, deadline: float) -> bool:
        if not self._come_first(deadline):
            return False
        try:
            while not _tried(raw):
                if time.monotonic() >= deadline:
                    return False
                time.sleep(KNOCK_SECONDS)
            return True
        finally:
            self._let_the_next_come_first()

    def _come_first(self, deadline: float) -> bool:
        with self._guard:
            if not self._is_somebody_first:
                self._is_somebody_first = True
                return True
            turn = threading.Lock()
            turn.acquire()
            self._behind.append(turn)
        if turn.acquire(timeout=max(0.0, deadline - time.monotonic())):
            return True
        with self._guard:
            if turn not in self._behind:
                return True  # the turn came just as the patience ended
            self._behind.remove(turn)
            return False

    def _let_the_next_come_first(self) -> None:
        with self._guard:
            if self._behind:
                self._behind.popleft().release()
            else:
                self._is_somebody_first = False


def _tried(raw: sqlite3.Connection) -> bool:
    try:
        raw.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            return False
        raise
    return True
