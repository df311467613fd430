"""What a WSGI server loads: `wsgi:app`."""

from app import create_app
from app.core.config import Misconfigured

try:
    app = create_app()
except Misconfigured as refusal:
    raise SystemExit(str(refusal)) from None
