"""Shapes of accounts."""

from typing import Any

from marshmallow import Schema, fields, pre_dump

from app.core.paging import USERS_PER_PAGE
from app.core.permissions import Role
from app.models import User
from app.schemas.credentials import AccountEmail, Password, Username
from app.schemas.fields import Flag, Moment, Text, Word, per_page
from app.schemas.profiles import EmploymentFields, ProfileView
from app.schemas.replies import Command, PageQuery, page_of, written


class UserView(Schema):
    """An account."""

    id = fields.Integer(required=True)
    email = fields.String(required=True)
    username = fields.String(required=True)
    role = Word(Role, required=True)
    is_active = fields.Boolean(required=True)
    created_at = Moment(required=True)
    updated_at = Moment(required=True)


class PersonView(Schema):
    """An account and its profile."""

    user = fields.Nested(UserView, required=True)
    profile = fields.Nested(ProfileView, required=True, allow_none=True)


class EmployeeRow(UserView):
    """An account of somebody who works here."""

    profile = fields.Nested(ProfileView, required=True, allow_none=True)

    @pre_dump
    def with_profile(self, user: User, **_: Any) -> dict[str, Any]:
        """The account's fields, and its profile beside them."""
        return {name: getattr(user, name) for name in UserView().fields} | person(user)


class CustomerRow(ProfileView):
    """The profile of a shopper, and the account it belongs to."""

    user = fields.Nested(UserView, required=True)

    def facts(self, user: User, profile: Any) -> dict[str, Any]:
        """What the viewer is shown of the person."""
        return super().facts(user, profile) | {"user": user}


class CustomerQuery(PageQuery):
    """Which shoppers to list."""

    per_page = per_page(USERS_PER_PAGE)
    q = Text(200, metadata={"description": "Part of a name, e-mail address, user name or telephone number."})


class EmployeeQuery(CustomerQuery):
    """Which employees to list."""

    role = Word([Role.CASHIER, Role.MANAGER])


class UserQuery(CustomerQuery):
    """Which accounts to list."""

    role = Word(Role, metadata={"description": "Empty means every role."})
    is_active = Flag(metadata={"description": "false: the banned and deleted ones only."})


class UpdateUser(Command):
    """Change an account; what is absent stays."""

    email = AccountEmail()
    username = Username()
    is_active = Flag()


class SetRole(EmploymentFields):
    """Give somebody another role, and what it needs; what is absent or empty stays."""

    role = Word(Role, required=True)
    first_name = Text(100)
    last_name = Text(100)
    phone = Text(40)


class ResetPassword(Command):
    """A new password for somebody else."""

    new_password = Password()


class HeadsByRole(Schema):
    """How many people hold each role."""

    customers = fields.Integer(required=True)
    managers = fields.Integer(required=True)
    cashiers = fields.Integer(required=True)
    admins = fields.Integer(required=True)


class StatisticsView(Schema):
    """How many accounts there are."""

    total_users = fields.Integer(required=True)
    active_users = fields.Integer(required=True)
    inactive_users = fields.Integer(required=True)
    by_role = fields.Nested(HeadsByRole, required=True)


UserPage = page_of("users", UserView)
CustomerPage = page_of("customers", CustomerRow)
EmployeePage = page_of("employees", EmployeeRow)
UserReply = written("UserReply", user=UserView)
PersonReply = written(
    "PersonReply", user=UserView, profile=fields.Nested(ProfileView, required=True, allow_none=True)
)
DeletedReply = written("UserDeletedReply", warning=fields.String(required=True))


def person(user: User) -> dict[str, Any]:
    """`{user, profile}` of a User whose profile is loaded, ready to be dumped."""
    return {"user": user, "profile": user if user.profile else None}
