"""Questions about idempotency keys."""

from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, delete, select, update

from app.core import clock
from app.core.database import db, insert_unless_present, is_sqlite
from app.models import IdempotencyKey

# What a request with a key says is put into words once.
KEYS = IdempotencyKey.metadata.tables[IdempotencyKey.__tablename__]
FORGET = delete(KEYS).where(
    KEYS.c.caller == bindparam("by"), KEYS.c.key == bindparam("named"), KEYS.c.created_at < bindparam("before")
)
STORE = (
    update(KEYS).where(KEYS.c.id == bindparam("claimed")).values(status=bindparam("status"), body=bindparam("body"))
)


def claim(caller: str, key: str, fingerprint: str) -> int | None:
    """Take `key` for `caller`; the row's id, or None where it is taken. Waits for a rival's transaction."""
    said = {"caller": caller, "key": key, "fingerprint": fingerprint, "created_at": clock.now()}
    return db.session.connection().scalar(_claiming(is_sqlite()), said)


def find(caller: str, key: str) -> IdempotencyKey | None:
    """What `key` of `caller` stands for."""
    return db.session.scalar(
        select(IdempotencyKey).where(IdempotencyKey.caller == caller, IdempotencyKey.key == key)
    )


def store(claimed: int, status: int, body: bytes) -> None:
    """Keep the reply of a claimed key."""
    db.session.connection().execute(STORE, {"claimed": claimed, "status": status, "body": body})


def forget(caller: str, key: str, *, before: datetime) -> None:
    """Free `key` of `caller` if it was claimed before that moment."""
    db.session.connection().execute(FORGET, {"by": caller, "named": key, "before": before})


def forget_caller(caller: str) -> None:
    """Drop every key of `caller`, and the replies behind them."""
    db.session.execute(delete(IdempotencyKey).where(IdempotencyKey.caller == caller))


def forget_all(*, before: datetime) -> None:
    """Drop every key claimed before that moment."""
    db.session.execute(delete(IdempotencyKey).where(IdempotencyKey.created_at < before))


@lru_cache(maxsize=2)
def _claiming(_sqlite: bool) -> Any:
    return insert_unless_present(IdempotencyKey).returning(IdempotencyKey.id)
