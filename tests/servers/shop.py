"""The production server, as a process of its own on a shop's database."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from app.core.config import BACKEND, Settings
from tools import shop


@contextmanager
def serving(settings: Settings, app: str = "wsgi:app", **environment: str) -> Iterator[int]:
    """Serve the shop of `settings`, as `app` or as something that stands before it; yields its port."""
    env = os.environ | {
        "APP_ENV": "testing",
        "DATABASE_URL": settings.database_url,
        "UPLOAD_FOLDER": str(settings.upload_folder),
        "SECRET_KEY": settings.secret_key,
        "JWT_SECRET_KEY": settings.jwt_secret_key,
        "REDIS_URL": "",
        "LOG_LEVEL": "CRITICAL",
        "PYTHONPATH": os.pathsep.join([str(BACKEND), str(shop.ROOT), os.environ.get("PYTHONPATH", "")]),
        **environment,
    }
    with shop.serving(env, "--log-level", "error", app=app) as url:
        yield shop.address_of(url)[1]
