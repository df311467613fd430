"""Requests take turns where the database answers at once, as SQLite does.

Python lets one thread of a process run at a time. Threads that are all busy hand the interpreter to each other at
every statement and every line of log, and that takes longer than the statement. So whoever serves the shop with
threads is told of an executor that keeps one of them busy.
"""

import time
from typing import Any

from flask import Flask

from app.core.database import is_sqlite
from app.core.turns import Turns
from app.routes import at_once

EXTENSION = "barrow-turns"
# When a request came, in its environment: its time begins before its turn does.
CAME = f"{at_once.FOUND}came"


def init_app(app: Flask) -> None:
    """Tell the server what makes an executor of so many threads, if requests to `app` had better take turns."""
    with app.app_context():
        if is_sqlite():
            app.extensions[EXTENSION] = Turns


def came(environ: dict[str, Any]) -> float:
    """When the request came, by `time.perf_counter`: the first who asks is there when it does."""
    return environ.setdefault(CAME, time.perf_counter())
