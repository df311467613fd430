"""Taking turns: one after the other, unless somebody takes long."""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from argon2 import PasswordHasher

from app.core import turns
from app.core.apart import Apart
from app.core.database import transaction, transactional
from app.core.turns import Turns
from app.models.cursors import Cursor
from app.routes import turns as routes
from app.routes.board_stream import Stream

PATIENCE = 30.0
A_TEST, NO_TIME = 3600.0, 0.0


class Counter:
    """Where people are served, one at a time."""

    def __init__(self, threads: int) -> None:
        self.turns = Turns(threads)

    def served(self, work: Callable[[], Any]) -> Any:
        """What comes of `work` when its turn has come."""
        return self.turns.submit(work).result(PATIENCE)

    def waits(self, work: Callable[[], Any]) -> Any:
        """What comes of `work` while somebody waits behind it, who gets a turn before it ends."""

        def working() -> Any:
            behind = self.turns.submit(threading.get_ident)
            result = work()
            assert behind.result(PATIENCE) != threading.get_ident()
            return result

        return self.served(working)


@pytest.fixture
def patient(monkeypatch):
    """Nobody takes so long in a test that another one is let in beside."""
    monkeypatch.setattr(turns, "LONG_SECONDS", A_TEST)


@pytest.fixture
def counter(request) -> Iterator[Counter]:
    """Where people are served by eight threads, or as many as the test says."""
    counter = Counter(getattr(request, "param", 8))
    yield counter
    counter.turns.shutdown()


def held(counter: Counter) -> tuple[threading.Event, Future[Any]]:
    """Somebody whose turn it is until the event is set."""
    came, may_go = threading.Event(), threading.Event()

    def staying() -> None:
        came.set()
        assert may_go.wait(PATIENCE)

    future = counter.turns.submit(staying)
    assert came.wait(PATIENCE)
    return may_go, future


def test_one_is_served_at_a_time_in_the_order_of_their_coming(counter, patient):
    order, inside, most = list[int](), list[int](), set[int]()

    def work(number: int) -> None:
        inside.append(number)
        threading.Event().wait(0)  # lets others take the interpreter
        most.add(len(inside))
        inside.remove(number)
        order.append(number)

    list(counter.turns.map(work, range(400)))
    assert order == list(range(400))
    assert most == {1}


def test_who_ends_serves_those_who_wait(counter, patient):
    may_go, first = held(counter)
    waiting = [counter.turns.submit(threading.get_ident) for _ in range(20)]
    assert not any(each.done() for each in waiting)
    may_go.set()
    assert len({each.result(PATIENCE) for each in waiting}) == 1
    first.result(PATIENCE)


def test_whoever_takes_long_is_not_waited_for(counter):
    may_go, first = held(counter)
    also_may_go, second = held(counter)  # comes although the first one stays
    assert counter.served(lambda: "third") == "third"
    assert not first.done()
    assert not second.done()
    for each in (may_go, also_may_go):
        each.set()


def test_those_who_wait_for_one_who_takes_long_come_one_by_one(counter, monkeypatch):
    monkeypatch.setattr(turns, "LONG_SECONDS", A_TEST)
    may_go, _ = held(counter)
    counter.turns._served = None  # as if it took long
    also_may_go, second = held(counter)
    third = counter.turns.submit(threading.get_ident)
    may_go.set()
    assert not third.done()
    also_may_go.set()
    assert third.result(PATIENCE)
    assert second.result(PATIENCE) is None


@pytest.mark.parametrize("counter", [1], indirect=True)
def test_where_all_threads_are_busy_all_are_waited_for(counter):
    may_go, _ = held(counter)
    behind = counter.turns.submit(threading.get_ident)
    may_go.set()
    assert behind.result(PATIENCE)


def test_whoever_leaves_lets_the_next_one_come(counter, patient):
    def twice() -> None:
        turns.leave()
        turns.leave()

    counter.waits(twice)
    assert counter.served(lambda: "a turn that came later") == "a turn that came later"


