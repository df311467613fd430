"""Servers that are measured: the production server with one worker, of the shop or of what stands in its place."""

import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import psutil

from tools import shop

# A shop that keeps no ready-made reply.
COLD = {"REPLY_CACHE_MEGABYTES": "0"}


@dataclass(frozen=True)
class Kind:
    """Something to serve: an application, how it is set up, and an address at which it shows that it is there."""

    app: str
    settings: Mapping[str, str]
    sign_of_life: str = "/health"


KINDS = {
    "warm": Kind("wsgi:app", {}),
    "cold": Kind("wsgi:app", COLD),
    "warm, counting": Kind("bench.counting:app", {}),
    "cold, counting": Kind("bench.counting:app", COLD),
    "floor": Kind("bench.floors.app:app", {}, "/hello"),
}


@dataclass(frozen=True)
class Server:
    """A server that is running."""

    address: tuple[str, int]
    process: psutil.Process
    # PostgreSQL's own, which works for all servers; SQLite works in theirs.
    database: psutil.Process | None = None

    def cpu_seconds(self, *, of_all: bool = False) -> float:
        """The processor time that it and its worker have taken so far; `of_all` with that of the database."""
        asked = [self.database] if of_all and self.database else []
        return sum(sum(each.cpu_times()[:2]) for first in (self.process, *asked) for each in _family(first))

    def worker_megabytes(self) -> float:
        """The memory of its largest process."""
        return max(each.memory_info().rss for each in _family(self.process)) / 1e6


def _family(process: psutil.Process) -> list[psutil.Process]:
    return [process, *process.children(recursive=True)]


@contextmanager
def serving(env: Mapping[str, str], database: psutil.Process | None) -> Iterator[dict[str, Server]]:
    """One server of every kind on the shop that `env` describes; all are stopped at the end."""
    with ExitStack() as stack:
        started = {name: stack.enter_context(_started(env, kind)) for name, kind in KINDS.items()}
        for name, (url, process) in started.items():
            shop.wait_until_healthy(f"{url}{KINDS[name].sign_of_life}", process, pause=0.02)
        yield {
            name: Server(shop.address_of(url), psutil.Process(process.pid), database)
            for name, (url, process) in started.items()
        }


@contextmanager
def _started(env: Mapping[str, str], kind: Kind) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    given = {**env, **kind.settings}
    url, process = shop.launch(given, "--log-level", "error", app=kind.app, stdout=subprocess.DEVNULL)
    try:
        yield url, process
    finally:
        shop.stop(process)
