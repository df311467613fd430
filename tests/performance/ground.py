"""A shop of its own for a crowd, as it would run in production, and nothing left of it afterwards."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.servers import postgres, redis
from tools import shop

SECRET = "the secret of a shop that is only crowded for a while"  # nosec B105
SERVER_LOG = "server.log"
IN_PRODUCTION = {
    "APP_ENV": "production",
    "RATELIMIT_ENABLED": "true",
    "TRUSTED_PROXIES": "1",  # everybody comes from an address of their own, which the crowd says in a header
    "LOG_LEVEL": "INFO",
    "ACCESS_TOKEN_SECONDS": "86400",  # nobody has to sign in again, however long it takes
}


@dataclass(frozen=True)
class Wanted:
    """How large the shop is, and what serves it."""

    people: int
    products: int
    orders: int
    db: str
    workers: int


@dataclass(frozen=True)
class Ground:
    """A shop that is open. `env` is what its programs run with, `servers` are the roots of its processes."""

    url: str
    database: str
    env: dict[str, str]
    folder: Path
    servers: dict[str, psutil.Process]

    def processor_seconds(self) -> dict[str, float]:
        """What each server and all it started, those that ended included, have taken of the processors so far."""
        return {name: _seconds(process) for name, process in self.servers.items()}

    def worker_mib(self) -> float:
        """The memory of the largest process that serves."""
        return max(each.memory_info().rss for each in _family(self.servers["the shop"])) / 1024**2


@contextmanager
def ground(wanted: Wanted) -> Iterator[Ground]:
    """Fill a shop and open it; whatever was started is stopped at the end."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="barrow-load-")))
        env = shop.environment(folder, SECRET_KEY=SECRET, JWT_SECRET_KEY=SECRET[::-1])
        env |= {"PYTHONPATH": os.pathsep.join((str(shop.BACKEND), str(shop.ROOT)))}
        servers = dict[str, psutil.Process]()
        if wanted.db == "postgresql":
            database = stack.enter_context(_postgresql())
            servers["PostgreSQL"] = psutil.Process(database.process.pid)
            env |= {"DATABASE_URL": database.url("load")}
            if not redis.available():
                counters = stack.enter_context(redis.start(folder))
                servers["Redis"] = psutil.Process(counters.process.pid)
                env |= {"REDIS_URL": counters.url}
        _fill(env, wanted)
        env |= IN_PRODUCTION | {"WEB_CONCURRENCY": str(wanted.workers)}
        log = stack.enter_context((folder / SERVER_LOG).open("wb"))
        url, server = shop.launch(env, stdout=log.fileno(), stderr=log.fileno())
        stack.callback(shop.stop, server)
        shop.wait_until_healthy(f"{url}/health", server)
        servers["the shop"] = psutil.Process(server.pid)
        yield Ground(url, env["DATABASE_URL"], env, folder, servers)


@contextmanager
def _postgresql() -> Iterator[postgres.Postgres]:
    """A server that syncs to the disk, as a shop's does, with an empty database."""
    with (
        tempfile.TemporaryDirectory(prefix="barrow-pg-") as folder,
        postgres.start(Path(folder), durable=True) as server,
    ):
        server.create_database("load")
        yield server


def _fill(env: dict[str, str], wanted: Wanted) -> None:
    """The example shop with older orders, a supplier's list of products, and accounts for everybody."""
    older = ("--orders", str(wanted.orders)) if wanted.orders else ()
    crowd = (str(wanted.people), str(wanted.products))
    for command, cwd in (
        (["-m", "flask", "db", "upgrade"], shop.BACKEND),
        (["seed_data.py", *older], shop.ROOT),
        (["-m", "tests.performance.fill", *crowd], shop.ROOT),
    ):
        done = subprocess.run(
            [sys.executable, *command], cwd=cwd, env=env, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise shop.Failed(f"The shop could not be filled: {done.stderr or done.stdout}")


def _family(process: psutil.Process) -> list[psutil.Process]:
    return [process, *process.children(recursive=True)]


def _seconds(process: psutil.Process) -> float:
    seconds = 0.0
    for each in _family(process):
        with suppress(psutil.NoSuchProcess):  # one that ended meanwhile is among what its parent's children took
            seconds += sum(each.cpu_times()[:4])
    return seconds
