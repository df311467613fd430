"""Taking turns: one after the other, unless somebody takes long."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.core import turns
from app.core.turns import Counter


@pytest.fixture
def patient(monkeypatch):
    monkeypatch.setattr(turns, "LONG_SECONDS", 30)


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
        monkeypatch.setattr(turns, "LONG_SECONDS", 30)
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


def test_outside_of_a_turn_there_is_none_to_leave():
    turns.leave()
