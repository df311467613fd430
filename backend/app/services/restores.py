"""A shop from a backup: looked at first, put in place afterwards, and never by halves."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.exc import DatabaseError

from app import repositories as repo
from app.core import archives, revisions, uploads
from app.core.archives import Manifest, Reader
from app.core.config import settings
from app.core.database import refusal_for, stores
from app.core.database.stores import Store
from app.core.errors import Conflict, Invalid
from app.core.progress import Progress, unseen
from app.services import kept
from app.services.backups import UPLOADS


@dataclass(frozen=True)
class Restored:
    """What a backup held, and whether its tables are those this program was written for."""

    manifest: Manifest
    is_current: bool


def restore(file: Path, *, replace: bool = False, progress: Progress = unseen) -> Restored:
    """Put the shop of the backup `file` in the place of this one, which must be empty (but with `replace`).

    Everything is verified before anything is touched: Invalid for a file that is no whole backup, Conflict for
    one that does not fit this shop, for a shop that is not empty or in use, Unavailable if the database does not
    take it, OSError if a file cannot be read or written. After each of them the shop is as it was.
    """
    store = stores.of_this_shop()
    with archives.opened(file) as backup:
        manifest = backup.manifest
        _refuse_what_does_not_fit(file, manifest, store)
        if not replace:
            _refuse_to_replace(store)
        stores.let_go()  # our own connections are none of those that would be in the way
        store.refuse_if_used()
        total = sum(member.size for member in manifest.members.values())
        with progress("Verifying the backup", total) as advance:
            backup.verify(advance)
        with TemporaryDirectory(prefix=".restore-", dir=store.workplace()) as name:
            copy = Path(name) / store.member
            with progress("Unpacking the database", manifest.members[store.member].size) as advance:
                backup.unpack(store.member, copy, advance)
            store.check(copy, progress)
            _put_in_place(backup, store, copy, progress)
    stores.let_go()
    return Restored(manifest, manifest.revision == revisions.newest())


def _put_in_place(backup: Reader, store: Store, copy: Path, progress: Progress) -> None:
    members = backup.manifest.members
    pictures = [name.removeprefix(UPLOADS) for name in members if name.startswith(UPLOADS)]
    total = sum(members[UPLOADS + name].size for name in pictures)
    with progress("Unpacking the pictures", total) as advance:

        def unpack(name: str, path: Path) -> None:
            backup.unpack(UPLOADS + name, path, advance)

        with uploads.replaced(settings().upload_folder, pictures, unpack):
            store.replace_with(copy, progress)
    kept.forget()


def _refuse_what_does_not_fit(file: Path, manifest: Manifest, store: Store) -> None:
    if manifest.database != store.kind:
        raise Conflict(
            f"{file} was made on {manifest.database}, and this shop is on {store.kind}. "
            "Set DATABASE_URL to a database of that kind, then restore."
        )
    if manifest.revision not in revisions.known():
        raise Conflict(
            f"{file} was made by version {manifest.version}, whose tables (revision {manifest.revision}) "
            "this program does not know. Install that version or a newer one, then restore."
        )
    strangers = [name for name in manifest.members if name != store.member and not name.startswith(UPLOADS)]
    if store.member not in manifest.members or strangers:
        raise Invalid(f"{file} does not hold what a backup of this shop holds. Nothing was changed.")


def _refuse_to_replace(store: Store) -> None:
    try:
        tables = repo.contents.tables_with_rows() if store.exists() else []
    except DatabaseError as error:
        if refusal_for(error):
            raise
        raise Conflict(
            f"This database cannot be read ({error.orig}). Use --replace to lose it to the backup."
        ) from error
    folder = settings().upload_folder
    if tables or uploads.names(folder):
        what = f"rows in {', '.join(tables)}" if tables else f"files in {folder}"
        raise Conflict(f"This shop is not empty ({what}). Use --replace to lose it to the backup.")
