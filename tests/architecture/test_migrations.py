"""The migrations make the tables of the models, on both databases, and read as SQL for a third."""

import io
from contextlib import redirect_stdout

import flask_migrate
import pytest
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app import repositories, services
from app.core import revisions
from app.core.config import BACKEND
from app.core.database import Base, db
from app.models import APPEND_ONLY


def test_the_migrations_match_the_models(app):
    with app.app_context():
        flask_migrate.check()


def test_what_is_read_from_the_files_of_migrations_is_what_alembic_knows():
    scripts = ScriptDirectory(str(BACKEND / "migrations"))
    assert scripts.get_heads() == [revisions.newest()]
    assert {script.revision for script in scripts.walk_revisions()} == revisions.known()


def test_a_database_says_as_alembic_does_which_migration_it_has(app):
    with app.app_context():
        known_to_alembic = MigrationContext.configure(db.session.connection()).get_current_revision()
        assert repositories.health.migration() == known_to_alembic == revisions.newest()
        db.session.execute(text("DROP TABLE alembic_version"))
        assert repositories.health.migration() is None
        db.session.rollback()


def test_the_migrations_compile_for_sql_server(app):
    said = io.StringIO()
    with app.app_context(), redirect_stdout(said):
        flask_migrate.upgrade(sql=True, x_arg="dialect=mssql")
    # Those that were made and taken away again, and one more that is alembic's own.
    made = said.getvalue().count("CREATE TABLE") - said.getvalue().count("DROP TABLE")
    assert made == len(Base.metadata.tables) + 1


def test_a_database_can_be_taken_back_to_nothing_and_forward_again(installations, database):
    installation = installations.on(database)
    with installation.app.app_context():
        db.session.remove()
        flask_migrate.downgrade(revision="base")
        flask_migrate.upgrade()
        flask_migrate.check()


@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}"])
@pytest.mark.parametrize("table", APPEND_ONLY)
def test_history_refuses_to_be_rewritten(app, make, table, change):
    order = make.order(paid=True)
    make.do(lambda: refund(make, order))
    with app.app_context():
        assert db.session.scalar(text(f"SELECT count(*) FROM {table.__tablename__}")) > 0
        with pytest.raises(DBAPIError, match="append-only"):
            db.session.execute(text(change.format(table.__tablename__)))


def refund(make, order):
    return services.refunds.refund(make.boss, order.id, items=[{"order_item_id": order.items[0].id, "quantity": 1}])
