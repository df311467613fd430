"""Shops to back up and to restore, and what is in them."""

import gc
import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from click.testing import Result
from flask import Flask
from PIL import Image
from sqlalchemy import select

from app import services
from app.core import uploads
from app.core.config import Settings
from app.core.database import Base, db, stores
from app.models import Product
from tests.factories import Make
from tests.installations import Installation
from tests.servers import programs

_installed = programs.postgres()
PG_BIN = _installed / "bin" if _installed else None


class BackedUp:
    """A shop of its own pictures on the database of `installation`, and the commands typed at it."""

    def __init__(self, installation: Installation, folder: Path) -> None:
        self.installation, self.folder = installation, folder
        self.file = folder / "shop.backup"
        self.app = installation.with_settings(upload_folder=folder / "uploads", pg_bin=PG_BIN)
        self.make = Make(self.app)

    @property
    def settings(self) -> Settings:
        """What the shop runs with."""
        return self.app.config["SETTINGS"]

    def flask(self, *typed: object, app: Flask | None = None) -> Result:
        """What `flask` says when this is typed; nobody of this process is in the shop meanwhile."""
        self.leave()
        said = (app or self.app).test_cli_runner().invoke(args=[str(word) for word in typed])
        assert said.exception is None or isinstance(said.exception, SystemExit), said.exception
        return said

    def backup(self, *options: str) -> Path:
        """The file of a backup made now."""
        said = self.flask("backup", self.file, *options)
        assert said.exit_code == 0, said.output
        return self.file

    def leave(self) -> None:
        """Close every connection that a test has opened."""
        # One that was lent while its pool was given up, in an earlier test, is closed when it is collected.
        gc.collect()
        for app in (self.app, self.installation.app):
            with app.app_context():
                stores.let_go()

    def empty(self) -> None:
        """Take everything out of the shop, the pictures too."""
        self.leave()
        self.installation.emptied()
        self.app = self.installation.joined(self.app)
        for name in uploads.names(self.settings.upload_folder):
            (self.settings.upload_folder / name).unlink()

    def product_with_picture(self, colour: str = "navy") -> Product:
        """A product whose picture is in the upload folder."""
        return painted(self.make, colour)

    def contents(self) -> dict[str, Any]:
        """Every row of every table, and the checksum of every file."""
        with self.app.app_context():
            tables = {
                table.name: [tuple(row) for row in db.session.execute(select(table).order_by(*table.primary_key))]
                for table in Base.metadata.sorted_tables
            }
            db.session.remove()
        return tables | {"files": files(self.settings.upload_folder)}

    @contextmanager
    def unchanged(self) -> Iterator[None]:
        """Nothing in the shop is different after the block, and nothing lies around."""
        before, lying = self.contents(), self._lying()
        yield
        assert self.contents() == before
        assert self._lying() == lying

    def _lying(self) -> list[str]:
        """Files beside the database and the backup, but for those that SQLite keeps there while it is open."""
        places = {self.folder, self.installation.settings.upload_folder.parent}
        found = [path for place in places for path in place.rglob("*") if path.name[-4:] not in ("-wal", "-shm")]
        return sorted(map(str, found))


def painted(make: Make, colour: str) -> Product:
    """A product with an uploaded picture, of its own if no other has that colour."""
    file = io.BytesIO()
    Image.new("RGB", (90, 60), colour).save(file, "PNG")
    picture = make.do(lambda: services.images.store(make.boss, file.getvalue()))
    return make.product(image=picture.url)


def files(folder: Path) -> dict[str, str]:
    """The checksum of every file of `folder`, by its name."""
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in uploads.names(folder)}


def unpacked(file: Path) -> dict[str, bytes]:
    """What is in a backup, by name and in order."""
    with tarfile.open(file, "r:") as tar:
        return {name: opened.read() for name in tar.getnames() if (opened := tar.extractfile(name)) is not None}


def packed(file: Path, members: dict[str, bytes]) -> Path:
    """A tar of `members`, however wrong they are."""
    with tarfile.open(file, "w") as tar:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return file


def described(members: dict[str, bytes], **facts: object) -> dict[str, bytes]:
    """`members` with a manifest that says exactly what they are, and besides whatever `facts` say."""
    others = {name: content for name, content in members.items() if not name.startswith("manifest.")}
    said = {
        name: {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in others.items()
    }
    manifest = json.dumps(json.loads(members["manifest.json"]) | {"members": said} | facts).encode()
    return others | {"manifest.json": manifest, "manifest.sha256": sum_of(manifest)}


def sum_of(manifest: bytes) -> bytes:
    """The line of `sha256sum manifest.json`."""
    return f"{hashlib.sha256(manifest).hexdigest()}  manifest.json\n".encode()
