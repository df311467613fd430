"""A shop in one SQLite file."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from app.core import disk
from app.core.errors import Conflict, Invalid, Unavailable
from app.core.progress import Progress

PAGES_AT_ONCE = 256
BUSY_SECONDS = 5
LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
BESIDE = ("-wal", "-shm", "-journal")


class SqliteFile:
    """The file at `path`, and what SQLite keeps beside it while it is open."""

    kind = "sqlite"
    member = "database.sqlite"

    def __init__(self, path: str | None) -> None:
        if not path or path == ":memory:":
            raise Conflict("A shop in memory cannot be backed up or restored: name a file in DATABASE_URL.")
        self.path = Path(path)

    def exists(self) -> bool:
        """Whether the file is there."""
        return self.path.exists()

    def workplace(self) -> Path | None:
        """Beside the file: only there can a copy take its name at once."""
        return self.path.parent

    def save(self, copy: Path, progress: Progress) -> None:
        """Copy by SQLite's own backup, and check the copy."""
        with _plainly(f"{self.path} cannot be copied"), closing(_opened(self.path)) as source:
            # In a reading transaction the pages stay as they are: writers go on, and the copy never starts over.
            source.execute("BEGIN")
            [[pages]] = source.execute("SELECT page_count FROM pragma_page_count")
            source.execute("SELECT count(*) FROM sqlite_master").fetchone()
            with closing(sqlite3.connect(copy)) as target, progress("Copying the database", pages) as advance:
                left = pages

                def copied(_status: int, remaining: int, _total: int) -> None:
                    nonlocal left
                    advance(left - remaining)
                    left = remaining

                source.backup(target, pages=PAGES_AT_ONCE, progress=copied)
                # One file: what is in a backup needs nothing beside it.
                target.execute("PRAGMA journal_mode = DELETE")
        self.check(copy, progress)

    def check(self, copy: Path, progress: Progress) -> None:
        """By `PRAGMA integrity_check`."""
        address = f"{copy.resolve().as_uri()}?mode=ro&immutable=1"
        try:
            with (
                progress("Checking the database", 1) as advance,
                closing(sqlite3.connect(address, uri=True)) as connection,
            ):
                found = _integrity(connection)
                advance(1)
        except sqlite3.DatabaseError as error:
            found = [str(error)]
        if found:
            raise Invalid(f"The copy of the database is damaged ({found[0]}). Nothing was changed.")

    def refuse_if_used(self) -> None:
        """Only the last connection may leave WAL mode, in which the shop opens its file."""
        if not self.exists():
            return
        try:
            with closing(_opened(self.path)) as connection:
                connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        except sqlite3.DatabaseError as error:
            if _code(error) in LOCKED:
                raise Conflict(
                    f"Somebody works with {self.path}. Stop the server, then restore; nothing was changed."
                ) from error
            # A file that SQLite cannot read is nobody's, and a reason to restore.
            if _code(error) not in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
                raise Unavailable(f"{self.path} cannot be opened ({error}). Nothing was changed.") from error

    def replace_with(self, copy: Path, progress: Progress) -> None:
        """By a rename, which happens or does not."""
        with progress("Restoring the database", 1) as advance:
            self.refuse_if_used()
            # Leaving WAL mode wrote what stood beside the file into it. What a damaged file left there must not
            # be taken for a part of the new one.
            for suffix in BESIDE:
                Path(f"{self.path}{suffix}").unlink(missing_ok=True)
            if self.exists():
                _look_like(copy, self.path)
            copy.replace(self.path)
            advance(1)
        disk.sync(self.path.parent)

    def damage(self) -> list[str]:
        """Pages and indexes that do not fit each other, and rows that name rows which are not there."""
        try:
            with closing(_opened(self.path)) as connection:
                return _integrity(connection) + _strays(connection)
        except sqlite3.DatabaseError as error:
            return [f"The database file cannot be read: {error}"]


def _opened(path: Path) -> sqlite3.Connection:
    """An existing file; transactions begin when they are told to."""
    address = f"{path.resolve().as_uri()}?mode=rw"
    return sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)


def _integrity(connection: sqlite3.Connection) -> list[str]:
    # Of damaged pages all is said in one answer of several lines, below one that names the database.
    lines = [line for (said,) in connection.execute("PRAGMA integrity_check(20)") for line in said.splitlines()]
    return [line for line in lines if line != "ok" and not line.startswith("***")]


def _strays(connection: sqlite3.Connection) -> list[str]:
    found = connection.execute("SELECT [table], parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2")
    return [f"{count} row(s) of {table} name rows of {parent} that are not there" for table, parent, count in found]


def _look_like(copy: Path, old: Path) -> None:
    """Give `copy` the owner and the permissions of `old`: whoever restores may not be who serves."""
    kept = old.stat()
    copy.chmod(kept.st_mode & 0o7777)
    with suppress(PermissionError):
        os.chown(copy, kept.st_uid, kept.st_gid)


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


@contextmanager
def _plainly(sentence: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise Unavailable(f"{sentence}: {error}.") from error
