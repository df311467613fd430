"""Empty, migrated databases to build shops on."""

import os
import shutil
import subprocess
import sys
import tempfile
from itertools import count
from pathlib import Path

from app.core.config import BACKEND
from tests.servers import postgres

TEMPLATE = "template_shop"


class Ground:
    """One migrated database of each kind, of which every shop gets a copy.

    PostgreSQL runs without fsync here, which no race can notice. A proof that kills something starts a durable
    server of its own.
    """

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="barrow-ground-"))
        self.server: postgres.Postgres | None = None
        self._numbers = count(1)

    def lay(self, kind: str) -> None:
        """Make the template of `kind`."""
        if kind == "postgresql":
            self.server = postgres.start(Path(tempfile.mkdtemp(prefix="barrow-pg-")))
            self.server.create_database(TEMPLATE)
            migrate(self.server.url(TEMPLATE))
        elif kind == "sqlite":
            migrate(f"sqlite:///{self.folder / 'template.db'}")

    def new(self, kind: str, folder: Path) -> str:
        """The address of a new database of `kind`; a SQLite file is in `folder`."""
        if kind == "sqlite":
            shutil.copyfile(self.folder / "template.db", folder / "shop.db")
            return f"sqlite:///{folder / 'shop.db'}"
        assert self.server is not None, f"no ground was laid for {kind}"
        # Several trials make databases on one server at the same time.
        name = f"shop_{os.getpid()}_{next(self._numbers)}"
        self.server.create_database(name, template=TEMPLATE)
        return self.server.url(name)

    def clear(self) -> None:
        """Stop the server and remove the templates."""
        if self.server is not None:
            self.server.stop()
            shutil.rmtree(self.server.folder, ignore_errors=True)
        shutil.rmtree(self.folder, ignore_errors=True)


def migrate(url: str) -> None:
    """Bring an empty database up to date, as whoever runs the shop does."""
    env = os.environ | {"APP_ENV": "testing", "DATABASE_URL": url, "FLASK_APP": "wsgi", "PYTHONPATH": str(BACKEND)}
    command = [sys.executable, "-m", "flask", "db", "upgrade"]
    done = subprocess.run(command, cwd=BACKEND, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"the migrations failed: {done.stderr}")
