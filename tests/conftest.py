"""What every test may ask for. A test that takes `app`, `make`, `sign_in` or `stranger` runs on both databases."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import event

from app.core.database import db
from app.core.database.wording import Wording
from app.core.permissions import Role
from app.models import User
from tests.factories import Make
from tests.installations import DATABASES, Installation, Installations
from tests.people import Person
from tests.servers import postgres


@pytest.fixture(scope="session")
def installations() -> Iterator[Installations]:
    """The shops of this test process."""
    opened = Installations()
    yield opened
    opened.close()


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest) -> str:
    """The kind of database this run of the test is on."""
    if request.param == "postgresql" and (reason := postgres.available()):
        pytest.skip(f"no PostgreSQL: {reason}")
    return request.param


@pytest.fixture
def installation(installations: Installations, database: str) -> Installation:
    """The shop's database and settings, emptied."""
    found = installations.on(database)
    found.emptied()
    return found


@pytest.fixture
def app(installation: Installation) -> Flask:
    """The application on an empty shop."""
    return installation.app


@pytest.fixture
def make(app: Flask) -> Make:
    """Makes people, products, orders."""
    return Make(app)


@pytest.fixture
def sign_in(make: Make) -> Callable[[Role | User], Person]:
    """Signs somebody in: a new person of a role, or a user that exists."""
    return make.person


@pytest.fixture
def stranger(app: Flask) -> Person:
    """Somebody who is not signed in."""
    return Person(app)


@pytest.fixture
def freeze() -> Iterator[Callable[[str], None]]:
    """Stops the clock at a moment, and moves it to another when called again."""
    running: list[time_machine.travel] = []

    def stop_at(moment: str) -> None:
        release()
        travel = time_machine.travel(moment, tick=False)
        travel.start()
        running.append(travel)

    def release() -> None:
        while running:
            running.pop().stop()

    yield stop_at
    release()


@pytest.fixture
def together() -> Callable[[list[Callable[[], Any]]], list[Any]]:
    """Does several things at the same moment, each in a thread of its own; answers in the order given."""

    def run(deeds: list[Callable[[], Any]]) -> list[Any]:
        gate = threading.Barrier(len(deeds))

        def one(deed: Callable[[], Any]) -> Any:
            gate.wait(timeout=30)
            return deed()

        with ThreadPoolExecutor(len(deeds)) as pool:
            return [running.result(timeout=60) for running in [pool.submit(one, deed) for deed in deeds]]

    return run


@pytest.fixture
def statements(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[[], AbstractContextManager[list[str]]]:
    """Collects the SQL that the application says inside a `with` block."""

    @contextmanager
    def listening() -> Iterator[list[str]]:
        said: list[str] = []

        def hear(_conn: Any, _cursor: Any, statement: str, *_: Any) -> None:
            if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE")):
                said.append(statement)

        def glanced(wording: Wording, *given: Any) -> Any:
            said.append(wording.sql)
            return rows(wording, *given)

        with app.app_context():
            engine = db.engine
        rows = Wording.rows
        event.listen(engine, "before_cursor_execute", hear)
        monkeypatch.setattr(Wording, "rows", glanced)
        try:
            yield said
        finally:
            monkeypatch.setattr(Wording, "rows", rows)
            event.remove(engine, "before_cursor_execute", hear)

    return listening
