"""The crowd of `make load`, for Locust; `python -m tests.performance` makes the shop that it comes to.

While it runs, a line says how it goes; at the end, what it remembers is in the file that LOAD_RECORD names.
"""

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import gevent
import orjson
from locust import events
from locust.env import Environment

from tests.performance.goals import percentile
from tests.performance.person import ROUND
from tests.performance.shoppers import Browser, Buyer, Collector
from tests.performance.staff import Cashier, Manager

__all__ = ["Browser", "Buyer", "Cashier", "Collector", "Manager"]

BETWEEN_LINES = 10


class Watch:
    """Remembers what everybody was told, and says now and then how it goes."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self.times, self.since = ROUND.arriving, list[float]()
        self.began = self.complete = time.monotonic()
        events = environment.events
        events.request.add_listener(self.answered)
        events.user_error.add_listener(self.stumbled)
        events.spawning_complete.add_listener(self.all_here)
        events.test_stopping.add_listener(self.going)
        events.quitting.add_listener(self.write)
        gevent.spawn(self.tell)

    def answered(self, name: str, response_time: float, response: Any, exception: Any, **_: Any) -> None:
        """A reply came, or did not."""
        self.times.setdefault(name, []).append(response_time)
        self.since.append(response_time)
        if exception:
            ROUND.errors[f"{name}: {_reason(response, exception)}"] += 1

    def stumbled(self, exception: Exception, **_: Any) -> None:
        """Somebody did not understand a reply."""
        ROUND.errors[f"a person: {exception!r}"] += 1

    def all_here(self, **_: Any) -> None:
        """From now on it is the whole crowd that is served."""
        self.times, self.complete = ROUND.crowd, time.monotonic()

    def going(self, **_: Any) -> None:
        """The time is over; whoever is waiting for a reply still gets it."""
        ROUND.seconds = time.monotonic() - self.complete

    def write(self, **_: Any) -> None:
        """Keep what was remembered."""
        ROUND.processor_seconds = time.process_time()
        if kept := os.environ.get("LOAD_RECORD"):
            ROUND.write(Path(kept))

    def tell(self) -> None:
        """A line about the last seconds, again and again."""
        while True:
            gevent.sleep(BETWEEN_LINES)
            lately, self.since = self.since, []
            here = self.environment.runner.user_count if self.environment.runner else 0
            took = f"p95 {percentile(lately, 95):6,.0f} ms" if lately else "no replies"
            seconds, rate = time.monotonic() - self.began, len(lately) / BETWEEN_LINES
            errors = sum(ROUND.errors.values())
            print(
                f"  {seconds:5.0f} s  {here:4} people  {rate:6,.1f} requests/s  {took}  {errors} errors", flush=True
            )


def _reason(response: Any, exception: Exception) -> str:
    """Why a reply is none, in words that are the same for all that have that reason."""
    with suppress(Exception):  # whatever came is not what the shop says when it refuses
        return f"{response.status_code} {orjson.loads(response.content)['code']}"
    return f"{response.status_code} {exception!r}"


@events.init.add_listener
def begin(environment: Environment, **_: Any) -> None:
    """Watch the run that is about to begin."""
    Watch(environment)
