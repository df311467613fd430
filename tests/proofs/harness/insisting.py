"""People who do not give up: they repeat an order or a payment, with its key, until the shop says it is done."""

import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from random import Random
from types import TracebackType
from typing import Any, Self

from app.core.database import db
from tests.factories import ADDRESS
from tests.proofs.harness.books import Books
from tests.proofs.harness.clients import Answer, Client, Lost
from tests.proofs.harness.proof import Trial
from tests.proofs.harness.shop import Shop

# Whoever is not served for so long has met no outage but a shop that does not come back to its senses.
PATIENCE = 120
PAYING = 0.4
PAUSE = 0.1


@dataclass(frozen=True)
class Done:
    """Something the shop said it had done, and how often it had to be asked."""

    method: str
    path: str
    body: dict[str, Any]
    key: str
    client: Client
    answer: Answer
    tries: int

    @property
    def order_id(self) -> int:
        """The order it is about."""
        return self.answer.json["order"]["id"]


@dataclass(frozen=True)
class Asked:
    """One request: what it was answered with (None is no whole reply), and how long that took."""

    said: str
    status: int | None
    seconds: float
    # A 503 that names no moment to come back is as odd as a 500.
    odd: bool


@dataclass
class Untrue:
    """What the shop told and its books do not say, by key."""

    lost: set[str] = field(default_factory=set)
    doubled: set[str] = field(default_factory=set)


class Insisting:
    """`clients`, each in a thread of its own, who order one product again and again and pay for some of it.

    Inside the block they act; at its end each of them is first told that its last wish was done. An exception in
    the block ends them at once.
    """

    def __init__(self, clients: Sequence[Client], product_id: int, dice: Random) -> None:
        self.product_id = product_id
        self.done: list[Done] = []
        self.asked: list[Asked] = []
        self._failed: list[BaseException] = []
        self._steps, self._stepped = 0, threading.Condition()
        self._open, self._ending, self._leaving = threading.Event(), threading.Event(), threading.Event()
        self._open.set()
        self._threads = [
            threading.Thread(target=self._act, args=(client, f"k{number}", Random(dice.random())), daemon=True)
            for number, client in enumerate(clients)
        ]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._ending.set()
        if kind is not None:
            self._leaving.set()
        self._open.set()
        for thread in self._threads:
            thread.join()
        if kind is None and self._failed:
            raise self._failed[0]

    def wait(self, steps: int) -> None:
        """Wait until so many more requests were sent or answered."""
        with self._stepped:
            wanted = self._steps + steps
            while self._steps < wanted and not self._failed:
                assert self._stepped.wait(PATIENCE), f"nobody asked or was answered within {PATIENCE} s"
        if self._failed:
            raise self._failed[0]

    def hold(self) -> None:
        """Let nobody begin another request: a port that is free now may soon be somebody else's."""
        self._open.clear()

    def go_on(self) -> None:
        """Let them ask again."""
        self._open.set()

    def untrue(self, books: Books) -> Untrue:
        """What they were told so far and is not so, and whatever was done twice."""
        told = list(self.done)  # first: the books may know more by now, but not less
        orders = {
            key: (id_, times)
            for key, id_, times in books.rows(
                "SELECT customer_notes, MAX(id), COUNT(*) FROM orders GROUP BY customer_notes"
            )
        }
        payments = dict(books.rows("SELECT order_id, COUNT(*) FROM payments GROUP BY order_id"))
        found = Untrue(doubled={key for key, (_, times) in orders.items() if times > 1})
        for each in told:
            if each.method == "POST" and orders.get(each.key, (None,))[0] != each.order_id:
                found.lost.add(each.key)
            if each.method == "PUT" and each.order_id not in payments:
                found.lost.add(each.key)
            if payments.get(each.order_id, 0) > 1:
                found.doubled.add(each.key)
        return found

    def order(self, mark: str) -> dict[str, Any]:
        """The body of an order that can be told from all others in the books."""
        items = [{"product_id": self.product_id, "quantity": 1}]
        return {"items": items, "shipping_address": ADDRESS, "customer_notes": mark}

    def between(self, client: Client, mark: str, dice: Random) -> None:
        """What else somebody does between two orders: nothing."""

    def ask(
        self, client: Client, method: str, path: str, body: Any = None, key: str | None = None
    ) -> Answer | None:
        """One request, noted; None if no whole reply came."""
        self._open.wait()
        self._step()
        began, answer = time.monotonic(), None
        with suppress(Lost):
            answer = client.call(method, path, body, key=key)
        self.asked.append(_noted(f"{method} {path}", answer, time.monotonic() - began))
        self._step()
        return answer

    def insist(self, client: Client, method: str, path: str, body: dict[str, Any], key: str) -> Done:
        """Ask for the same until it is said to be done."""
        began = time.monotonic()
        for tries in count(1):
            answer = self.ask(client, method, path, body, key)
            if answer is not None and answer.status in (200, 201):
                done = Done(method, path, body, key, client, answer, tries)
                self.done.append(done)
                return done
            # Nobody is in such a hurry that they keep the shop from coming back.
            if self._leaving.wait(0 if answer is None else PAUSE):
                raise Lost("the attack was called off")
            last = answer.body.decode() if answer is not None else "nothing"
            assert time.monotonic() - began < PATIENCE, (
                f"{method} {path} was refused {tries} times, the last: {last}"
            )
        raise AssertionError("unreachable")

    def _act(self, client: Client, name: str, dice: Random) -> None:
        try:
            for number in count():
                if self._ending.is_set():
                    return
                mark = f"{name}-{number}"
                order = self.insist(client, "POST", "/api/orders", self.order(mark), mark)
                if dice.random() < PAYING:
                    path = f"/api/orders/{order.order_id}/payment-status"
                    self.insist(client, "PUT", path, {"payment_status": "paid"}, f"{mark}-paid")
                self.between(client, mark, dice)
        except BaseException as error:
            self._failed.append(error)
            self._step()

    def _step(self) -> None:
        with self._stepped:
            self._steps += 1
            self._stepped.notify_all()


def _noted(said: str, answer: Answer | None, seconds: float) -> Asked:
    if answer is None:
        return Asked(said, None, seconds, odd=False)
    fine = answer.status in (200, 201) or (answer.status == 409 and answer.code == "request_in_progress")
    away = answer.status == 503 and int(answer.headers.get("retry-after", 0)) >= 1
    return Asked(said, answer.status, seconds, odd=not (fine or away))


def judge(trial: Trial, people: Insisting, shop: Shop) -> None:
    """Nothing that was said is missing, nothing is there twice or by half."""
    with shop.app.app_context():
        db.engine.dispose()  # what was ended may have been at the other end of this process's connections
    untrue, half = people.untrue(shop.books), shop.differences()
    trial.found(lost=len(untrue.lost), doubled=len(untrue.doubled), half_written=len(half))
    assert not untrue.lost, f"said to be done, and not in the books: {sorted(untrue.lost)[:5]}"
    assert not untrue.doubled, f"done more than once: {sorted(untrue.doubled)[:5]}"
    assert half == [], f"written by half: {half[:3]}"
