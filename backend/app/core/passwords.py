"""Password hashes: argon2id, deliberately slow. Limit callers before coming here."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


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
