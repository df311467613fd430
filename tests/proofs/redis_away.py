"""Redis gone, killed, frozen, full or empty: nobody notices but the counters, and no limit opens."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import median

from app.models import User
from tests.factories import ADDRESS, PASSWORD
from tests.proofs.harness.clients import Answer, Client
from tests.proofs.harness.proof import Proof, Trial
from tests.proofs.harness.shop import Shop
from tests.servers import redis

# Three servers of one shop meet each fate at once: what the middle one took is not a hiccup of a busy machine.
TILLS = 3
ALLOWED = 10
LONGEST_MS = 300.0
PATIENCE = 60.0
Deed = Callable[["Till"], Answer]


@dataclass
class Till:
    """One server process, somebody at it, and a new address for each request: only accounts are counted here."""

    client: Client
    customer: User
    product_id: int
    _addresses: Iterator[int]

    def sign_in(self, name: str | None = None, password: str = PASSWORD) -> Answer:
        """Sign in, as the till's customer unless another name is said."""
        number = next(self._addresses)
        said = {"email_or_username": name or self.customer.email, "password": password}
        where = {"X-Forwarded-For": f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"}
        return self.client.post("/api/auth/login", said, token="", headers=where)

    def check_out(self) -> Answer:
        """Order one piece."""
        items = [{"product_id": self.product_id, "quantity": 1}]
        return self.client.post("/api/orders", {"items": items, "shipping_address": ADDRESS})

    def look(self) -> Answer:
        """The first page of the catalogue."""
        return self.client.get("/api/products")

    def tries_until_closed(self, name: str) -> int:
        """How often a wrong password is compared before the limit closes; at most twice as often as it may."""
        for tried in range(2 * ALLOWED):
            answer = self.sign_in(name, "wrong password")
            if answer.status == 429:
                return tried
            assert answer.status == 401, f"a wrong password was answered with {answer.status}"
        return 2 * ALLOWED


DEEDS: dict[str, Deed] = {"login": Till.sign_in, "checkout": Till.check_out, "catalogue": Till.look}


class Fates:
    """The Redis of a shop, and what can happen to it. Each leaves it as bad as it says."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, redis.free_port()
        self.server: redis.Redis | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def gone_at_start(self) -> None:
        """It never was there."""

    def killed(self) -> None:
        self._running().kill()

    def frozen(self) -> None:
        self._running().freeze()

    def out_of_memory(self) -> None:
        self._running().refuse_writes()

    def restarted_empty(self) -> None:
        self._running().kill()
        self.server = redis.start(self.folder, self.port)

    def well(self) -> redis.Redis:
        """Make it as good as new, empty."""
        if self.server is not None:
            self.server.stop()
        self.server = redis.start(self.folder, self.port)
        return self.server

    def _running(self) -> redis.Redis:
        assert self.server is not None, "it was never started"
        return self.server


def redis_goes_away(trial: Trial) -> None:
    """Five fates; after each, `n` times every deed at every till, and a stranger who guesses a password."""
    fates = Fates(trial.folder)
    names = (f"guessed-{number}" for number in count())
    worst: dict[str, float] = {}
    tries: dict[str, list[int]] = {}
    with tills_of(trial, fates) as tills:
        usual = {name: median([slowest(till, deed, trial.n) for till in tills]) for name, deed in DEEDS.items()}
        for fate in (fates.gone_at_start, fates.killed, fates.frozen, fates.out_of_memory, fates.restarted_empty):
            if fate != fates.gone_at_start:
                count_in_redis(tills, fates.well(), names)
            fate()
            word = fate.__name__.replace("_", " ")
            added = [
                median([slowest(till, deed, trial.n) for till in tills]) - usual[name]
                for name, deed in DEEDS.items()
            ]
            worst[word] = round(max(0.0, *added))
            tries[word] = [till.tries_until_closed(next(names)) for till in tills]
        trial.found(
            requests_each=trial.n * TILLS,
            usual_ms={name: round(took) for name, took in usual.items()},
            added_ms=worst,
            tries_until_closed={word: max(each) for word, each in tries.items()},
        )
    for word, most in worst.items():
        assert most <= LONGEST_MS, f"with Redis {word} a request took {most} ms longer"
    for word, each in tries.items():
        assert max(each) <= ALLOWED, f"with Redis {word} the limit closed after {max(each)} tries"
        assert min(each) > 0, f"with Redis {word} the limit was closed from the start"


@contextmanager
def tills_of(trial: Trial, fates: Fates) -> Iterator[list[Till]]:
    """Three servers on one database, which all count in the same Redis; it is not there yet."""
    addresses = count(1)
    with trial.shop(serve=False) as shop, ExitStack() as opened:
        product = shop.make.product(stock=1_000_000)
        opened.callback(lambda: fates.server and fates.server.stop())
        opening = []
        for number in range(TILLS):
            folder = shop.folder / f"till-{number}"
            folder.mkdir()
            settings = {"RATELIMIT_ENABLED": "true", "REDIS_URL": fates.url, "TRUSTED_PROXIES": "1"}
            server = Shop(shop.url, folder, settings | {"WEB_CONCURRENCY": "1"})
            opened.callback(server.close)
            server.start()
            customer = shop.make.user()
            till = Till(server.client(customer), customer, product.id, addresses)
            # The first sign-in renews the hash, which takes twice as long.
            assert till.sign_in().status == 200, "nobody can sign in while Redis is not there"
            opening.append(till)
        yield opening


def slowest(till: Till, deed: Deed, times: int) -> float:
    """The longest that `deed` takes, in milliseconds; it always succeeds."""
    longest = 0.0
    for _ in range(times):
        began = time.perf_counter()
        answer = deed(till)
        longest = max(longest, (time.perf_counter() - began) * 1000)
        assert answer.status in (200, 201), f"{deed.__name__} was answered with {answer.status}"
    return longest


def count_in_redis(tills: list[Till], server: redis.Redis, names: Iterator[str]) -> None:
    """Let people sign in until every till counts in Redis again: each looks for it from time to time."""
    deadline = time.monotonic() + PATIENCE
    for till in tills:
        name = next(names)
        while not server.counts(name):
            name = next(names)
            till.sign_in(name, "wrong password")
            assert time.monotonic() < deadline, "a till never counted in Redis again"


PROOF = Proof(
    promise="With Redis gone, killed, frozen, full or emptied nothing fails or waits, and no limit opens",
    run=redis_goes_away,
    full={"sqlite": 20, "postgresql": 20},
    quick={"sqlite": 3},
    missing=redis.available,
)
