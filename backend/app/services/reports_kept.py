"""Reports that were made a moment ago, in this process: whoever asks the same of the same shop gets the same."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any

from app import repositories as repo
from app.core.database import db
from app.repositories.tallies import Version

# The longest, two months by the hour, takes about 1 MB.
MOST = 16

_kept: OrderedDict[Hashable, dict[str, Any]] = OrderedDict()
_lock = Lock()


def find(asked: Hashable, make: Callable[[Version], tuple[dict[str, Any], Version | None]]) -> dict[str, Any]:
    """The report `asked` for, which nobody may change: made by `make`, unless the shop is still of that version."""
    shop = db.engine.url
    version = repo.tallies.version()
    with _lock:
        found = _kept.get((shop, version, asked))
        if found is not None:
            _kept.move_to_end((shop, version, asked))
            return found
    report, of = make(version)
    if of is not None and of.token is not None:
        with _lock:
            _kept[(shop, of, asked)] = report
            while len(_kept) > MOST:
                _kept.popitem(last=False)
    return report


def forget() -> None:
    """Keep nothing: the database is another one under the same name."""
    with _lock:
        _kept.clear()
