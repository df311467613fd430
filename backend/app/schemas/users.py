"""Shapes of accounts."""

from typing import Any

from marshmallow import Schema, fields, pre_dump
from marshmallow.validate import OneOf

from app.core.paging import USERS_PER_PAGE
from app.core.permissions import Role
from app.models import User
from app.models.users import State
from app.schemas.credentials import AccountEmail, Password, Username
from app.schemas.fields import Flag, Moment, Money, Text, Word, per_page
from app.schemas.profiles import EmploymentFields, ProfileView
from app.schemas.replies import Command, PageQuery, page_of, written


class UserView(Schema):
    """An account."""

    id = fields.Integer(required=True)
    email = fields.String(required=True)
    username = fields.String(required=True)
    role = Word(Role, required=True)
    is_active = fields.Boolean(required=True)
    state = Word(State, required=True, metadata={"description": "Whether the account can be used."})
    created_at = Moment(required=True)
    updated_at = Moment(required=True)


ACCOUNT = tuple(UserView().dump_fields)


class PersonView(Schema):
    """An account and its profile."""

    user = fields.Nested(UserView, required=True)
    profile = fields.Nested(ProfileView, required=True, allow_none=True)


def seen() -> Moment:
    """The field `last_seen_at`."""
    said = "When any sign-in of theirs was last used; null if never, or if that was long ago."
    return Moment(required=True, allow_none=True, metadata={"description": said})


def orders_count() -> fields.Integer:
    """The field `orders_count`."""
    said = "Orders they paid for, without cancelled and deleted ones, as far back as the viewer sees orders."
    return fields.Integer(required=True, metadata={"description": said})


def total_spent() -> Money:
    """The field `total_spent`."""
    said = "What they paid for these, less what was paid back."
    return Money(attribute="total_spent_cents", required=True, metadata={"description": said})


class UserRow(UserView):
    """An account, whose it is, and when its person was last here."""

    full_name = fields.String(
        required=True, allow_none=True, metadata={"description": "First and last name; null where we know neither."}
    )
    last_seen_at = seen()

    @pre_dump
    def of_account(self, known: Any, **_: Any) -> dict[str, Any]:
        """The account's fields, and what is known of it beside them."""
        return self.facts(known)

    def facts(self, known: Any) -> dict[str, Any]:
        """What the viewer is shown of the account."""
        profile = known.user.profile
        return {name: getattr(known.user, name) for name in ACCOUNT} | {
            "full_name": (profile and profile.full_name) or None,
            "last_seen_at": known.last_seen_at,
        }


class EmployeeRow(UserRow):
    """An account of somebody who works here."""

    profile = fields.Nested(ProfileView, required=True, allow_none=True)

    def facts(self, known: Any) -> dict[str, Any]:
        """What the viewer is shown of the account."""
        return super().facts(known) | {"profile": person(known.user)["profile"]}


class CustomerRow(ProfileView):
    """The profile of a shopper, and the account it belongs to."""

    user = fields.Nested(UserView, required=True)
    last_seen_at = seen()
    orders_count = orders_count()
    total_spent = total_spent()

    @pre_dump
    def of_user(self, known: Any, **_: Any) -> dict[str, Any]:
        """The profile's fields, with the account and what is known of it beside them."""
        return super().of_user(known.user) | vars(known)


class KnownPersonView(PersonView):
    """An account, its profile, and what is known of how it is used."""

    last_seen_at = seen()
    orders_count = orders_count()
    total_spent = total_spent()

    @pre_dump
    def of_account(self, known: Any, **_: Any) -> dict[str, Any]:
        """The account and its profile, and what is known beside them."""
        return vars(known) | person(known.user)


class CustomerQuery(PageQuery):
    """Which shoppers to list."""

    per_page = per_page(USERS_PER_PAGE)
    q = Text(200, metadata={"description": "Part of a name, e-mail address, user name or telephone number."})
    sort_by = fields.String(
        validate=OneOf(["name", "email", "username", "role", "created_at", "last_seen"]),
        metadata={"description": "In the order they were opened, if absent. Who was never seen is last."},
    )
    sort_order = fields.String(load_default="asc", validate=OneOf(["asc", "desc"]))


class EmployeeQuery(CustomerQuery):
    """Which employees to list."""

    role = Word([Role.CASHIER, Role.MANAGER])


class UserQuery(CustomerQuery):
    """Which accounts to list."""

    role = Word(Role, metadata={"description": "Empty means every role."})
    staff = Flag(metadata={"description": "true: who works here, admins too; false: who shops here."})
    state = Word(State)
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


UserPage = page_of("users", UserRow, name="UserPage")
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
