"""Reports that were made a moment ago, in this process: whoever asks the same of the same shop gets the same."""

from collections.abc import Callable, Hashable
from typing import Any

from app import repositories as repo
from app.core.database import db
from app.core.ready import Ready
from app.repositories.tallies import Version

# The longest, two months by the hour, takes about 1 MB.
MOST = 16

_kept = Ready[dict[str, Any]](MOST)


def find(asked: Hashable, make: Callable[[Version], tuple[dict[str, Any], Version | None]]) -> dict[str, Any]:
    """The report `asked` for, which nobody may change: made by `make`, unless the shop is still of that version."""
    shop = db.engine.url
    version = repo.tallies.version()
    if (found := _kept.get((shop, version, asked))) is not None:
        return found
    report, of = make(version)
    if of is not None and of.token is not None:
        _kept.put((shop, of, asked), report)
    return report


def forget() -> None:
    """Keep nothing: the database is another one under the same name."""
    _kept.clear()