def test_a_turn_ends_with_what_fails_in_it(counter, patient):
    with pytest.raises(ZeroDivisionError):
        counter.served(lambda: 1 / 0)
    assert counter.served(lambda: 1) == 1


def test_who_gave_up_waiting_is_not_served(counter, patient):
    may_go, _ = held(counter)
    served = list[str]()
    gave_up = counter.turns.submit(served.append, "gave up")
    stayed = counter.turns.submit(served.append, "stayed")
    assert gave_up.cancel()
    may_go.set()
    stayed.result(PATIENCE)
    assert served == ["stayed"]


def committed(app) -> None:
    """A transaction came to its end."""
    with app.app_context():
        transactional(lambda: None)()


def test_nobody_waits_for_who_waits_for_a_slow_disk(app, counter, patient, monkeypatch):
    committed(app)
    monkeypatch.setattr(transaction, "QUICK_SECONDS", NO_TIME)
    counter.waits(lambda: committed(app))


def test_a_quick_disk_is_waited_for(app, counter, patient, monkeypatch):
    committed(app)
    monkeypatch.setattr(transaction, "QUICK_SECONDS", A_TEST)
    order = list[str]()

    def working() -> None:
        counter.turns.submit(order.append, "behind")
        committed(app)
        order.append("committed")

    counter.served(working)
    counter.served(lambda: order.append("later"))
    assert order == ["committed", "behind", "later"]


def test_how_quick_the_disk_is_says_the_quickest_of_the_last_commits(app, monkeypatch):
    monkeypatch.setattr(transaction, "_took", deque([A_TEST], maxlen=2))
    committed(app)
    assert min(transaction._took) < A_TEST
    committed(app)
    assert max(transaction._took) < A_TEST


def test_nobody_waits_for_who_waits_for_a_hash(counter, patient):
    apart = Apart(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1), 1)
    counter.waits(lambda: apart.hash("a password"))
    apart.close()


def test_nobody_waits_for_who_follows_the_board(app, counter, patient):
    nobody: Any = None
    listener: Any = SimpleNamespace(start=Cursor(), day=date(2026, 12, 1))
    events = Stream(app, nobody, nobody, listener, nobody, {}).since(None)
    assert counter.waits(lambda: next(events)).startswith("retry")


def test_what_waits_at_the_end_is_done_and_nothing_more_is_taken(counter, patient):
    may_go, _ = held(counter)
    behind = counter.turns.submit(threading.get_ident)
    counter.turns.shutdown(wait=False)
    with pytest.raises(RuntimeError):
        counter.turns.submit(threading.get_ident)
    may_go.set()
    assert behind.result(PATIENCE)


def test_whoever_leaves_at_the_end_leaves_those_behind_to_who_is_there(counter, patient):
    over, may_go = threading.Event(), threading.Event()

    def working() -> None:
        assert over.wait(PATIENCE)
        turns.leave()
        assert may_go.wait(PATIENCE)

    first, behind = counter.turns.submit(working), counter.turns.submit(threading.get_ident)
    counter.turns.shutdown(wait=False)
    over.set()
    may_go.set()
    first.result(PATIENCE)
    assert behind.result(PATIENCE)


def test_what_waits_can_be_called_off_at_the_end(counter, patient):
    may_go, first = held(counter)
    behind = counter.turns.submit(threading.get_ident)
    counter.turns.shutdown(wait=False, cancel_futures=True)
    may_go.set()
    with pytest.raises(CancelledError):
        behind.result(PATIENCE)
    first.result(PATIENCE)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_shop_on_sqlite_serves_one_at_a_time(app):
    assert app.extensions[routes.EXTENSION] is Turns


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_shop_on_postgresql_serves_many(app):
    assert routes.EXTENSION not in app.extensions


def test_outside_of_a_turn_there_is_none_to_leave():
    turns.leave()
