"""Somebody with a browser: one connection, an address of their own, and a pause for thought after every reply."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from random import uniform
from typing import Any

import orjson
from locust import FastHttpUser
from locust.exception import RescheduleTask, StopUser

from tests.performance.people import PASSWORD, SHARES, user_name
from tests.performance.record import Record

# Seconds.
THINKS = (1.0, 3.0)
ROUND = Record()
_places = count(1)


class Surprised(Exception):
    """A reply was good, and not what was asked for."""


@dataclass(frozen=True)
class Reply:
    """What came back, as far as people look at it."""

    status: int
    tag: str
    body: Any


class Person(FastHttpUser):
    """What everybody does alike. The name of a class is the kind of people it stands for."""

    abstract = True
    asked = False
    network_timeout = connection_timeout = 20.0

    def __init_subclass__(cls) -> None:
        """Each kind has its share of the crowd, and counts its own."""
        cls.weight = SHARES.get(cls.__name__, 1)
        cls.numbers = count()

    def __init__(self, environment: Any) -> None:
        super().__init__(environment)
        self.number = next(self.numbers)
        place = next(_places)
        # The limits of the shop are in force, and count by address: nobody here shares one.
        self.headers = {"X-Forwarded-For": f"10.{place >> 16 & 255}.{place >> 8 & 255}.{place & 255}"}

    def wait_time(self) -> float:
        """How long somebody thinks before they go on: after every reply, and once."""
        thinks, self.asked = self.asked, False
        return uniform(*THINKS) if thinks else 0.0

    def sign_in(self) -> None:
        """Sign in; whoever is refused goes home."""
        said = {"email_or_username": user_name(type(self).__name__, self.number), "password": PASSWORD}
        try:
            token = self.ask("sign in", "POST", "/api/auth/login", said).body["access_token"]
        except RescheduleTask:
            raise StopUser from None
        self.headers["Authorization"] = f"Bearer {token}"

    def ask(
        self,
        what: str,
        method: str,
        path: str,
        body: Any = None,
        *,
        expected: tuple[int, ...] = (200,),
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """One request, counted as `what`. Anything but what is `expected` is an error and ends what was begun."""
        self.asked = True
        sent = {**self.headers, **(headers or {})}
        answer = self.client.request(method, path, name=what, json=body, headers=sent, allow_redirects=False)
        if answer.status_code >= 400 or not answer.status_code:  # counted already
            raise RescheduleTask
        if answer.status_code not in expected:
            raise Surprised(f"{what}: {answer.status_code}, not {expected}")
        content = answer.content
        return Reply(answer.status_code, str((answer.headers or {}).get("ETag")), content and orjson.loads(content))

    def get(self, what: str, path: str, **more: Any) -> Any:
        """Read, and think about it."""
        body = self.ask(what, "GET", path, **more).body
        self.wait()
        return body
