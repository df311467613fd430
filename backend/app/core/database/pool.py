"""Counting connections. Each tells when it is lent and given back, so several processes can be added up."""

from typing import Any

from prometheus_client import Gauge
from sqlalchemy import Engine, event
from sqlalchemy.pool import ConnectionPoolEntry

from app.core import metrics

STATE = "barrow-counted-as"


def count(engine: Engine) -> None:
    """Keep count of the connections of `engine`: lent to somebody, or waiting."""

    def opened(_connection: Any, entry: ConnectionPoolEntry) -> None:
        _becomes(entry, metrics.idle)

    def lent(_connection: Any, entry: ConnectionPoolEntry, _proxy: Any) -> None:
        _becomes(entry, metrics.in_use)

    def given_back(connection: Any, entry: ConnectionPoolEntry) -> None:
        # One that broke while it was lent comes back as nothing.
        _becomes(entry, None if connection is None else metrics.idle)

    def gone(_connection: Any, entry: ConnectionPoolEntry) -> None:
        _becomes(entry, None)

    for name, heard in {
        "connect": opened,
        "checkout": lent,
        "checkin": given_back,
        "close": gone,
        "detach": gone,
    }.items():
        event.listen(engine, name, heard)


def _becomes(entry: ConnectionPoolEntry, state: Gauge | None) -> None:
    counted = entry.record_info
    if counted is None or counted.get(STATE) is state:
        return
    if (before := counted.get(STATE)) is not None:
        before.dec()
    if state is not None:
        state.inc()
    counted[STATE] = state
