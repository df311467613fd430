"""How seed_data.py runs: the same data each time, never over somebody else's shop, never in production."""

from datetime import date, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

import seed_data
from app.core.database import Base, db
from app.models import User
from tests.installations import SECRET
from tests.people import Person
from tests.seeding import run_seed
from tests.servers import postgres

SECRETS = {"SECRET_KEY": SECRET, "JWT_SECRET_KEY": SECRET[::-1]}
SALTED = {"password_hash"}


def people(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(User)) or 0


def facts(app: Flask) -> dict[str, list[Any]]:
    """Every row of every table, without moments and salted hashes; how far versions moved is by lot."""
    with app.app_context():
        said = {name: rows(table) for name, table in sorted(Base.metadata.tables.items())}
        return said | {"topic_versions": sorted({row[0] for row in said["topic_versions"]})}


def rows(table: Any) -> list[Any]:
    kept = [column for column in table.columns if column.name not in SALTED]
    found = db.session.execute(select(*kept).order_by(*table.primary_key.columns)).all()
    return [tuple(None if isinstance(value, datetime) else value for value in row) for row in found]


def ages(app: Flask, today: date) -> list[int]:
    """How many days before `today` each order was placed."""
    orders = Base.metadata.tables["orders"]
    with app.app_context():
        moments = db.session.scalars(select(orders.c.created_at).order_by(orders.c.id))
        return [(today - moment.date()).days for moment in moments]


@pytest.mark.skipif(postgres.available() is not None, reason=f"no PostgreSQL: {postgres.available()}")
def test_the_shop_is_the_same_on_every_day_and_database(installations, freeze):
    shops, past = [], []
    for kind, moment in (("sqlite", "2026-02-10T07:05:00Z"), ("postgresql", "2027-11-28T22:40:00Z")):
        shop = installations.on(kind)
        shop.emptied()
        freeze(moment)
        with shop.app.app_context():
            seed_data.fill()
        shops.append(facts(shop.app))
        past.append(ages(shop.app, date.fromisoformat(moment[:10])))

    for table in shops[0]:
        assert shops[0][table] == shops[1][table], table
    assert past[0] == past[1]
    assert (min(past[0]), len(past[0])) == (0, 100)
    assert max(past[0]) <= 60


def test_a_shop_with_people_of_its_own_is_left_alone(installation, make, capsys):
    make.user()
    before = people(installation.app)

    assert run_seed(installation) == 1
    assert "people of its own" in capsys.readouterr().out
    assert run_seed(installation, "--if-empty") == 0
    assert people(installation.app) == before


def test_a_production_shop_is_refused(installation, capsys):
    assert run_seed(installation, APP_ENV="production", **SECRETS) == 1
    assert run_seed(installation, "--if-empty", APP_ENV="production", **SECRETS) == 1
    assert "production" in capsys.readouterr().out
    assert people(installation.app) == 0


def test_a_shop_with_bad_settings_is_told_what_is_wrong(installation, capsys):
    assert run_seed(installation, APP_ENV="production", SECRET_KEY="short", JWT_SECRET_KEY="") == 1
    said = capsys.readouterr().out
    assert "SECRET_KEY has 5 characters" in said
    assert "JWT_SECRET_KEY is missing" in said


def test_a_database_without_tables_is_told_to_migrate(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("APP_ENV", "testing")
    monkeypatch.setenv("LOG_LEVEL", "CRITICAL")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/new.db")

    assert seed_data.main([]) == 1
    assert "flask db upgrade" in capsys.readouterr().out


def test_what_fails_halfway_leaves_nothing_behind(installation, monkeypatch):
    monkeypatch.setattr(
        seed_data, "sales", lambda _dice: (_ for _ in ()).throw(RuntimeError("the lights went out"))
    )
    with pytest.raises(RuntimeError, match="lights"):
        run_seed(installation)
    assert people(installation.app) == 0


def test_a_tester_may_still_register_customer1(installation):
    app = installation.app
    with app.app_context():
        seed_data.staff()
    answer = Person(app).post(
        "/api/auth/register",
        {"email": "customer1@example.com", "username": "customer1", "password": "Customer123!"},
    )
    assert answer.status_code == 201
