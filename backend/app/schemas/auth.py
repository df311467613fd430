"""Shapes of signing up and signing in."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load

from app.core.permissions import Role
from app.schemas.credentials import AccountEmail, Password, Username
from app.schemas.fields import Flag, Text, Word
from app.schemas.profiles import EmploymentFields, PersonFields
from app.schemas.replies import Command, written
from app.schemas.users import PersonView, UserView

SIGN_IN_NAMES = ("email_or_username", "email", "username")


class Register(PersonFields, EmploymentFields):
    """A new account. A role other than customer takes an admin's token."""

    email = AccountEmail(required=True)
    username = Username(required=True)
    password = Password()
    role = Word(Role, allow_none=True, load_default=None, metadata={"description": "customer by default."})


class Login(Command):
    """A name and its password. One of email_or_username, email and username is needed; the first counts."""

    email_or_username = Text(254)
    email = Text(254)
    username = Text(254)
    password = Password()
    cookie = Flag(
        load_default=False,
        metadata={"description": "Keep the refresh token in an httpOnly cookie that page scripts cannot read."},
    )

    @post_load
    def one_name(self, said: dict[str, Any], **_: Any) -> dict[str, Any]:
        """The name, whichever way it was sent."""
        names = [name for name in (said.pop(field, None) for field in SIGN_IN_NAMES) if name]
        if not names:
            raise ValidationError({SIGN_IN_NAMES[0]: ["Missing data for required field."]})
        return said | {"name": names[0]}


class ChangePassword(Command):
    """The password of today and the one of tomorrow."""

    old_password = Password()
    new_password = Password()


class AccessReply(Schema):
    """A token to call the API with."""

    access_token = fields.String(required=True)
    expires_in = fields.Integer(required=True, metadata={"description": "Seconds the access token is good for."})


class MeView(PersonView):
    """The person who asks, and what they may do."""

    permissions = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        required=True,
        metadata={"description": "Each permission they hold and how far it reaches."},
    )


LoginReply = written(
    "LoginReply",
    access_token=fields.String(required=True),
    refresh_token=fields.String(
        required=True, allow_none=True, metadata={"description": "null when it went into the cookie."}
    ),
    expires_in=fields.Integer(required=True),
    user=UserView,
)
