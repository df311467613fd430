"""The whole shop in one file, made while it serves: its rows as of one moment, and the pictures they name."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from app import repositories as repo
from app.core import archives, clock, disk, uploads
from app.core.archives import Manifest
from app.core.config import VERSION, settings
from app.core.database import stores
from app.core.database.stores import Store
from app.core.errors import Conflict
from app.core.progress import Progress, unseen

# Before the name of a file of the upload folder.
UPLOADS = "uploads/"


def write(file: Path, *, force: bool = False, progress: Progress = unseen) -> Manifest:
    """Back the shop up into `file`, which appears under its name when it is whole; says what is in it.

    Conflict if `file` exists (but with `force`) or there is no shop yet, Unavailable if the database cannot be
    copied, OSError if the file cannot be written.
    """
    _refuse_to_overwrite(file, force)
    store = stores.of_this_shop()
    manifest = Manifest(store.kind, _revision(store), VERSION, clock.now())
    # Hidden, beside the file and for our eyes only: what a shop knows of people is in it.
    with TemporaryDirectory(prefix=f".{file.name}.", dir=file.parent) as name:
        whole = Path(name) / "backup"
        # Rows before pictures: a picture is there before a product names it, and is never taken away.
        store.save(Path(name) / store.member, progress)
        manifest = _gathered(whole, manifest, Path(name) / store.member, store.member, progress)
        _refuse_to_overwrite(file, force)
        whole.replace(file)
    disk.sync(file.parent)
    return manifest


def _gathered(whole: Path, manifest: Manifest, copy: Path, member: str, progress: Progress) -> Manifest:
    folder = settings().upload_folder
    parts = [(member, copy)] + [(UPLOADS + name, folder / name) for name in uploads.names(folder)]
    total = sum(path.stat().st_size for _, path in parts)
    whole.touch(mode=0o600)
    with whole.open("wb") as file, progress("Writing the backup", total) as advance:
        writer = archives.Writer(file)
        for name, path in parts:
            writer.add(name, path, advance)
        manifest = writer.finish(manifest)
        file.flush()
        os.fsync(file.fileno())
    return manifest


def _refuse_to_overwrite(file: Path, force: bool) -> None:
    if file.is_dir():
        raise Conflict(f"{file} is a folder. Name a file in it.")
    if file.exists() and not file.is_file():
        raise Conflict(f"{file} is no ordinary file. Name another one.")
    if file.exists() and not force:
        raise Conflict(f"{file} exists. Name another file, or use --force to overwrite it.")


def _revision(store: Store) -> str:
    """The newest migration of the shop, which says what its tables look like."""
    revision = repo.health.migration() if store.exists() else None
    if revision is None:
        raise Conflict("There is no shop in this database yet. Run `flask db upgrade` to make one.")
    return revision
