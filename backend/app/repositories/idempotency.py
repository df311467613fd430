"""Questions about idempotency keys."""

from datetime import datetime
from functools import lru_cache

from sqlalchemy import bindparam, delete, select, update

from app.core import clock
from app.core.database import Prepared, db, insert_unless_present, is_sqlite, table_of
from app.models import IdempotencyKey

# What a request with a key says is put into words once.
KEYS = table_of(IdempotencyKey)
FORGET = Prepared(
    delete(KEYS).where(
        KEYS.c.caller == bindparam("by"),
        KEYS.c.key == bindparam("named"),
        KEYS.c.created_at < bindparam("before"),
    )
)
STORE = Prepared(
    update(KEYS).where(KEYS.c.id == bindparam("claimed")).values(status=bindparam("status"), body=bindparam("body"))
)


def claim(caller: str, key: str, fingerprint: str) -> int | None:
    """Take `key` for `caller`; the row's id, or None where it is taken. Waits for a rival's transaction."""
    said = {"caller": caller, "key": key, "fingerprint": fingerprint, "created_at": clock.now()}
    claimed = _claiming(is_sqlite()).rows(said)
    return claimed[0][0] if claimed else None


def find(caller: str, key: str) -> IdempotencyKey | None:
    """What `key` of `caller` stands for."""
    return db.session.scalar(
        select(IdempotencyKey).where(IdempotencyKey.caller == caller, IdempotencyKey.key == key)
    )


def store(claimed: int, status: int, body: bytes) -> None:
    """Keep the reply of a claimed key."""
    STORE.rows({"claimed": claimed, "status": status, "body": body})


def forget(caller: str, key: str, *, before: datetime) -> None:
    """Free `key` of `caller` if it was claimed before that moment."""
    FORGET.rows({"by": caller, "named": key, "before": before})


def forget_caller(caller: str) -> None:
    """Drop every key of `caller`, and the replies behind them."""
    db.session.execute(delete(IdempotencyKey).where(IdempotencyKey.caller == caller))


def forget_all(*, before: datetime) -> None:
    """Drop every key claimed before that moment."""
    db.session.execute(delete(IdempotencyKey).where(IdempotencyKey.created_at < before))


@lru_cache(maxsize=2)
def _claiming(_sqlite: bool) -> Prepared:
    said = {name: bindparam(name) for name in ("caller", "key", "fingerprint", "created_at")}
    return Prepared(insert_unless_present(IdempotencyKey).values(said).returning(KEYS.c.id))
