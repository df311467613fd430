"""A real shop: the production server in several processes on a database of its own, and ways to hurt it."""

import os
import signal
import subprocess
from functools import cached_property
from pathlib import Path

from flask import Flask

from app import create_app, services
from app.core.config import Settings
from app.core.database import db
from app.core.permissions import Role
from app.models import User
from tests.factories import Make
from tests.installations import settings_for
from tests.proofs.harness.books import Books
from tests.proofs.harness.clients import Client
from tools import shop as production


class Shop:
    """A shop on the database at `url`, with its pictures and its log in `folder`.

    `make` fills it through the shop's own services, in this process; `client` speaks to the server over HTTP;
    `books` reads the database without any code of the shop.
    """

    def __init__(self, url: str, folder: Path, environment: dict[str, str] | None = None) -> None:
        self.url, self.folder = url, folder
        self.log = folder / "server.log"
        self.books = Books(url)
        usual = {
            "DATABASE_URL": url,
            "SECRET_KEY": self.settings.secret_key,
            "JWT_SECRET_KEY": self.settings.jwt_secret_key,
            "WEB_CONCURRENCY": "2",
            "WEB_THREADS": "16",
            "TMPDIR": str(folder),  # whoever is killed leaves things behind
        }
        self.environment = production.environment(folder, **(usual | (environment or {})))
        self.address = ("127.0.0.1", 0)
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def settings(self) -> Settings:
        """What the shop in this process runs with: the same database, the same secrets."""
        return settings_for(self.url, self.folder)

    @cached_property
    def app(self) -> Flask:
        """The application, in this process."""
        return create_app(self.settings)

    @cached_property
    def make(self) -> Make:
        """Makes people, products, orders."""
        return Make(self.app)

    def start(self) -> None:
        """Serve, on a new port: one that was free a moment ago may be somebody else's by now."""
        with self.log.open("ab") as log:
            url, self.process = production.launch(self.environment, stdout=log.fileno(), stderr=log.fileno())
        self.address = production.address_of(url)
        production.wait_until_healthy(f"{url}/health", self.process, pause=0.02)

    def stop(self) -> None:
        """End the server as an administrator does."""
        if self.process is not None:
            production.stop(self.process)
            self.process = None

    def kill(self) -> None:
        """`kill -9` the server and all its processes at once, as a power cut does."""
        assert self.process is not None, "nothing is running"
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None

    def close(self) -> None:
        """Stop serving, without waiting for anybody, and let go of the database."""
        if self.process is not None:
            self.kill()
        self.books.close()
        if "app" in vars(self):
            with self.app.app_context():
                db.engine.dispose()

    def client(self, user: User | Role | None = None) -> Client:
        """Somebody in front of the server, in one thread: a user, a new person of a role, or a stranger."""
        return Client(lambda: self.address, self.token(user) if user is not None else None)

    def clients(self, number: int, role: Role = Role.CUSTOMER) -> list[Client]:
        """So many new people of one role, signed in."""
        return [self.client(role) for _ in range(number)]

    def token(self, user: User | Role) -> str:
        """An access token of a session that begins now."""
        token = self.make.person(user).token
        assert token is not None
        return token

    def differences(self) -> list[str]:
        """Everything that does not add up: by the books, and by what `flask doctor` says. Sound shops have none."""
        with self.app.app_context():
            told = [f"doctor: {found.row}: {found.what}" for found in services.doctor.examine()]
        return self.books.contradictions() + told
