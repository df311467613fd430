"""Requests that are done once, however often they are sent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from app import repositories as repo
from app.core import clock
from app.core.database import lock_timeout_as, transactional
from app.core.errors import Conflict, KeyReused
from app.core.permissions import Actor

KEPT = timedelta(days=30)


@dataclass(frozen=True)
class Outcome:
    """A reply, made now or given again."""

    status: int
    body: bytes
    replayed: bool


@transactional
def once(actor: Actor | None, key: str, fingerprint: str, work: Callable[[], tuple[int, bytes]]) -> Outcome:
    """Do `work` for the first request with `key`; give its reply to every later one, for 30 days.

    Claim, work and reply are one transaction: where `work` raises, the key stays free. KeyReused if
    the key stands for another request, Conflict if its first request is still running.
    """
    caller = str(actor.id) if actor else "anonymous"
    with lock_timeout_as(_still_running):
        repo.idempotency.forget(caller, key, before=clock.now() - KEPT)
        claimed = repo.idempotency.claim(caller, key, fingerprint)
    if claimed is None:
        return _replay(caller, key, fingerprint)
    status, body = work()
    repo.idempotency.store(claimed, status, body)
    return Outcome(status, body, replayed=False)


@transactional
def sweep() -> None:
    """Forget every key older than 30 days."""
    repo.idempotency.forget_all(before=clock.now() - KEPT)


def _replay(caller: str, key: str, fingerprint: str) -> Outcome:
    kept = repo.idempotency.find(caller, key)
    if kept is None or kept.status is None or kept.body is None:
        raise _still_running()
    if kept.fingerprint != fingerprint:
        raise KeyReused("This Idempotency-Key already stands for another request. Use a new key for a new request.")
    return Outcome(kept.status, kept.body, replayed=True)


def _still_running() -> Conflict:
    return Conflict(
        "The first request with this Idempotency-Key is still running. Ask again in a moment, with the same key.",
        code="request_in_progress",
    )
