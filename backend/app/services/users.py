"""Accounts: opening one, finding some, counting all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app import repositories as repo
from app.core.database import transactional
from app.core.errors import NotFound
from app.core.paging import Page, PageWindow
from app.core.permissions import Actor, Permission, Role
from app.models import Profile, User
from app.models.profiles import EMPLOYEE_FIELDS
from app.repositories.orders import Spent
from app.repositories.users import UserFilters
from app.services import audit, credentials

EMPLOYEES = (Role.CASHIER, Role.MANAGER)


@dataclass(frozen=True)
class Known:
    """An account, when its person was last here, and what they paid for of what the viewer may see."""

    user: User
    last_seen_at: datetime | None
    orders_count: int = 0
    total_spent_cents: int = 0


def create(*, role: Role, email: str, username: str, password: str, **profile: Any) -> User:
    """Open an account with a profile and a cart; Conflict if the e-mail address or user name is taken."""
    return add(
        None, role=role, email=email, username=username, password_hash=credentials.sealed(password), **profile
    )


@transactional
def add(actor: Actor | None, *, role: Role, email: str, username: str, password_hash: str, **profile: Any) -> User:
    """Open an account for which the password is sealed already; the user has `.profile` loaded."""
    user = User(role=role, password_hash=password_hash, profile=_profile_for(role, profile))
    user.rename(email=email, username=username)
    repo.users.add(user)
    repo.carts.open_for(user.id)
    audit.record(actor, "user.create", user, after={"role": role, "username": username})
    return user


def look_at(actor: Actor, user_id: int) -> Known:
    """As `find`, with what is known of how the account is used."""
    return _known(actor, [find(actor, user_id)])[0]


def find(actor: Actor, user_id: int) -> User:
    """An account with its profile; NotFound where there is none that `actor` may see."""
    user = repo.users.find(actor, user_id)
    if user is None:
        raise NotFound("There is no such user.")
    return user


def page(
    actor: Actor,
    window: PageWindow,
    *,
    role: Role | None = None,
    **filters: Any,
) -> Page[Known]:
    """The accounts that `actor` may see, banned ones included, within `UserFilters`."""
    return _page(actor, window, UserFilters((role,) if role else (), **filters))


def customers(actor: Actor, window: PageWindow, **filters: Any) -> Page[Known]:
    """The people who shop here, with what they spent."""
    return _page(actor, window, UserFilters((Role.CUSTOMER,), **filters), spent=True)


def employees(actor: Actor, window: PageWindow, *, role: Role | None = None, **filters: Any) -> Page[Known]:
    """The people who work here, admins apart."""
    return _page(actor, window, UserFilters((role,) if role else EMPLOYEES, **filters))


def is_known(name: str) -> bool:
    """Whether somebody signs in with this e-mail address or user name."""
    return repo.users.signing_in_as(name) is not None


def statistics() -> dict[str, Any]:
    """How many accounts there are: in all, active or not, and of each role."""
    heads = repo.users.heads()
    active = sum(count for (_, is_active), count in heads.items() if is_active)
    total = sum(heads.values())
    by_role = {f"{role}s": heads.get((role, True), 0) + heads.get((role, False), 0) for role in Role}
    return {
        "total_users": total,
        "active_users": active,
        "inactive_users": total - active,
        "by_role": by_role,
    }


def _page(actor: Actor, window: PageWindow, filters: UserFilters, *, spent: bool = False) -> Page[Known]:
    page = repo.users.page(actor, window, filters)
    return page.showing(_known(actor, page.items, spent=spent))


def _known(actor: Actor, users: Sequence[User], *, spent: bool = True) -> list[Known]:
    ids = [user.id for user in users]
    seen = repo.sessions.last_seen(ids)
    bought = repo.orders.spent(actor, Permission.ORDER_VIEW_ALL, ids) if spent else {}
    return [Known(user, seen.get(user.id), *bought.get(user.id, Spent())) for user in users]


def _profile_for(role: Role, given: dict[str, Any]) -> Profile | None:
    # Employment is kept for people who work here; an admin needs no profile at all.
    kept = {
        name: value
        for name, value in given.items()
        if value is not None and (role is not Role.CUSTOMER or name not in EMPLOYEE_FIELDS)
    }
    return Profile(**kept) if kept or role is not Role.ADMIN else None
