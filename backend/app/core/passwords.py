"""Password hashes: argon2id, deliberately slow. Limit callers before coming here.

Few processes compute them, and stand back while anybody else has work to do: many who sign in at once wait for each
other, and nobody who looks at a product waits for them.
"""

from functools import cache
from typing import Protocol

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.core.apart import Apart


class Hasher(Protocol):
    """What is asked of argon2's own PasswordHasher; tests put a cheap one here, which needs no process."""

    def hash(self, password: str, /) -> str:
        """A salted hash."""
        ...

    def verify(self, stored: str, password: str, /) -> bool:
        """True, or VerificationError or InvalidHashError."""
        ...

    def check_needs_rehash(self, stored: str, /) -> bool:
        """Whether it was made with other parameters."""
        ...


hasher: Hasher = Apart(PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1))


def hash_of(password: str) -> str:
    """A salted hash of `password`, all of it, however long."""
    return hasher.hash(password)


def matches(password: str, stored: str | None) -> bool:
    """Whether `password` is the one behind `stored`.

    None stands for nobody: it costs the same time, so that an answer does not tell who exists.
    """
    try:
        return hasher.verify(stored or _nobodys_hash(), password) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(stored: str) -> bool:
    """Whether `stored` was made with other parameters than today's."""
    return hasher.check_needs_rehash(stored)


@cache
def _nobodys_hash() -> str:
    return hash_of("nobody has this password")
