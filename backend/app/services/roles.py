"""Who is what in this shop."""

from dataclasses import dataclass
from typing import Any

from app import repositories as repo
from app.core.database import transactional
from app.core.errors import Conflict
from app.core.permissions import MATRIX, Actor, Permission, Role, Scope
from app.models import Profile, User
from app.models.profiles import EMPLOYEE_FIELDS
from app.services import accounts, audit, explain, users

LAST_ADMIN = "You are the last active admin. Make somebody else one first."


@dataclass(frozen=True)
class Cell:
    """How far a permission would reach, how far it reaches now, and what the new role's rule is."""

    permission: Permission
    old: Scope | None
    new: Scope | None
    rule: str

    @property
    def scope(self) -> Scope | None:
        """How far it reaches: in the new role, or where that does not have it, now."""
        return self.new or self.old


@dataclass(frozen=True)
class Preview:
    """What another role would mean for somebody, and why they would not get it."""

    user: User
    role: Role
    refused: str | None
    cells: list[Cell]

    @property
    def gains(self) -> list[Cell]:
        """What they would be able to do for the first time."""
        return [cell for cell in self.cells if cell.old is None]

    @property
    def loses(self) -> list[Cell]:
        """What they could no longer do."""
        return [cell for cell in self.cells if cell.new is None]

    @property
    def keeps(self) -> list[Cell]:
        """What would stay as it is."""
        return [cell for cell in self.cells if cell.old == cell.new]

    @property
    def changes(self) -> list[Cell]:
        """What would reach further, or less far."""
        return [cell for cell in self.cells if cell.old and cell.new and cell.old != cell.new]


def preview(actor: Actor, user_id: int, role: Role) -> Preview:
    """What `set_role` would change, by the matrix; NotFound where there is no such account."""
    user = users.find(actor, user_id)
    cells = [
        Cell(permission, row.get(user.role), row.get(role), explain.rule(role, permission, row.get(role)))
        for permission, row in MATRIX.items()
        if user.role in row or role in row
    ]
    return Preview(user, role, _refusal(actor, user, role), cells)


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
        raise Conflict(LAST_ADMIN, code="last_admin")


def _refusal(actor: Actor, user: User, role: Role) -> str | None:
    if user.deleted_at is not None:
        return accounts.DELETED
    gives_up = user.id == actor.id and role is not Role.ADMIN
    return LAST_ADMIN if gives_up and repo.users.active_admins() == [user.id] else None
