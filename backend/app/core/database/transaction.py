"""One use case, one transaction. Returning commits, raising rolls back."""

import random
import time
from collections import deque
from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.core import turns
from app.core.database import faults, pings, topics, versions
from app.core.database.base import db
from app.core.database.engine import writing
from app.core.errors import Unavailable

P = ParamSpec("P")
R = TypeVar("R")

ATTEMPTS = 5
# A disk that keeps what was done as quickly as that is waited for: to let somebody else come takes as long.
QUICK_SECONDS = 0.001
# How long the last commits took; the quickest of them says how quick the disk is, all others what else went on.
_took: deque[float] = deque(maxlen=8)
_inside: ContextVar[bool] = ContextVar("inside", default=False)


def transactional(use_case: Callable[P, R]) -> Callable[P, R]:
    """Run `use_case` in a transaction of its own, or inside the caller's.

    The outermost one commits, and starts again from the beginning after a deadlock, a serialisation failure, a
    busy SQLite, or when the connection was lost before the COMMIT. What the database refuses for good becomes one
    of `core.errors`. A commit that gets no answer may have been done: it is Unavailable and never tried again.
    """

    @wraps(use_case)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if _inside.get():
            return use_case(*args, **kwargs)
        return _run_once(lambda: use_case(*args, **kwargs))

    return run


def looking(look: Callable[[], R]) -> R:
    """What `look` finds, which changes nothing by itself: it looks once more if its connection was lost."""
    try:
        with pings.unless(begins_anew=True):
            return look()
    except DBAPIError as error:
        if not faults.is_lost(error):
            raise
    db.session.rollback()
    return look()


def _run_once(work: Callable[[], R]) -> R:
    """Do `work` and commit it, or do nothing at all."""
    attempt = 1
    while True:
        try:
            with pings.unless(begins_anew=True):
                return _attempt(work)
        except DBAPIError as error:
            if attempt == ATTEMPTS or not (faults.is_worth_retrying(error) or faults.is_lost(error)):
                raise (faults.refusal_for(error) or error) from error
            # Two that collided should not meet again in the same step.
            time.sleep(random.uniform(0, 0.01 * 2**attempt))  # nosec B311
            attempt += 1
        except PoolTimeout as error:
            raise faults.refusal_for(error) or error from error


def _attempt(work: Callable[[], R]) -> R:
    db.session.rollback()  # what was read before belongs to an older picture of the shop
    inside, write, change = _inside.set(True), writing.set(True), topics.changed.set(frozenset())
    try:
        result = work()
        db.session.flush()
        versions.move_on()
        _commit()
    except BaseException:
        db.session.rollback()
        raise
    else:
        return result
    finally:
        topics.changed.reset(change)
        writing.reset(write)
        _inside.reset(inside)


def _commit() -> None:
    if min(_took, default=QUICK_SECONDS) >= QUICK_SECONDS:
        turns.leave()
    began = time.perf_counter()
    try:
        db.session.commit()
    except DBAPIError as error:
        if faults.leaves_open(error):
            raise Unavailable(
                "The shop's database was lost at the last moment, and this may have been done. Look before you"
                " ask again, or ask with the same Idempotency-Key.",
                code="outcome_unknown",
                retry_after=2,
            ) from error
        raise
    _took.append(time.perf_counter() - began)
