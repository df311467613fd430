"""PostgreSQL's own programs: where they are, what they are told, and what they say when they fail."""

import os
import re
import shutil
import subprocess  # nosec B404
from collections import deque
from collections.abc import Callable, Mapping
from typing import IO

from sqlalchemy import URL

from app.core.config import settings
from app.core.errors import Unavailable

# Lines that say what went wrong, and are not a word of progress.
TROUBLE = re.compile(r"\b(?:error|fatal|detail|hint):\s*(.+)", re.IGNORECASE)
OTHER_VERSION = "server version mismatch"
MOST_LINES = 3


def path_of(program: str) -> str:
    """Where `program` is: in PG_BIN, or else on PATH. Unavailable if it is not there."""
    folder = settings().pg_bin
    found = shutil.which(program, path=str(folder) if folder else None)
    if found is None:
        place = f"in PG_BIN ({folder})" if folder else "on PATH"
        raise Unavailable(
            f"{program} is not {place}. Install PostgreSQL's client programs, or name their folder in PG_BIN."
        )
    return found


def address_of(url: URL) -> str:
    """`url` as libpq understands it, without any password: everybody can read a command line."""
    from psycopg2.extensions import make_dsn  # noqa: PLC0415 - 4 MB that a shop on SQLite does without
    from sqlalchemy.dialects.postgresql.psycopg2 import PGDialect_psycopg2  # noqa: PLC0415

    _, given = PGDialect_psycopg2().create_connect_args(url)
    return make_dsn(**{name: value for name, value in given.items() if "password" not in name})


def environment(url: URL) -> Mapping[str, str]:
    """The environment in which a program reaches `url` and speaks English."""
    told = {"LC_ALL": "C", "PGAPPNAME": "barrow backup", "PGCONNECT_TIMEOUT": "10"}
    return os.environ | told | ({"PGPASSWORD": url.password} if url.password else {})


def start(
    program: str,
    *options: str,
    env: Mapping[str, str],
    stdin: int = subprocess.DEVNULL,
    stdout: int = subprocess.DEVNULL,
    stderr: int | IO[bytes] = subprocess.PIPE,
) -> subprocess.Popen[bytes]:
    """Start `program`, with no shell in between."""
    command = [path_of(program), *options]
    return subprocess.Popen(command, env=env, stdin=stdin, stdout=stdout, stderr=stderr)  # nosec B603


def run(program: str, *options: str, env: Mapping[str, str], heard: Callable[[str], None]) -> None:
    """Run `program` to its end, letting `heard` have each line it says; Unavailable, as a sentence, if it fails."""
    lines: deque[str] = deque(maxlen=200)
    with start(program, *options, env=env) as process:
        try:
            for said in process.stderr or ():
                lines.append(said.decode(errors="replace"))
                heard(lines[-1])
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        raise failure(program, list(lines))


def failure(program: str, lines: list[str]) -> Unavailable:
    """What `program`, which failed, said in `lines`, as a sentence."""
    told = [found[1].rstrip(".") for line in lines if (found := TROUBLE.search(line))]
    said = "; ".join(told[:MOST_LINES]) or "it did not say why"
    if OTHER_VERSION in said:
        return Unavailable(
            f"{program} is older than the server ({said}). Name the folder of the server's own programs in PG_BIN."
        )
    return Unavailable(f"{program} failed: {said}. Nothing was changed.")
