"""Password hashes: argon2id, deliberately slow. Limit callers before coming here.

As many threads as there are processors compute them, and stand back while anybody else has work to do: many who
sign in at once wait for each other, and nobody who looks at a product waits for them. Only these threads keep the
memory that a hash once took.
"""

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.core import turns

T = TypeVar("T")
STANDS_BACK = 10

hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


def hash_of(password: str) -> str:
    """A salted hash of `password`, all of it, however long."""
    return _in_turn(lambda: hasher.hash(password))


def matches(password: str, stored: str | None) -> bool:
    """Whether `password` is the one behind `stored`.

    None stands for nobody: it costs the same time, so that an answer does not tell who exists.
    """
    try:
        asked = stored or _nobodys_hash()
        return _in_turn(lambda: hasher.verify(asked, password)) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(stored: str) -> bool:
    """Whether `stored` was made with other parameters than today's."""
    return hasher.check_needs_rehash(stored)


@cache
def _nobodys_hash() -> str:
    return hash_of("nobody has this password")


def _in_turn(compute: Callable[[], T]) -> T:
    turns.leave()
    return _threads(os.getpid()).submit(compute).result()


@cache
def _threads(_process: int) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(os.cpu_count() or 1, "passwords", _stand_back)


def _stand_back() -> None:
    # Only there has a thread a priority of its own; elsewhere all wait alike.
    if sys.platform == "linux":
        own = threading.get_native_id()
        os.setpriority(os.PRIO_PROCESS, own, max(STANDS_BACK, os.getpriority(os.PRIO_PROCESS, own)))
