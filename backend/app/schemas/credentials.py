"""Fields a person signs in with."""

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError

from app.models import User
from app.models.users import key_of
from app.schemas.fields import Email, Text

MAX_PASSWORD_LENGTH = 256
# What a deleted account is called; nobody may take such a name while it lives.
RESERVED = re.compile(r"deleted-\d+", re.IGNORECASE)


def room(column: str) -> int:
    """How many characters `column` of an account holds."""
    return User.__table__.c[column].type.length  # type: ignore[attr-defined]


class AccountEmail(Email):
    """The e-mail address of an account."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        email = super()._deserialize(value, attr, data, **kwargs)
        # Folding case can make text longer: one letter of some alphabets becomes three.
        if len(key_of(email)) > room("email_key"):
            raise ValidationError("This e-mail address is too long.")
        return email


class Username(Text):
    """The user name of an account."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(room("username"), least=1, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        name = super()._deserialize(value, attr, data, **kwargs)
        if len(key_of(name)) > room("username_key"):
            raise ValidationError("This user name is too long.")
        if RESERVED.fullmatch(name):
            raise ValidationError("This user name is reserved. Choose another.")
        return name


class Password(Text):
    """A password: any characters, all of them, none dropped at its ends."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("metadata", {"format": "password"})
        super().__init__(MAX_PASSWORD_LENGTH, least=1, strip=False, required=True, **kwargs)
