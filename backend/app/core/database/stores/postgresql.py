"""A shop in a database of PostgreSQL, which it has for itself."""

from collections.abc import Generator
from contextlib import closing, suppress
from pathlib import Path
from subprocess import PIPE  # nosec B404
from tempfile import TemporaryFile
from time import monotonic, sleep
from typing import IO, cast

from sqlalchemy import URL, inspect, text

from app.core.database.base import Base, db
from app.core.database.stores import programs
from app.core.errors import Conflict
from app.core.progress import Advance, Progress

AT_ONCE = 1 << 20
MOST_SAID = 1 << 16
# Alembic's own table.
VERSIONS = "alembic_version"
# How long a server that was just stopped may take to let go.
PATIENCE = 3.0
USED = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
    "AND pid <> pg_backend_pid() AND application_name = 'barrow'"
)
# All locks at once, before anything else: somebody who holds one makes this fail instead of making it wait.
BEGIN = "BEGIN;\nSET LOCAL lock_timeout = '10s';\n"
# As whoever restores, with the privileges that this database gives.
AS_SQL = ("--clean", "--if-exists", "--no-owner", "--no-privileges", "--file=-")
UNTIL_AN_ERROR = ("--no-psqlrc", "--quiet", "--no-password", "--set=ON_ERROR_STOP=1", "--file=-")


class PostgresqlDatabase:
    """The database at `url`."""

    kind = "postgresql"
    member = "database.pgdump"

    def __init__(self, url: URL) -> None:
        self._address = f"--dbname={programs.address_of(url)}"
        self._env = programs.environment(url)
        self._length = 1

    def exists(self) -> bool:
        """A database that is not there says so itself, when it is asked."""
        return True

    def workplace(self) -> Path | None:
        """The server keeps its files where it likes."""
        return None

    def save(self, copy: Path, progress: Progress) -> None:
        """By pg_dump, which sees the shop of one moment."""
        with progress("Copying the database", len(Base.metadata.tables) + 1) as advance:

            def heard(line: str) -> None:
                if "dumping contents of table" in line:
                    advance(1)

            options = ("--format=custom", "--verbose", "--no-password", "--lock-wait-timeout=10s", "--no-sync")
            programs.run("pg_dump", *options, f"--file={copy}", self._address, env=self._env, heard=heard)

    def check(self, copy: Path, progress: Progress) -> None:
        """By having pg_restore read all of it, and not only its table of contents."""
        with progress("Checking the database", 1) as advance:
            self._length = sum(len(piece) for piece in self._statements(copy))
            advance(1)

    def refuse_if_used(self) -> None:
        """Servers of this program say their name when they connect."""
        deadline = monotonic() + PATIENCE
        # Each question in a transaction of its own: who is there is looked up once for all of a transaction.
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            while connection.scalar(USED):
                if monotonic() > deadline:
                    raise Conflict("A server works with this database. Stop it, then restore; nothing was changed.")
                sleep(0.1)

    def replace_with(self, copy: Path, progress: Progress) -> None:
        """By SQL in one transaction, which begins by dropping our tables and is committed after the last statement.

        pg_restore could do it alone, but only drops what the copy knows: the tables of a newer program would be
        in its way.
        """
        with progress("Restoring the database", self._length) as advance, TemporaryFile() as said:
            options = (*UNTIL_AN_ERROR, self._address)
            with programs.start("psql", *options, env=self._env, stdin=PIPE, stderr=said) as psql:
                try:
                    self._tell(cast("IO[bytes]", psql.stdin), copy, advance)
                except BaseException:
                    psql.kill()  # without its COMMIT nothing has happened
                    raise
            if psql.returncode:
                raise programs.failure("psql", _lines(said))

    def damage(self) -> list[str]:
        """PostgreSQL holds rows to their references and reads no page whose checksum is wrong: nothing to ask."""
        return []

    def _tell(self, psql: IO[bytes], copy: Path, advance: Advance) -> None:
        # Whoever stopped listening says why on its own.
        with suppress(BrokenPipeError), closing(psql), closing(self._statements(copy)) as statements:
            psql.write((BEGIN + _dropping()).encode())
            for piece in statements:
                psql.write(piece)
                advance(len(piece))
            psql.write(b"COMMIT;\n")

    def _statements(self, copy: Path) -> Generator[bytes]:
        """`copy` as SQL, in pieces; Unavailable, after the last one, if there should have been more."""
        with (
            TemporaryFile() as said,
            programs.start("pg_restore", *AS_SQL, str(copy), env=self._env, stdout=PIPE, stderr=said) as process,
        ):
            source = cast("IO[bytes]", process.stdout)
            try:
                while piece := source.read(AT_ONCE):
                    yield piece
            except BaseException:
                process.kill()
                raise
            if process.wait():
                raise programs.failure("pg_restore", _lines(said))


def _dropping() -> str:
    """The statement that drops the tables of a shop which are there; they may name each other."""
    ours = [
        name for name in inspect(db.engine).get_table_names() if name in Base.metadata.tables or name == VERSIONS
    ]
    quoted = ", ".join(map(db.engine.dialect.identifier_preparer.quote, ours))
    return f"DROP TABLE {quoted};\n" if ours else ""


def _lines(said: IO[bytes]) -> list[str]:
    said.seek(0)
    return said.read(MOST_SAID).decode(errors="replace").splitlines()
