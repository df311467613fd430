"""Passwords on their way into the shop."""

from app.core import passwords
from app.core.config import settings
from app.core.errors import Invalid


def sealed(password: str, field: str = "password") -> str:
    """The hash of a new password; Invalid for `field` if it is too short.

    Deliberately slow: call it before a transaction begins, never inside.
    """
    least = settings().password_min_length
    if len(password) < least:
        raise Invalid.field(field, f"Use at least {least} characters.")
    return passwords.hash_of(password)
