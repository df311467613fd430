"""Who is what in this shop."""

from typing import Any

from app import repositories as repo
from app.core.database import transactional
from app.core.errors import Conflict
from app.core.permissions import Actor, Role
from app.models import Profile, User
from app.models.profiles import EMPLOYEE_FIELDS
from app.services import accounts, audit


@transactional
def set_role(actor: Actor, user_id: int, role: Role, **details: Any) -> User:
    """Give somebody another role, with what it needs to be known; nothing known before is lost.

    It counts from their next request. Conflict for the last active admin.
    """
    user = accounts.in_hand(actor, user_id)
    if user.id == actor.id and role is not Role.ADMIN:
        _another_admin_stays(user)
    given = {
        name: value
        for name, value in details.items()
        if value is not None and (role is not Role.CUSTOMER or name not in EMPLOYEE_FIELDS)
    }
    if user.profile is None and (given or role is not Role.ADMIN):
        user.profile = Profile()
    old_role, new_role = audit.changed(user, {"role": role})
    before, after = audit.changed(user.profile, given) if user.profile else ({}, {})
    user.role = role
    for name, value in given.items():
        setattr(user.profile, name, value)
    audit.record(actor, "user.set-role", user, before=old_role | before, after=new_role | after)
    return user


def _another_admin_stays(user: User) -> None:
    if repo.users.lock_active_admins() == [user.id]:
        raise Conflict("You are the last active admin. Make somebody else one first.", code="last_admin")
