"""Shapes of what we know of a person beyond the account."""

from datetime import date, time
from typing import Any

from marshmallow import Schema, ValidationError, fields, pre_dump
from marshmallow.validate import Range

from app.core.permissions import Permission, Role
from app.models import Profile, User
from app.schemas.fields import BlankIsNone, Moment, Money, Price, Text
from app.schemas.replies import Command
from app.schemas.viewer import viewer

PERSONAL = ("id", "user_id", "first_name", "last_name", "full_name", "phone", "address", "created_at", "updated_at")
EMPLOYMENT = ("employee_id", "hire_date", "shift_start", "shift_end")
A_DAY = Range(min=date(1900, 1, 1), max=date(2999, 12, 31))


class Day(BlankIsNone, fields.Date):
    """A day of the calendar."""


class Salary(BlankIsNone, Price):
    """What somebody earns."""


class ShiftTime(BlankIsNone, fields.Time):
    """A time on the wall of the shop."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> time:
        moment = super()._deserialize(value, attr, data, **kwargs)
        if moment.tzinfo is not None:
            raise ValidationError("A time of the shop has no zone; write 09:00.")
        return moment


class PersonFields(Command):
    """Name, telephone and address, as they are sent: flat."""

    first_name = Text(100)
    last_name = Text(100)
    phone = Text(40)
    address_line1 = Text(200)
    address_line2 = Text(200)
    city = Text(100)
    state = Text(100)
    postal_code = Text(20)
    country = Text(100)


class EmploymentFields(Command):
    """What is known of people who work here. Ignored for customers."""

    employee_id = Text(40)
    hire_date = Day(allow_none=True, validate=A_DAY)
    shift_start = ShiftTime(allow_none=True)
    shift_end = ShiftTime(allow_none=True)
    salary_cents = Salary(data_key="salary", attribute="salary_cents", allow_none=True, least=0)


class UpdateProfile(PersonFields):
    """Change one's own name, telephone and address; what is absent stays."""


class AddressView(Schema):
    """Where a person lives, or an order goes."""

    line1 = fields.String(required=True, allow_none=True)
    line2 = fields.String(required=True, allow_none=True)
    city = fields.String(required=True, allow_none=True)
    state = fields.String(required=True, allow_none=True)
    postal_code = fields.String(required=True, allow_none=True)
    country = fields.String(required=True, allow_none=True)


class CustomerView(Schema):
    """A person's profile and e-mail address, dumped from a User whose profile is loaded.

    Never null: where no profile was entered, its fields are.
    """

    id = fields.Integer(required=True)
    user_id = fields.Integer(required=True)
    first_name = fields.String(required=True, allow_none=True)
    last_name = fields.String(required=True, allow_none=True)
    full_name = fields.String(required=True)
    phone = fields.String(required=True, allow_none=True)
    address = fields.Nested(AddressView, required=True)
    email = fields.String(required=True)
    created_at = Moment(required=True)
    updated_at = Moment(required=True)

    @pre_dump
    def of_user(self, user: User, **_: Any) -> dict[str, Any]:
        """The account and its profile as one flat thing."""
        return self.facts(user, user.profile or _nothing_known(user))

    def facts(self, user: User, profile: Profile) -> dict[str, Any]:
        """What the viewer is shown of the person."""
        return {name: getattr(profile, name) for name in PERSONAL} | {"email": user.email}


class ProfileView(CustomerView):
    """A person's profile; for staff also their employment. Dumped from a User whose profile is loaded."""

    employee_id = fields.String(allow_none=True, metadata={"description": "For staff only."})
    hire_date = fields.Date(allow_none=True, metadata={"description": "For staff only."})
    shift_start = fields.Time(allow_none=True, metadata={"description": "For staff only."})
    shift_end = fields.Time(allow_none=True, metadata={"description": "For staff only."})
    salary = Money(allow_none=True, metadata={"description": "Shown to its owner and to admins only."})

    def facts(self, user: User, profile: Profile) -> dict[str, Any]:
        """What the viewer is shown of the person."""
        shown = super().facts(user, profile)
        if user.role is not Role.CUSTOMER:
            shown |= {name: getattr(profile, name) for name in EMPLOYMENT}
            shown |= {"salary": profile.salary_cents} if _may_see_salary(user) else {}
        return shown


def _may_see_salary(user: User) -> bool:
    actor = viewer.get()
    return actor is not None and (actor.id == user.id or actor.can(Permission.USER_MANAGE))


def _nothing_known(user: User) -> Profile:
    return Profile(user_id=user.id, created_at=user.created_at, updated_at=user.updated_at)
