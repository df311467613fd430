"""What is counted for Prometheus. A label never holds what a client typed, so nobody can make the list grow.

Under gunicorn each process writes to a file of its own and whoever is asked adds all files up; the server names the
folder before this module is imported, because the library chooses then. A single process counts in memory.
"""

import os
from contextlib import suppress
from functools import cache
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
FOLDER = "PROMETHEUS_MULTIPROC_DIR"
UNMATCHED, OTHER = "unmatched", "other"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

# The library's own registry also describes the process that answers, which is one of several and another each time.
_registry = CollectorRegistry()
# Several processes have none, and one shall look the same.
disable_created_metrics()

_requests = Histogram(
    "barrow_http_request_duration_seconds",
    "Seconds until the reply began.",
    ("route", "method", "status"),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=_registry,
)
orders_placed = Counter("barrow_orders_placed_total", "Orders placed and committed.", registry=_registry)
stock_conflicts = Counter("barrow_stock_conflicts_total", "Requests refused for want of stock.", registry=_registry)
_ready_made = Counter(
    "barrow_reply_cache_total",
    "Requests for which there was a ready-made reply, by whether it was still right.",
    ("result",),
    registry=_registry,
)
reply_hit, reply_stale = _ready_made.labels("hit"), _ready_made.labels("stale")
_limited = Counter("barrow_limited_total", "Requests refused by a limit.", ("limit",), registry=_registry)
_connections = Gauge(
    "barrow_database_connections",
    "Connections to the database.",
    ("state",),
    multiprocess_mode="livesum",
    registry=_registry,
)
in_use, idle, looking = (_connections.labels(state) for state in ("in_use", "idle", "looking"))


def request_took(seconds: float, route: str | None, method: str, status: int) -> None:
    """Count a request to the rule `route`; None is an address or a method that nothing answers."""
    _requests_like(route or UNMATCHED, method if method in METHODS else OTHER, status).observe(seconds)


@cache
def _requests_like(route: str, method: str, status: int) -> Histogram:
    return _requests.labels(route, method, status)


def limited(name: str) -> Counter:
    """The requests refused by the limit `name`: from now on there is such a line, even if it says 0."""
    return _limited.labels(name)


def text() -> bytes:
    """All of it, over all processes, as Prometheus reads it."""
    if folder := os.environ.get(FOLDER):
        together = CollectorRegistry()
        together.register(_Processes(None, folder))
        return generate_latest(together)
    return generate_latest(_registry)


class _Processes(MultiProcessCollector):
    """The files of all processes, but for those that a process is just about to begin."""

    def collect(self):
        return self.merge([str(file) for file in Path(self._path).glob("*.db") if _has_begun(file)])


def _has_begun(file: Path) -> bool:
    with suppress(FileNotFoundError):  # a process that ended takes its connections with it
        return file.stat().st_size > 0
    return False
