"""What each start does first: a look where the database is up to date, Flask-Migrate everywhere else."""

import os
import subprocess
import sys

import flask_migrate
import pytest
from sqlalchemy import text

from app.core import revisions
from app.core.config import BACKEND
from app.core.database import db
from app.repositories import health

SETTINGS = {"APP_ENV": "production", "SECRET_KEY": "s" * 32, "JWT_SECRET_KEY": "j" * 32}


def migrate(url: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run it on the database at `url`; standard error tells what it loaded, too."""
    env = os.environ | SETTINGS | {"DATABASE_URL": url, "PYTHONPATH": str(BACKEND)} | settings
    command = [sys.executable, "-X", "importtime", "migrate.py"]
    return subprocess.run(command, cwd=BACKEND, env=env, capture_output=True, text=True, check=False)


@pytest.fixture
def older(installation):
    """A shop whose last migration is still to come."""
    with installation.app.app_context():
        db.session.remove()
        flask_migrate.downgrade(revision="0002")
    yield installation
    with installation.app.app_context():
        flask_migrate.upgrade()


def revision(installation) -> str | None:
    with installation.app.app_context():
        return health.migration()


def test_a_database_that_is_up_to_date_is_looked_at_and_no_more(installation):
    done = migrate(installation.settings.database_url)
    assert (done.returncode, done.stdout) == (0, "")
    assert "sqlalchemy" not in done.stderr


def test_an_older_database_is_brought_up_to_date(older):
    assert revision(older) == "0002"
    assert migrate(older.settings.database_url).returncode == 0
    assert revision(older) == revisions.newest()


def test_a_database_of_a_program_that_is_not_this_one_stops_the_start(installation):
    change = text("UPDATE alembic_version SET version_num = :to WHERE version_num = :now")
    with installation.app.app_context():
        db.session.execute(change, {"to": "9999", "now": revisions.newest()})
        db.session.commit()
        try:
            done = migrate(installation.settings.database_url)
        finally:
            db.session.execute(change, {"to": revisions.newest(), "now": "9999"})
            db.session.commit()
    assert done.returncode != 0
    assert "Can't locate revision identified by '9999'" in done.stdout + done.stderr


def test_a_shop_that_does_not_exist_is_made(tmp_path):
    url = f"sqlite:///{tmp_path / 'new' / 'shop.db'}"
    assert migrate(url).returncode == 0
    assert "sqlalchemy" not in migrate(url).stderr


def test_a_database_that_does_not_answer_stops_the_start(tmp_path):
    assert migrate(f"postgresql://nobody@/shop?host={tmp_path}").returncode != 0


def test_settings_that_are_not_safe_stop_the_start_whatever_the_database_has(installation):
    done = migrate(installation.settings.database_url, SECRET_KEY="short")
    assert done.returncode == 1
    assert "SECRET_KEY has 5 characters" in done.stderr
