"""`flask db`: Flask-Migrate, loaded when it is called. Nobody who is served needs it, and it brings 14 MB along."""

from typing import Any

import click
from flask import Flask

from app.core import config
from app.core.database import db


def init_app(app: Flask) -> None:
    """Let `app` be migrated by the functions of Flask-Migrate and by its commands."""
    app.extensions["migrate"] = _Unloaded(app)
    app.cli.add_command(_Commands("db", help="Perform database migrations."))


class _Unloaded:
    """Stands where Flask-Migrate keeps its settings, until something asks for one."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def __getattr__(self, name: str) -> Any:
        from flask_migrate import Migrate  # noqa: PLC0415 - that is what this module is for

        # It takes this place, and that of the command below.
        Migrate(
            self._app, db, directory=str(config.BACKEND / "migrations"), render_as_batch=True, compare_type=True
        )
        return getattr(self._app.extensions["migrate"], name)


class _Commands(click.Command):
    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        from flask_migrate.cli import db as theirs  # noqa: PLC0415 - as above

        return theirs.make_context(*args, **kwargs)
