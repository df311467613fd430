"""Signing up, signing in, and changing one's own password."""

from typing import Any

from app import repositories as repo
from app.core import passwords
from app.core.database import transactional
from app.core.errors import Forbidden, Invalid, Unauthenticated
from app.core.permissions import Actor, Permission, Role, nearest_role
from app.models import Session, User
from app.services import audit, credentials, sessions


def prepared(actor: Actor | None, *, role: Role | None, password: str, **account: Any) -> dict[str, Any]:
    """A new account as `services.users.add` takes it: `actor` may open it, and its password is sealed.

    Forbidden for a role other than customer without an admin. Slow, so before any transaction.
    """
    role = role or Role.CUSTOMER
    if role is not Role.CUSTOMER:
        _may_hire(actor)
    return account | {"role": role, "password_hash": credentials.sealed(password)}


def sign_in(name: str, password: str, device: str) -> tuple[Session, User]:
    """A new session for whoever has this e-mail address or user name, and this password.

    Unauthenticated, in the same words and after the same time, for a wrong password, a name nobody
    has and a person who was banned.
    """
    known = repo.users.credentials_of(name)
    stored = known.password_hash if known else None
    if not passwords.matches(password, stored) or known is None or stored is None or not known.is_active:
        raise _not_known()
    renewed = passwords.hash_of(password) if passwords.is_outdated(stored) else stored
    return _begin(known.user_id, stored, renewed, device)


def change_password(actor: Actor, old_password: str, new_password: str) -> None:
    """Replace the person's own password and end their other sessions; Invalid if the old one is wrong."""
    stored = repo.users.own(actor.id).password_hash
    if not passwords.matches(old_password, stored):
        raise _not_the_old_one()
    _replace(actor, stored, credentials.sealed(new_password, "new_password"))


def _may_hire(actor: Actor | None) -> None:
    permission = Permission.USER_MANAGE
    if actor is None:
        nearest = nearest_role(permission)
        raise Forbidden(
            f"Only an {nearest} opens accounts for staff. Leave out the role to become a customer.",
            details={"permission": permission, "role": None, "nearest_role": nearest},
        )
    if not actor.can(permission):
        raise Forbidden.lacking(actor, permission)


@transactional
def _begin(user_id: int, stored: str, renewed: str, device: str) -> tuple[Session, User]:
    # Hashing took a while: a ban or a new password of that time counts, whichever came first.
    user = repo.users.at_the_door(user_id)
    if user is None or not user.is_active or user.password_hash != stored:
        raise _not_known()
    if renewed != stored:
        repo.users.reseal(user, renewed)
    session = sessions.begin(user.id, device)
    audit.record(Actor(user.id, user.role, session.id), "session.begin", session)
    return session, user


@transactional
def _replace(actor: Actor, stored: str, password_hash: str) -> None:
    user = repo.users.locked(actor.id)
    if user is None or user.password_hash != stored:
        raise _not_the_old_one()
    user.password_hash = password_hash
    sessions.end_all(actor.id, but=actor.session_id)
    audit.record(actor, "user.change-password", user)


def _not_known() -> Unauthenticated:
    return Unauthenticated("The name or the password is wrong.", code="wrong_credentials")


def _not_the_old_one() -> Invalid:
    return Invalid.field("old_password", "This is not your password.")
