"""The folder of uploaded files as a whole: what is in it, and how other files take its place."""

import filecmp
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from app.core import disk


def names(folder: Path) -> list[str]:
    """Every finished file of `folder`, with slashes, in order; none where there is no folder."""
    found = []
    for place, folders, files in os.walk(folder):
        # What is hidden is being written, by an upload or by a restore.
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths = [Path(place) / name for name in files if not name.startswith(".")]
        found += [path.relative_to(folder).as_posix() for path in paths if path.is_file()]
    return sorted(found)


@contextmanager
def replaced(folder: Path, arriving: Sequence[str], write: Callable[[str, Path], None]) -> Iterator[None]:
    """Let the files `arriving`, each made by `write(name, path)`, take the place of those in `folder`.

    In the block both are there, so that whichever rows the database has, their pictures exist: a process that is
    killed leaves files too many, never too few. If the block raises, the folder is as it was.
    """
    before = names(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".restore-", dir=folder) as name:
        new, old = Path(name) / "new", Path(name) / "old"
        for each in arriving:
            write(each, new / each)
        moved: list[str] = []
        try:
            for each in arriving:
                if not _is_same(folder / each, new / each):
                    moved.append(each)
                    _exchange(folder / each, new / each, old / each)
            for place in {(folder / each).parent for each in moved}:
                disk.sync(place)
            yield
        except BaseException:
            for each in moved:
                _take_back(folder / each, old / each)
            raise
    for each in set(before) - set(arriving):
        # The shop no longer knows it; that it is in the way is no reason to call a restored shop a failure.
        with suppress(OSError):
            (folder / each).unlink()


def _is_same(kept: Path, arriving: Path) -> bool:
    return kept.is_file() and filecmp.cmp(kept, arriving, shallow=False)


def _exchange(place: Path, new: Path, old: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        old.parent.mkdir(parents=True, exist_ok=True)
        place.replace(old)
    new.replace(place)


def _take_back(place: Path, old: Path) -> None:
    place.unlink(missing_ok=True)
    if old.exists():
        old.replace(place)
