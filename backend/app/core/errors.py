"""The few kinds of refusal this shop knows. Raised below the routes, worded for a person.

`routes/errors.py` turns each into JSON and a status. Anything else that escapes is a bug.
"""

from collections.abc import Mapping
from typing import Any

from app.core.permissions import Actor, Permission, nearest_role


class Refusal(Exception):
    """A request that is answered with "no", and why."""

    code = "refused"

    def __init__(self, message: str, *, code: str | None = None, details: Mapping[str, Any] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.code
        self.details = dict(details or {})


class Invalid(Refusal):
    """The request itself is wrong; `details` names each field."""

    code = "validation_failed"

    @classmethod
    def field(cls, name: str, sentence: str) -> "Invalid":
        """One field is wrong."""
        return cls(f"Check {name}: {sentence}", details={name: [sentence]})


class Unauthenticated(Refusal):
    """Nobody we know, or a session that has ended."""

    code = "unauthenticated"


class Forbidden(Refusal):
    """A known person whose role does not cover this."""

    code = "forbidden"

    @classmethod
    def lacking(cls, actor: Actor, permission: Permission) -> "Forbidden":
        """`actor` does not hold `permission`; says who does."""
        nearest = nearest_role(permission)
        return cls(
            f"This needs the permission {permission}, which the role {actor.role} does not have. Ask: {nearest}.",
            details={"permission": permission, "role": actor.role, "nearest_role": nearest},
        )


class NotFound(Refusal):
    """It does not exist, or not for this person."""

    code = "not_found"


class Conflict(Refusal):
    """The request is fine, the state of the shop is not (any more)."""

    code = "conflict"


class KeyReused(Refusal):
    """An idempotency key that already stands for another request."""

    code = "idempotency_key_reused"


class TooLarge(Refusal):
    """More bytes or pixels than we take."""

    code = "too_large"


class TooMany(Refusal):
    """Too many requests; `retry_after` seconds until the next may pass."""

    code = "too_many_requests"

    def __init__(self, message: str, *, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Unavailable(Refusal):
    """We cannot answer just now; `retry_after` seconds is a good time to try again."""

    code = "unavailable"

    def __init__(self, message: str, *, code: str | None = None, retry_after: int = 1) -> None:
        super().__init__(message, code=code)
        self.retry_after = retry_after
