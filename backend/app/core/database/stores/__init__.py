"""The place where a shop keeps its rows, as a whole: copied, checked, replaced. One module for each kind."""

from pathlib import Path
from typing import Protocol

from app.core.database.base import db
from app.core.database.stores.postgresql import PostgresqlDatabase
from app.core.database.stores.sqlite import SqliteFile
from app.core.progress import Progress


class Store(Protocol):
    """What every kind of database can do. Refusals are sentences for whoever runs the shop."""

    kind: str
    # What a copy is called inside a backup.
    member: str

    def exists(self) -> bool:
        """Whether there is anything to look into; looking into a SQLite file that is not there would make one."""
        ...

    def workplace(self) -> Path | None:
        """The folder in which a copy that is to be put in place has to lie; None where any will do."""
        ...

    def save(self, copy: Path, progress: Progress) -> None:
        """Write a copy as of one moment, while others read and write."""
        ...

    def check(self, copy: Path, progress: Progress) -> None:
        """Raise Invalid unless `copy` is whole."""
        ...

    def refuse_if_used(self) -> None:
        """Raise Conflict while a server works on this database."""
        ...

    def replace_with(self, copy: Path, progress: Progress) -> None:
        """Put `copy`, which is used up, in the place of everything there is: entirely, or not at all."""
        ...

    def damage(self) -> list[str]:
        """What the database itself finds wrong with its rows, as sentences."""
        ...


def of_this_shop() -> Store:
    """Where the running application keeps its rows."""
    url = db.engine.url
    if url.get_backend_name() == "sqlite":
        return SqliteFile(url.database)
    return PostgresqlDatabase(url)


def let_go() -> None:
    """Close every connection of this process; the next question opens a new one."""
    db.session.remove()
    db.engine.dispose()
