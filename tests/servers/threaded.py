"""The shop, saying with each reply which thread gave it: `tests.servers.threaded:app`."""

import threading
from collections.abc import Iterable
from typing import Any

from wsgi import app

HEADER = "X-Thread"
# The one that takes connections; the others are gunicorn's for requests.
OF_THE_SERVER = threading.main_thread().name

_shop = app.wsgi_app


def _telling(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
    name = threading.current_thread().name
    return _shop(environ, lambda status, headers, *more: start(status, [*headers, (HEADER, name)], *more))


app.wsgi_app = _telling  # type: ignore[method-assign]
