"""A seeded shop on a database of its own, and the two servers that are compared on it."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.servers import postgres
from tools import shop

SECRET = "the secret of a shop that is only measured"  # nosec B105


@dataclass(frozen=True)
class Server:
    """A server that is running, one worker of it."""

    address: tuple[str, int]
    process: psutil.Process

    def cpu_seconds(self) -> float:
        """The processor time that it and its worker have taken so far."""
        family = [self.process, *self.process.children(recursive=True)]
        return sum(sum(each.cpu_times()[:2]) for each in family)

    def worker_mib(self) -> float:
        """The memory of its largest process."""
        family = [self.process, *self.process.children(recursive=True)]
        return max(each.memory_info().rss for each in family) / 1024**2


@dataclass(frozen=True)
class Ground:
    """Where something is measured: the shop, and the bare server on the same database."""

    db: str
    shop: Server
    floor: Server


@contextmanager
def ground(db: str) -> Iterator[Ground]:
    """The example shop on `db`, served twice; nothing is left of it afterwards."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="barrow-bench-")))
        env = shop.environment(folder, SECRET_KEY=SECRET, JWT_SECRET_KEY=SECRET, LOG_LEVEL="WARNING")
        env["PYTHONPATH"] = os.pathsep.join((str(shop.BACKEND), str(shop.ROOT)))
        if db == "postgresql":
            env["DATABASE_URL"] = _postgresql(stack)
        _fill(env)
        served = (stack.enter_context(_serving(env, "wsgi:app", "/health")),)
        served += (stack.enter_context(_serving(env, "bench.floors.app:app", "/hello")),)
        yield Ground(db, *served)


def _postgresql(stack: ExitStack) -> str:
    """The address of an empty database on a server that syncs to the disk, as a shop's does."""
    server = stack.enter_context(postgres.start(Path(tempfile.mkdtemp(prefix="barrow-pg-")), durable=True))
    server.create_database("bench")
    return server.url("bench")


def _fill(env: dict[str, str]) -> None:
    for command, cwd in (
        ([sys.executable, "-m", "flask", "db", "upgrade"], shop.BACKEND),
        ([sys.executable, "seed_data.py"], shop.ROOT),
    ):
        subprocess.run(command, cwd=cwd, env=env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@contextmanager
def _serving(env: dict[str, str], app: str, sign_of_life: str) -> Iterator[Server]:
    url, process = shop.launch(env, "--log-level", "error", app=app, stdout=subprocess.DEVNULL)
    try:
        shop.wait_until_healthy(f"{url}{sign_of_life}", process)
        yield Server(shop.address_of(url), psutil.Process(process.pid))
    finally:
        shop.stop(process)
