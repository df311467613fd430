"""Requests take turns where the database answers at once, as SQLite does.

Python lets one thread of a process run at a time. Threads that are all busy hand the interpreter to each other at
every statement and every line of log, and that takes longer than the statement.
"""

import time
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask

from app.core.database import is_sqlite
from app.core.turns import Counter
from app.routes import at_once

# When a request came, in its environment: its time begins before its turn does.
CAME = f"{at_once.FOUND}came"


class Turns:
    """Lets one request at a time into a WSGI application, as long as none takes long."""

    def __init__(self, behind: Any) -> None:
        self.behind, self._counter = behind, Counter()

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Reply when it is the request's turn. What is streamed is streamed after it."""
        came(environ)
        with self._counter.turn():
            return self.behind(environ, start)


def init_app(app: Flask) -> None:
    """Let the requests to `app` take turns if they had better."""
    with app.app_context():
        if is_sqlite():
            app.wsgi_app = Turns(app.wsgi_app)  # type: ignore[method-assign]


def came(environ: dict[str, Any]) -> float:
    """When the request came, by `time.perf_counter`: the first who asks is there when it does."""
    return environ.setdefault(CAME, time.perf_counter())
