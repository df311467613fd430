"""The shop, waiting for nobody who sends half a request: `tests.servers.hasty:app`."""

import arriving
from wsgi import app

arriving.MOST_SECONDS = 0

__all__ = ["app"]
