"""Whole shops for tests: an application on a migrated database, one for each kind, emptied between tests."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import flask_migrate
from flask import Flask
from sqlalchemy import text

from app import create_app
from app.core.config import Settings, normal_url
from app.core.database import Base, db
from app.routes import ready_made
from tests.servers import postgres

DATABASES = ("sqlite", "postgresql")
SECRET = "a secret of the tests, long enough for anybody"


def settings_for(url: str, folder: Path) -> Settings:
    """What tests run with: no limits, no Redis, a shop in UTC."""
    return Settings(
        environment="testing",
        database_url=normal_url(url),
        redis_url=None,
        secret_key=SECRET,
        jwt_secret_key=SECRET,
        cors_origins=("http://localhost:5173",),
        ratelimit_enabled=False,
        upload_folder=folder / "uploads",
        shop_timezone=ZoneInfo("UTC"),
        tax_percent=Decimal(10),
        shipping_cents=1000,
        password_min_length=8,
        access_token_lifetime=timedelta(hours=1),
        refresh_token_lifetime=timedelta(days=30),
        api_docs=True,
        trusted_proxies=0,
        log_level="CRITICAL",
    )


class Installation:
    """One migrated database and the settings to run a shop on it."""

    def __init__(self, settings: Settings, empty: Callable[[Flask], None]) -> None:
        self.settings = settings
        self.app = create_app(settings)
        self._empty = empty
        self._others: list[Flask] = []
        with self.app.app_context():
            flask_migrate.upgrade()

    def emptied(self) -> Flask:
        """The application, with nobody and nothing in the shop."""
        for other in self._others:  # SQLite's file must not change under an open connection
            with other.app_context():
                db.engine.dispose()
        self._others.clear()
        self._empty(self.app)
        ready_made.shelf_of(self.app).replies.clear()  # an emptied shop counts its versions anew
        return self.app

    def with_settings(self, **changes: Any) -> Flask:
        """Another application on the same database, set up differently."""
        return self.joined(create_app(replace(self.settings, **changes)))

    def joined(self, app: Flask) -> Flask:
        """`app`, which also works on this database, and lets go of it before the shop is emptied."""
        self._others.append(app)
        return app


class Installations:
    """The shops of one test process, opened when first asked for."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="barrow-"))
        self._open: dict[str, Installation] = {}
        self._postgres: postgres.Postgres | None = None

    def on(self, database: str) -> Installation:
        """The shop on `database`."""
        if database not in self._open:
            self._open[database] = {"sqlite": self._sqlite, "postgresql": self._postgresql}[database]()
        return self._open[database]

    def server(self) -> postgres.Postgres:
        """The PostgreSQL server of this process."""
        if self._postgres is None:
            folder = Path(tempfile.mkdtemp(prefix="barrow-pg-"))
            self._postgres = postgres.start(folder)
        return self._postgres

    def close(self) -> None:
        """Stop what was started and remove what was written."""
        for installation in self._open.values():
            with installation.app.app_context():
                db.engine.dispose()
        if self._postgres is not None:
            self._postgres.stop()
            shutil.rmtree(self._postgres.folder, ignore_errors=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _sqlite(self) -> Installation:
        path = self.folder / "shop.db"
        return Installation(settings_for(f"sqlite:///{path}", self.folder), _empty_sqlite)

    def _postgresql(self) -> Installation:
        self.server().create_database("shop")
        return Installation(settings_for(self.server().url("shop"), self.folder), _empty_postgresql)


def _empty_sqlite(app: Flask) -> None:
    """Ledgers refuse to be emptied, so go back to the file as it was after the migrations."""
    with app.app_context():
        db.session.remove()
        path = Path(str(db.engine.url.database))
        template = path.with_suffix(".empty")
        db.engine.dispose()
        for leftover in (path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
            leftover.unlink(missing_ok=True)
        if template.exists():
            shutil.copyfile(template, path)
        else:
            shutil.copyfile(path, template)


def _empty_postgresql(app: Flask) -> None:
    tables = ", ".join(Base.metadata.tables)
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
