"""A shop on a database of its own, and the servers that are compared on it."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench import stage
from bench.asks import Ask
from bench.counted import HEADER
from bench.floors.rows import Rows
from bench.load import END, once
from bench.servers import Server, serving
from tests.servers import postgres
from tools import shop

SECRET = "the secret of a shop that is only measured"  # nosec B105


@dataclass(frozen=True)
class Ground:
    """Where something is measured: servers by their kind, and people's tokens by their role."""

    db: str
    env: Mapping[str, str]
    servers: Mapping[str, Server]
    tokens: Mapping[str, Sequence[str]]
    rows: Rows

    def statements(self, kind: str, ask: Ask) -> int:
        """How many statements `ask` takes when it is asked for the second time."""
        server = self.servers[f"{kind}, counting"]
        [talk] = ask.talks(server.address, self.tokens, 1)
        reply = b""
        for request in (talk.requests[0], talk.requests[-1]):
            reply = once(server.address, request)
            talk.check(reply)
        names = (line.partition(": ") for line in reply.partition(END)[0].decode("latin-1").split("\r\n"))
        return next(int(value) for name, _, value in names if name.lower() == HEADER.lower())


@dataclass(frozen=True)
class Size:
    """How much there is in a shop; by default what the example has."""

    products: int = 150
    orders: int = 100
    customers: int = 50

    def __str__(self) -> str:
        return f"{self.products:,} products, {self.orders:,} orders, {self.customers:,} customers"


@contextmanager
def filled(databases: Sequence[str], size: Size) -> Iterator[dict[str, dict[str, str]]]:
    """A shop of `size` on each of `databases`: what its programs find in their environment. Gone at the end."""
    with ExitStack() as stack:
        envs = {db: stack.enter_context(_empty(db)) for db in databases}
        with ThreadPoolExecutor() as together:
            list(together.map(lambda env: _fill(env, size), envs.values()))
        yield envs


@contextmanager
def ground(db: str, env: dict[str, str]) -> Iterator[Ground]:
    """The filled shop on `db`, set up and served."""
    rows = Rows(env["DATABASE_URL"])
    stage.set_up(rows)
    try:
        with serving(env, _database(rows)) as servers:
            yield Ground(db, env, servers, stage.signed_in(servers["warm"].address), rows)
    finally:
        rows.close()


def _database(rows: Rows) -> psutil.Process | None:
    """PostgreSQL's first process, whose children serve a connection each."""
    if rows.is_sqlite:
        return None
    [[number]] = rows.of("SELECT pg_backend_pid()")
    return psutil.Process(number).parent()


@contextmanager
def _empty(db: str) -> Iterator[dict[str, str]]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="barrow-bench-")))
        settings = {"SECRET_KEY": SECRET, "JWT_SECRET_KEY": SECRET, "ACCESS_TOKEN_SECONDS": "86400"}
        # A line of log for every request, as a shop writes it; nobody reads them here.
        env = shop.environment(folder, LOG_LEVEL="INFO", **settings)
        env["PYTHONPATH"] = os.pathsep.join((str(shop.BACKEND), str(shop.ROOT)))
        if db == "postgresql":
            # It syncs to the disk, as a shop's does.
            home = Path(tempfile.mkdtemp(prefix="barrow-pg-"))
            stack.callback(shutil.rmtree, home, ignore_errors=True)
            server = stack.enter_context(postgres.start(home, durable=True))
            server.create_database("bench")
            env["DATABASE_URL"] = server.url("bench")
        yield env


def _fill(env: dict[str, str], size: Size) -> None:
    quiet = subprocess.DEVNULL
    migrate = [sys.executable, "-m", "flask", "db", "upgrade"]
    subprocess.run(migrate, cwd=shop.BACKEND, env=env, check=True, stdout=quiet, stderr=quiet)
    seed = [sys.executable, "seed_data.py"]
    subprocess.run(seed, cwd=shop.ROOT, env=env, check=True, stdout=quiet, stderr=quiet)
    if size != Size():
        more = [part for name, value in vars(size).items() for part in (f"--{name}", str(value))]
        fill = [sys.executable, "-m", "bench.fill", *more]  # it says how far it is
        subprocess.run(fill, cwd=shop.ROOT, env=env, check=True, stdout=sys.stderr)
