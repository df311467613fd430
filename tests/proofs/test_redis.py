"""Limits are counted in Redis where there is one. Gone, killed or frozen, nothing fails and no limit opens."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.factories import PASSWORD
from tests.people import Person
from tests.servers import redis

# What is counted does not depend on the database.
pytestmark = [
    pytest.mark.parametrize("database", ["sqlite"], indirect=True),
    pytest.mark.skipif(redis.available() is not None, reason=f"no Redis: {redis.available()}"),
]
ALLOWED = 10
# Two time-outs of 100 ms each are meant to be the worst; the rest is room for a busy machine.
LONGEST_SECONDS = 1.5


@pytest.fixture
def server(tmp_path) -> Iterator[redis.Redis]:
    """A running Valkey, empty."""
    with redis.start(tmp_path) as started:
        yield started


@pytest.fixture
def open_shop(installation) -> Callable[[str], Person]:
    """Opens a process of the shop that counts at an address; answers with somebody in front of it."""
    return lambda url: Person(installation.with_settings(ratelimit_enabled=True, redis_url=url))


def try_in(guest: Person, name: str = "ann", password: str = "wrong password") -> TestResponse:
    """Try to sign in; whatever happens to Redis, the answer comes soon and is no error of ours."""
    started = time.perf_counter()
    answer = guest.post("/api/auth/login", {"email_or_username": name, "password": password})
    assert time.perf_counter() - started < LONGEST_SECONDS
    assert answer.status_code in (200, 401, 429), answer.text
    return answer


def tries_until_closed(guest: Person, **said: Any) -> int:
    """How often somebody is let try before the limit closes."""
    for tried in range(3 * ALLOWED):
        if try_in(guest, **said).status_code == 429:
            return tried
    raise AssertionError("the limit never closed")


def test_two_processes_count_together(server, open_shop):
    one, other = open_shop(server.url), open_shop(server.url)

    said = [try_in(guest).status_code for guest in (one, other) * (ALLOWED // 2)]

    assert said == [401] * ALLOWED
    for guest in (one, other):
        closed = try_in(guest)
        assert (closed.status_code, closed.json["code"]) == (429, "too_many_requests")
        assert 1 <= int(closed.headers["Retry-After"]) <= 301
        assert try_in(guest, name="ben").status_code == 401


def test_a_good_sign_in_is_forgotten_by_both(server, open_shop, make):
    one, other, user = open_shop(server.url), open_shop(server.url), make.user()

    for _ in range(2):
        assert {try_in(one, name=user.email).status_code for _ in range(ALLOWED - 1)} == {401}
        assert try_in(other, name=user.email, password=PASSWORD).status_code == 200


@pytest.mark.parametrize("fate", ["killed", "frozen"])
def test_without_its_server_a_shop_counts_in_memory(fate, server, open_shop, make):
    guest, user = open_shop(server.url), make.user()
    assert [try_in(guest).status_code for _ in range(3)] == [401] * 3

    server.kill() if fate == "killed" else server.freeze()

    assert tries_until_closed(guest) <= ALLOWED
    assert try_in(guest, name=user.email, password=PASSWORD).status_code == 200
    assert tries_until_closed(guest, name=user.email) <= ALLOWED


@pytest.mark.parametrize("fate", ["killed", "frozen"])
def test_a_shop_that_opens_without_its_server_counts_in_memory(fate, server, open_shop):
    server.kill() if fate == "killed" else server.freeze()

    guest = open_shop(server.url)

    assert tries_until_closed(guest) == ALLOWED
    assert guest.get("/health").status_code == 200
    assert guest.post("/api/auth/refresh").status_code == 401


def test_what_is_not_limited_does_not_ask_redis(server, open_shop):
    guest = open_shop(server.url)
    server.freeze()

    started = time.perf_counter()
    assert {guest.get("/api/products").status_code for _ in range(5)} == {200}
    assert time.perf_counter() - started < 1


def test_once_the_server_is_back_it_counts_again(server, open_shop, freeze):
    freeze("2026-02-10T12:00:00Z")
    one, other = open_shop(server.url), open_shop(server.url)
    server.freeze()
    assert try_in(one).status_code == 401
    server.thaw()

    freeze("2026-02-10T12:00:40Z")  # by now it has asked whether the server is back
    try_in(one)
    for guest in (one, other) * ALLOWED:
        try_in(guest)

    assert tries_until_closed(open_shop(server.url)) == 0
