"""What admins do to accounts: change, ban, let in again, reset, delete."""

import secrets
from typing import Any

from app import repositories as repo
from app.core import clock, passwords
from app.core.database import transactional
from app.core.errors import Conflict, NotFound
from app.core.permissions import Actor
from app.models import User
from app.models.profiles import ADDRESS_FIELDS, EMPLOYEE_FIELDS
from app.services import audit, credentials, sessions

DELETED = "This account was deleted. It can no longer be changed."
PERSONAL_FIELDS = ("first_name", "last_name", "phone", *ADDRESS_FIELDS, *EMPLOYEE_FIELDS)


@transactional
def update(actor: Actor, user_id: int, *, is_active: bool | None = None, **names: Any) -> User:
    """Change an account's e-mail address, user name, and whether its person may come in."""
    user = in_hand(actor, user_id)
    given = {name: value for name, value in names.items() if value is not None}
    changes = given if is_active is None else given | {"is_active": is_active}
    before, after = audit.changed(user, changes)
    user.rename(**given)
    if is_active is not None:
        _admit(actor, user, is_active)
    audit.record(actor, "user.update", user, before=before, after=after)
    return user


@transactional
def ban(actor: Actor, user_id: int) -> User:
    """Keep somebody out from their next request on."""
    return _set_active(actor, user_id, "user.ban", False)


@transactional
def unban(actor: Actor, user_id: int) -> User:
    """Let somebody in again; they sign in anew."""
    return _set_active(actor, user_id, "user.unban", True)


def reset_password(actor: Actor, user_id: int, new_password: str) -> User:
    """Give somebody a new password and end all their sessions."""
    return _give_password(actor, user_id, credentials.sealed(new_password, "new_password"))


def delete(actor: Actor, user_id: int) -> None:
    """Close an account for good and forget whose it was; its orders stay."""
    # A hash that nobody can meet, so that trying to sign in takes as long as ever.
    _delete(actor, user_id, passwords.hash_of(secrets.token_hex(32)))


def in_hand(actor: Actor, user_id: int) -> User:
    """The account `user_id`, and nobody else changes it or any admin's until this transaction is over.

    Conflict if it was deleted, or if `actor` has ceased to be an admin since the request began: of two
    admins who demote each other, one is too late, and so an active admin always remains.
    """
    admins = repo.users.lock_active_admins()
    user = repo.users.locked(user_id)
    if user is None:
        raise NotFound("There is no such user.")
    if user.deleted_at is not None:
        raise Conflict(DELETED, code="account_deleted")
    if actor.id not in admins:
        raise Conflict("You have just ceased to be an admin. Nothing was changed.", code="no_longer_admin")
    return user


def _set_active(actor: Actor, user_id: int, action: str, is_active: bool) -> User:
    user = in_hand(actor, user_id)
    before, after = audit.changed(user, {"is_active": is_active})
    _admit(actor, user, is_active)
    audit.record(actor, action, user, before=before, after=after)
    return user


def _admit(actor: Actor, user: User, is_active: bool) -> None:
    if not is_active:
        _not_oneself(actor, user)
        sessions.end_all(user.id)
    user.is_active = is_active


def _not_oneself(actor: Actor, user: User) -> None:
    # Only an active admin comes here, so whoever spares themselves leaves an active admin.
    if user.id == actor.id:
        raise Conflict("You cannot ban or delete yourself. Ask another admin.", code="oneself")


@transactional
def _give_password(actor: Actor, user_id: int, password_hash: str) -> User:
    user = in_hand(actor, user_id)
    user.password_hash = password_hash
    sessions.end_all(user.id)
    audit.record(actor, "user.reset-password", user)
    return user


@transactional
def _delete(actor: Actor, user_id: int, password_hash: str) -> None:
    user = in_hand(actor, user_id)
    _not_oneself(actor, user)
    # The trail is kept for ever, so it names what happened and not whose account it was.
    audit.record(actor, "user.delete", user, before={"role": user.role, "is_active": user.is_active})
    user.rename(email=f"deleted-{user.id}@deleted.invalid", username=f"deleted-{user.id}")
    user.is_active, user.deleted_at, user.password_hash = False, clock.now(), password_hash
    if user.profile is not None:
        for name in PERSONAL_FIELDS:
            setattr(user.profile, name, None)
    repo.addresses.remove_all(user.id)
    repo.carts.emptied(repo.carts.locked(user.id).id)
    repo.wishes.remove_all(user.id)
    repo.idempotency.forget_caller(str(user.id))
    sessions.end_all(user.id)
    repo.sessions.forget_devices(user.id)
