"""What the programs of PostgreSQL are told, and what is made of what they say."""

import shlex
import time
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from app import create_app
from app.core.database import db
from app.core.database.stores import postgresql, programs
from tests.backups import PG_BIN, BackedUp
from tests.servers import postgres

SECRET = "swordfish"
pytestmark = pytest.mark.skipif(postgres.available() is not None, reason=f"no PostgreSQL: {postgres.available()}")


@pytest.fixture
def database() -> str:
    """Only this one has programs."""
    return "postgresql"


@pytest.fixture
def shop(installation, tmp_path) -> BackedUp:
    """A shop that has sold something."""
    shop = BackedUp(installation, tmp_path)
    shop.make.order(lines=[(shop.product_with_picture(), 2)], paid=True)
    return shop


@pytest.fixture
def pretending(shop, tmp_path):
    """The shop, with programs of PostgreSQL that do what a script says before the real ones have their turn."""

    def pretend(**scripts: str):
        assert PG_BIN is not None
        folder = tmp_path / "bin"
        folder.mkdir()
        for name in ("pg_dump", "pg_restore", "psql"):
            script = folder / name
            then = f'exec {shlex.quote(str(PG_BIN / name))} "$@"'
            script.write_text(f"#!/bin/sh\n{scripts.get(name, '')}\n{then}\n")
            script.chmod(0o755)
        return with_settings(shop, pg_bin=folder)

    return pretend


def with_settings(shop, **changes):
    return shop.installation.joined(create_app(replace(shop.settings, **changes)))


def refused(shop, app, *typed) -> str:
    with shop.unchanged():
        said = shop.flask(*typed, app=app)
    assert (said.exit_code, said.stdout) == (1, "")
    return said.stderr.splitlines()[-1]


def test_programs_that_are_not_there_are_asked_for(shop, tmp_path, monkeypatch):
    nowhere = with_settings(shop, pg_bin=tmp_path)
    shop.backup()
    assert f"pg_dump is not in PG_BIN ({tmp_path})" in refused(shop, nowhere, "backup", tmp_path / "new")
    assert "pg_restore is not in PG_BIN" in refused(shop, nowhere, "restore", "--replace", shop.file)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "pg_dump is not on PATH" in refused(shop, with_settings(shop, pg_bin=None), "backup", tmp_path / "new")


def test_a_pg_dump_that_is_older_than_the_server_is_named(shop, pretending, tmp_path):
    # What pg_dump 15 says to a server 18.
    said = (
        "pg_dump: error: aborting because of server version mismatch\n"
        "pg_dump: detail: server version: 18.4; pg_dump version: 15.18"
    )
    app = pretending(pg_dump=f"echo {shlex.quote(said)} >&2; exit 1")
    sentence = refused(shop, app, "backup", tmp_path / "new")
    assert sentence.startswith("pg_dump is older than the server")
    assert "15.18" in sentence
    assert "PG_BIN" in sentence


def test_a_password_is_never_on_a_command_line(shop, pretending, tmp_path, monkeypatch):
    note = 'echo "$0 $@" >> "$NOTED"; test "$PGPASSWORD" = swordfish || exit 3'
    app = pretending(pg_dump=note, pg_restore=note, psql=note)
    url = make_url(shop.settings.database_url).set(password=SECRET)
    app = with_settings(shop, pg_bin=app.config["SETTINGS"].pg_bin, database_url=url.render_as_string(False))
    noted = tmp_path / "noted"
    monkeypatch.setenv("NOTED", str(noted))
    assert shop.flask("backup", shop.file, app=app).exit_code == 0
    assert shop.flask("restore", "--replace", shop.file, app=app).exit_code == 0
    programs_run = {Path(line.split()[0]).name for line in noted.read_text().splitlines()}
    assert programs_run == {"pg_dump", "pg_restore", "psql"}
    assert SECRET not in noted.read_text()


def test_whatever_an_address_says_reaches_the_programs_but_for_passwords():
    url = make_url("postgresql+psycopg2://u:swordfish@/shop?host=/tmp/x&sslmode=require&sslpassword=swordfish")
    said = programs.address_of(url)
    assert set(shlex.split(said)) == {"user=u", "dbname=shop", "host=/tmp/x", "sslmode=require"}


def test_a_restore_that_breaks_off_in_the_middle_changes_nothing(shop, pretending, monkeypatch):
    shop.backup()
    shop.product_with_picture("teal")
    looked = shop.folder / "looked"
    monkeypatch.setenv("LOOKED", str(looked))
    # The first run, which only looks, is whole; the second one ends in the middle of the rows.
    cut = f'{shlex.quote(str(PG_BIN))}/pg_restore "$@" | head -c 20000; exit 1'
    app = pretending(pg_restore=f'if test -e "$LOOKED"; then {cut}; fi; : > "$LOOKED"')
    before = shop.contents()

    said = shop.flask("restore", "--replace", shop.file, app=app)

    assert looked.exists()
    assert (said.exit_code, said.stdout) == (1, "")
    assert said.stderr.splitlines()[-1].startswith("pg_restore failed")
    assert shop.contents() == before


def test_a_database_that_does_not_let_go_of_its_tables_keeps_them(shop):
    """Somebody else's view stands on our orders: nothing of theirs is dropped, and nothing of ours."""
    shop.backup()
    shop.product_with_picture("teal")
    with shop.app.app_context(), db.engine.begin() as connection:
        connection.execute(text("CREATE VIEW takings AS SELECT sum(total_cents) FROM orders"))
    try:
        sentence = refused(shop, shop.app, "restore", "--replace", shop.file)
    finally:
        with shop.app.app_context(), db.engine.begin() as connection:
            connection.execute(text("DROP VIEW takings"))
    assert sentence.startswith("psql failed: cannot drop")
    assert "view takings depends on table orders" in sentence
    assert "Nothing was changed" in sentence


def test_a_server_that_is_just_letting_go_is_waited_for(shop, monkeypatch):
    """Whoever waits has to see that the server has gone: PostgreSQL tells a transaction one story to its end."""
    shop.backup()
    server = shop.installation.with_settings()
    with server.app_context():
        engine = db.engine
    engine.connect().close()  # and stays idle in the pool
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        engine.dispose()
        time.sleep(seconds)

    monkeypatch.setattr(postgresql, "sleep", pause)
    said = shop.flask("restore", "--replace", shop.file)
    assert said.exit_code == 0, said.output
    assert pauses, "nobody had to be waited for"


def test_a_shop_whose_role_is_nobody_special_is_backed_up_and_restored(shop, installations):
    server = installations.server()
    with shop.app.app_context(), db.engine.begin() as connection:
        connection.execute(text("DROP ROLE IF EXISTS keeper"))
        connection.execute(text("CREATE ROLE keeper LOGIN"))
    server.drop_database("kept")
    server.create_database("kept")
    with shop.app.app_context(), db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ALTER DATABASE kept OWNER TO keeper"))
    shop.backup()
    before = shop.contents()
    url = make_url(shop.settings.database_url).set(username="keeper", database="kept").render_as_string(False)
    app = with_settings(shop, database_url=url, upload_folder=shop.folder / "kept")
    try:
        for _ in range(2):
            said = shop.flask("restore", "--replace", shop.file, app=app)
            assert said.exit_code == 0, said.output
            assert shop.flask("backup", "--force", shop.file, app=app).exit_code == 0
        shop.app, own = app, shop.app
        assert shop.contents() == before
        shop.leave()
        shop.app = own
    finally:
        server.drop_database("kept")
        with shop.app.app_context(), db.engine.begin() as connection:
            connection.execute(text("DROP ROLE keeper"))
