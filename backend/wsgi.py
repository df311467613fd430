"""What a WSGI server loads: `wsgi:app`."""

import gc

# Nearly all that is made while the shop is loaded stays as long as the shop. Looking through it for garbage, at the
# start and then every so often between requests, holds everybody up and finds nothing.
gc.disable()

from app import create_app  # noqa: E402
from app.core.config import Misconfigured  # noqa: E402

try:
    app = create_app()
except Misconfigured as refusal:
    raise SystemExit(str(refusal)) from None

gc.freeze()
gc.set_threshold(10_000, 10, 10)  # the default, 700, is reached several times by one reply
gc.enable()
