"""A backup as one file: a plain tar whose last two members say what all the others must be.

A file that was cut off lacks them, so it never looks whole. Without this program, `tar xf FILE` unpacks one,
`sha256sum -c manifest.sha256` checks its manifest, and the manifest has the checksum of each member.
"""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Any, BinaryIO

from app.core.errors import Invalid
from app.core.progress import Advance

FORMAT = 1
MANIFEST, SUM = "manifest.json", "manifest.sha256"
PIECE = 1 << 20
# A shop with two hundred thousand pictures is far below.
LONGEST_MANIFEST = 64 << 20
# How a tar ends: two empty blocks, filled up to a whole record.
ENDING = 2 * tarfile.BLOCKSIZE


@dataclass(frozen=True)
class Member:
    """A file inside a backup: its bytes and their SHA-256 in hexadecimal."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself; `members` are in the order in which they follow each other."""

    database: str
    revision: str
    version: str
    moment: datetime
    members: dict[str, Member] = field(default_factory=dict)


class Writer:
    """Writes a backup into `file`, member by member; nothing is held in memory but names and checksums."""

    def __init__(self, file: BinaryIO) -> None:
        self._tar = tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT)  # noqa: SIM115 - `finish` closes
        self._members: dict[str, Member] = {}

    def add(self, name: str, path: Path, advance: Advance) -> None:
        """Add the file at `path` as `name`; Invalid for a name that would not be taken back."""
        if not stays_inside(name):
            raise Invalid(f"{path} has a name that not every system knows as one. Rename it, then back up.")
        with path.open("rb") as source:
            watched = _Watched(source, advance)
            size = os.fstat(source.fileno()).st_size
            self._put(name, size, watched)
        self._members[name] = Member(size, watched.sha256.hexdigest())

    def finish(self, manifest: Manifest) -> Manifest:
        """End the backup with `manifest`, which is told the members; returns it."""
        whole = Manifest(manifest.database, manifest.revision, manifest.version, manifest.moment, self._members)
        facts = {"format": FORMAT} | asdict(whole) | {"moment": manifest.moment.isoformat()}
        text = json.dumps(facts, indent=1).encode()
        self._put(MANIFEST, len(text), io.BytesIO(text))
        said = _sum_of(text)
        self._put(SUM, len(said), io.BytesIO(said))
        self._tar.close()
        return whole

    def _put(self, name: str, size: int, source: Any) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode = size, 0o600
        self._tar.addfile(member, source)


class Reader:
    """A backup that is whole as far as its manifest can say; `verify` looks at every byte of its members."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._name = name
        try:
            self._tar = tarfile.open(fileobj=file, mode="r:")  # noqa: SIM115 - the caller closes the file
            self._infos = {info.name: info for info in self._tar.getmembers()}
            self.manifest = self._manifest(file)
        except (tarfile.TarError, EOFError, ValueError, OverflowError) as error:
            raise self._broken("it is not a tar that ends where it should") from error

    def verify(self, advance: Advance) -> None:
        """Read every member to its end; Invalid, with its name, for one that is not as the manifest says."""
        for name in self.manifest.members:
            for piece in self._pieces(name):
                advance(len(piece))

    def unpack(self, name: str, target: Path, advance: Advance) -> None:
        """Write the member `name` to `target`, which must not exist yet, through to the disk; Invalid as above."""
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            for piece in self._pieces(name):
                file.write(piece)
                advance(len(piece))
            file.flush()
            os.fsync(file.fileno())

    def _pieces(self, name: str) -> Iterator[bytes]:
        wanted, sha256 = self.manifest.members[name], hashlib.sha256()
        source = self._opened(name)
        while piece := source.read(PIECE):
            sha256.update(piece)
            yield piece
        if (self._infos[name].size, sha256.hexdigest()) != (wanted.size, wanted.sha256):
            raise self._broken(f"{name} in it is not what was put there")

    def _manifest(self, file: BinaryIO) -> Manifest:
        infos = self._tar.getmembers()
        if [info.name for info in infos[-2:]] != [MANIFEST, SUM] or infos[-2].size > LONGEST_MANIFEST:
            raise self._broken("it does not end with a manifest")
        text = self._opened(MANIFEST).read()
        if self._opened(SUM).read(1024) != _sum_of(text):
            raise self._broken("its manifest was changed")
        manifest = self._understood(text)
        if [info.name for info in infos] != [*manifest.members, MANIFEST, SUM]:
            raise self._broken("it does not hold the members of its manifest")
        # Links, devices and sparse files are nothing we ever put there.
        if any(info.type != tarfile.REGTYPE for info in infos) or not all(map(stays_inside, manifest.members)):
            raise self._broken("a member of it would not stay in its folder")
        # Behind the last member there are only zeros, but they are part of the file.
        end = infos[-1].offset_data + tarfile.BLOCKSIZE + ENDING
        if os.fstat(file.fileno()).st_size != -(-end // tarfile.RECORDSIZE) * tarfile.RECORDSIZE:
            raise self._broken("its end is missing")
        return manifest

    def _understood(self, text: bytes) -> Manifest:
        try:
            facts = json.loads(text)
            if facts["format"] > FORMAT:
                raise Invalid(f"{self._name} was written by a newer program ({facts['version']}). Use that one.")
            members = {
                name: Member(int(kept["size"]), str(kept["sha256"])) for name, kept in facts["members"].items()
            }
            words = {name: str(facts[name]) for name in ("database", "revision", "version")}
            return Manifest(**words, moment=datetime.fromisoformat(facts["moment"]), members=members)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise self._broken("its manifest cannot be read") from error

    def _opened(self, name: str) -> IO[bytes]:
        source = self._tar.extractfile(self._infos[name])
        if source is None:
            raise self._broken(f"{name} in it is not a file")
        return source

    def _broken(self, why: str) -> Invalid:
        return Invalid(f"{self._name} is not a whole backup: {why}. Use another one; nothing was changed.")


@contextmanager
def opened(path: Path) -> Iterator[Reader]:
    """The backup at `path`; Invalid if it is none or not a whole one, OSError if it cannot be read at all."""
    with path.open("rb") as file:
        yield Reader(file, str(path))


def stays_inside(name: str) -> bool:
    """Whether `name`, with slashes, leads to a place inside the folder it is unpacked in, on every system."""
    return all(part not in ("", ".", "..") for part in name.split("/")) and not set(name) & set("\\:\0")


def _sum_of(text: bytes) -> bytes:
    """As `sha256sum` writes it."""
    return f"{hashlib.sha256(text).hexdigest()}  {MANIFEST}\n".encode()


class _Watched:
    """A file that is hashed and counted as it is read."""

    def __init__(self, source: BinaryIO, advance: Advance) -> None:
        self._source, self._advance = source, advance
        self.sha256 = hashlib.sha256()

    def read(self, size: int) -> bytes:
        piece = self._source.read(size)
        self.sha256.update(piece)
        self._advance(len(piece))
        return piece
