"""Questions about idempotency keys."""

from datetime import datetime

from sqlalchemy import delete, select, update

from app.core import clock
from app.core.database import db, insert_unless_present
from app.models import IdempotencyKey


def claim(caller: str, key: str, fingerprint: str) -> int | None:
    """Take `key` for `caller`; the row's id, or None where it is taken. Waits for a rival's transaction."""
    statement = insert_unless_present(IdempotencyKey).values(
        caller=caller, key=key, fingerprint=fingerprint, created_at=clock.now()
    )
    return db.session.scalar(statement.returning(IdempotencyKey.id))


def find(caller: str, key: str) -> IdempotencyKey | None:
    """What `key` of `caller` stands for."""
    return db.session.scalar(
        select(IdempotencyKey).where(IdempotencyKey.caller == caller, IdempotencyKey.key == key)
    )


def store(claimed: int, status: int, body: bytes) -> None:
    """Keep the reply of a claimed key."""
    db.session.execute(update(IdempotencyKey).where(IdempotencyKey.id == claimed).values(status=status, body=body))


def forget(caller: str, key: str, *, before: datetime) -> None:
    """Free `key` of `caller` if it was claimed before that moment."""
    old = (IdempotencyKey.caller == caller, IdempotencyKey.key == key, IdempotencyKey.created_at < before)
    db.session.execute(delete(IdempotencyKey).where(*old))


def forget_caller(caller: str) -> None:
    """Drop every key of `caller`, and the replies behind them."""
    db.session.execute(delete(IdempotencyKey).where(IdempotencyKey.caller == caller))


def forget_all(*, before: datetime) -> None:
    """Drop every key claimed before that moment."""
    db.session.execute(delete(IdempotencyKey).where(IdempotencyKey.created_at < before))
