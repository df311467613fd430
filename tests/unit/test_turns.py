"""Taking turns: one after the other, unless somebody takes long."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from argon2 import PasswordHasher

from app.core import turns
from app.core.apart import Apart
from app.core.database import transactional
from app.core.turns import Counter
from app.routes.ready_made import shelf_of
from app.routes.turns import Turns


@pytest.fixture
def patient(monkeypatch):
    """Whoever has to wait for a turn that does not end waits longer than a test may last."""
    monkeypatch.setattr(turns, "LONG_SECONDS", 3600)


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(turns, "LONG_SECONDS", 0)


def test_one_is_served_at_a_time(patient):
    counter, inside, most = Counter(), [], []

    def served(number: int) -> None:
        with counter.turn():
            inside.append(number)
            os.sched_yield()
            most.append(len(inside))
            inside.remove(number)

    with ThreadPoolExecutor(8) as people:
        list(people.map(served, range(400)))
    assert set(most) == {1}
    assert len(most) == 400


def test_whoever_takes_long_is_not_waited_for(impatient):
    counter = Counter()
    with counter.turn(), counter.turn(), counter.turn():
        pass
    with counter.turn():
        pass


def test_the_next_ones_wait_for_who_came_after_the_one_that_takes_long(monkeypatch):
    counter, second_is_in, second_may_go = Counter(), threading.Event(), threading.Event()
    order = []

    def second() -> None:
        with counter.turn():
            second_is_in.set()
            assert second_may_go.wait(30)
            order.append("second")

    def third() -> None:
        with counter.turn():
            order.append("third")

    with ThreadPoolExecutor(2) as people, counter.turn():
        monkeypatch.setattr(turns, "LONG_SECONDS", 0)
        waiting = [people.submit(second)]
        assert second_is_in.wait(30)
        monkeypatch.setattr(turns, "LONG_SECONDS", 3600)
        waiting.append(people.submit(third))
        second_may_go.set()
        for each in waiting:
            each.result(30)
    assert order == ["second", "third"]


def test_whoever_leaves_lets_the_next_one_come(patient):
    counter = Counter()
    with counter.turn():
        turns.leave()
        turns.leave()
        with counter.turn():
            pass


def test_a_turn_ends_with_what_fails_in_it(patient):
    counter = Counter()
    with pytest.raises(LookupError), counter.turn():
        raise LookupError
    with counter.turn():
        pass


def test_nobody_waits_for_who_waits_for_the_disk(app, patient):
    counter = Counter()

    @transactional
    def served():
        pass

    with app.app_context(), counter.turn():
        served()
        with counter.turn():
            pass


def test_nobody_waits_for_who_waits_for_a_hash(patient):
    apart, counter = Apart(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1), 1), Counter()
    with counter.turn():
        apart.hash("a password")
        with counter.turn():
            apart.close()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_shop_on_sqlite_serves_one_at_a_time_but_for_what_is_ready_made(app, make, stranger, patient):
    make.product()
    ready = stranger.get("/api/products").json
    shelf = shelf_of(app)
    with ThreadPoolExecutor(1) as others:
        with shelf.behind.behind._counter.turn():
            waiting = others.submit(stranger.get, "/health")
            assert stranger.get("/api/products").json == ready
            assert not waiting.done()
        assert waiting.result(30).status_code == 200


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_shop_on_postgresql_serves_many(app):
    assert not isinstance(shelf_of(app).behind.behind, Turns)


def test_outside_of_a_turn_there_is_none_to_leave():
    turns.leave()
