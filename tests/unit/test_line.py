"""Writers of a SQLite shop are served in the order they came."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import OperationalError

from app.core.database import faults, line
from app.core.database.line import Line, patient


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "shop.db"


@pytest.fixture
def holder(file: Path) -> Iterator[sqlite3.Connection]:
    """Somebody from another program, who is writing."""
    connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    connection.execute("BEGIN IMMEDIATE")
    yield connection
    connection.close()


def engine_of(file: Path, queue: Line, patience: float) -> Engine:
    made = create_engine(f"sqlite:///{file}", connect_args={"timeout": patience, "check_same_thread": False})

    @event.listens_for(made, "connect")
    def _prepare(connection, _record):
        connection.isolation_level = None

    event.listen(made, "begin", queue.begin)
    event.listen(made, "checkin", queue.end)
    return made


def wait_for(queue: Line, behind: int) -> None:
    """Until so many stand behind the first."""
    while len(queue._behind) != behind or not queue._is_somebody_first:
        threading.Event().wait(0.001)


def test_whoever_came_first_writes_first(file, holder):
    queue, order = Line(), []
    engine = engine_of(file, queue, patience=60)

    def write(number):
        with engine.begin():
            order.append(number)

    writers = [threading.Thread(target=write, args=(number,)) for number in range(6)]
    for behind, writer in enumerate(writers):
        writer.start()
        wait_for(queue, behind)
    holder.execute("ROLLBACK")
    for writer in writers:
        writer.join(timeout=30)
    assert order == list(range(6))
    engine.dispose()


def test_whoever_waited_too_long_is_told_so_and_keeps_nobody_waiting(file, holder):
    queue, told = Line(), []
    engine = engine_of(file, queue, patience=0.2)

    def write():
        try:
            with engine.begin():
                told.append("wrote")
        except OperationalError as error:
            told.append("busy" if faults.is_sqlite_busy(error) else "broken")

    writers = [threading.Thread(target=write) for _ in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=30)
    holder.execute("ROLLBACK")
    write()
    assert told == ["busy"] * 3 + ["wrote"]
    engine.dispose()


def test_a_connection_that_wrote_waits_again_when_it_is_told_to(file):
    engine, said = engine_of(file, Line(), patience=0.2), []
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        raw.set_trace_callback(said.append)
        for _ in range(3):
            with connection.begin():
                assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 0
        patient(connection)
        patient(connection)
        assert raw.execute("PRAGMA busy_timeout").fetchone() == (200,)
    assert said.count("PRAGMA busy_timeout = 0") == 1
    assert said.count("PRAGMA busy_timeout = 200") == 1
    engine.dispose()


@pytest.fixture
def one_after_the_other(file, monkeypatch):
    """Two write, the second while the first is writing; returns for how long anybody of them slept."""

    def write() -> list[float]:
        queue, slept, wrote = Line(), [], threading.Event()
        engine = engine_of(file, queue, patience=60)

        def second() -> None:
            with engine.begin():
                wrote.set()

        with engine.begin():
            monkeypatch.setattr(line, "time", SimpleNamespace(monotonic=time.monotonic, sleep=slept.append))
            writer = threading.Thread(target=second)
            writer.start()
            wait_for(queue, 1)
            assert not wrote.is_set()
        writer.join(timeout=30)
        assert wrote.is_set()
        engine.dispose()
        return slept

    return write


def test_the_next_one_writes_as_soon_as_the_one_before_has_written(one_after_the_other):
    assert one_after_the_other() == []


def test_writers_who_followed_each_other_for_long_let_another_program_have_its_chance(
    one_after_the_other, monkeypatch
):
    monkeypatch.setattr(line, "LONG_SECONDS", -1)
    assert one_after_the_other() == [2 * line.KNOCK_SECONDS]


def test_two_transactions_on_one_connection_do_not_wait_for_each_other(file):
    engine = engine_of(file, Line(), patience=60)
    with engine.connect() as connection:
        for _ in range(2):
            with connection.begin():
                connection.exec_driver_sql("SELECT 1")
    with engine.begin():
        pass
    engine.dispose()
