"""Questions about accounts, and which of them somebody may see."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, Subquery, and_, bindparam, case, func, or_, select, update
from sqlalchemy.orm import joinedload, selectinload

from app.core import clock
from app.core.database import Glance, Prepared, db, table_of
from app.core.paging import Page, PageWindow
from app.core.permissions import Actor, Permission, Role
from app.models import Profile, User
from app.models.users import State, key_of
from app.repositories import sessions
from app.repositories.pages import paginate, pairs

LAST_SEEN = "last_seen"
REACH = {
    Permission.CUSTOMER_VIEW: (Role.CUSTOMER,),
    Permission.EMPLOYEE_VIEW: (Role.CASHIER, Role.MANAGER),
    Permission.USER_MANAGE: tuple(Role),
}
STATES: dict[State, ColumnElement[bool]] = {
    State.ACTIVE: and_(User.is_active, User.deleted_at.is_(None)),
    State.BANNED: and_(~User.is_active, User.deleted_at.is_(None)),
    State.DELETED: User.deleted_at.is_not(None),
}


KEY = bindparam("key")


def _called(*what: Any) -> Select[Any]:
    """The question for `what` of the account with the e-mail address or, failing that, the user name `key`."""
    query = select(*what).where(or_(User.email_key == KEY, User.username_key == KEY))
    return query.order_by(case((User.email_key == KEY, 0), else_=1)).limit(1)


CALLED = _called(User)
CREDENTIALS = Glance(_called(User.id, User.password_hash, User.is_active))
ACCOUNTS = table_of(User)
# Locked without the key itself, so that rows which point at the account can be added meanwhile.
AT_THE_DOOR = Prepared(
    select(ACCOUNTS).where(ACCOUNTS.c.id == bindparam("user_id")).with_for_update(key_share=True)
)


class Credentials(NamedTuple):
    """Whether somebody may come in, and by which hash."""

    user_id: int
    password_hash: str
    is_active: bool


@dataclass(frozen=True)
class UserFilters:
    """Which accounts to list; None and no roles mean any."""

    roles: tuple[Role, ...] = ()
    staff: bool | None = None
    is_active: bool | None = None
    state: State | None = None
    q: str | None = None
    sort_by: str | None = None
    sort_order: str = "asc"

    def clauses(self) -> list[ColumnElement[bool]]:
        """The filters as conditions."""
        found: list[ColumnElement[bool]] = [User.role.in_(self.roles)] if self.roles else []
        if self.staff is not None:
            found.append(User.role != Role.CUSTOMER if self.staff else User.role == Role.CUSTOMER)
        if self.state is not None:
            found.append(STATES[self.state])
        if self.is_active is not None:
            found.append(User.is_active == self.is_active)
        if self.q:
            found.append(_mentions(self.q))
        return found

    def order(self, seen: Subquery) -> Sequence[Any]:
        """A total order: what they are sorted by, those without it last, then their ids."""
        columns = [User.id] if self.sort_by is None else [_sorts(seen)[self.sort_by], User.id]
        order = [column.asc() if self.sort_order == "asc" else column.desc() for column in columns]
        # Not every database puts null at the same end by itself.
        return [case((columns[0].is_(None), 1), else_=0), *order] if self.sort_by == LAST_SEEN else order


def add(user: User) -> User:
    """Keep a new account; it has its id afterwards."""
    db.session.add(user)
    db.session.flush()
    return user


def find(actor: Actor, user_id: int) -> User | None:
    """The account with its profile, if `actor` may see it."""
    return db.session.scalar(_visible_to(actor).where(User.id == user_id).options(joinedload(User.profile)))


def own(user_id: int) -> User:
    """The account of the person who asks, with its profile."""
    return db.session.scalars(select(User).where(User.id == user_id).options(joinedload(User.profile))).one()


def signing_in_as(name: str) -> User | None:
    """The account with this e-mail address or, failing that, this user name, whatever their case."""
    return db.session.scalar(CALLED, {"key": key_of(name)})


def credentials_of(name: str) -> Credentials | None:
    """What is known, now, of the account that `signing_in_as` finds."""
    row = CREDENTIALS.one(key=key_of(name))
    return Credentials(*row) if row else None


def at_the_door(user_id: int) -> User | None:
    """As `locked`, without the profile, and no session watches whether it changes."""
    rows = AT_THE_DOOR.rows({"user_id": user_id})
    return User(**dict(zip(ACCOUNTS.c.keys(), rows[0], strict=True))) if rows else None


def reseal(user: User, password_hash: str) -> None:
    """Keep another hash of the same password."""
    user.password_hash, user.updated_at = password_hash, clock.now()
    sealed = {"password_hash": user.password_hash, "updated_at": user.updated_at}
    db.session.execute(update(User).where(User.id == user.id).values(**sealed))


def locked(user_id: int) -> User | None:
    """The account with its profile; whoever else wants to change it waits until this transaction is over.

    The profile is read by a second statement, after the wait, and so is never an old one.
    """
    query = select(User).where(User.id == user_id).options(selectinload(User.profile))
    # Without the key itself, so that rows which point at the account can be added meanwhile.
    query = query.with_for_update(key_share=True)
    return db.session.scalar(query.execution_options(populate_existing=True))


def active_admins() -> list[int]:
    """The ids of all admins who may come in, in order."""
    return list(db.session.scalars(_active_admins()))


def lock_active_admins() -> list[int]:
    """The ids of all admins who may come in, in order; none of them changes until this transaction is over."""
    return list(db.session.scalars(_active_admins().with_for_update(key_share=True)))


def page(actor: Actor, window: PageWindow, filters: UserFilters) -> Page[User]:
    """The accounts that `actor` may see, with their profiles; in the order they were opened, if in no other."""
    seen, query = sessions.last_uses(), _visible_to(actor).outerjoin(User.profile).where(*filters.clauses())
    if filters.sort_by == LAST_SEEN:
        query = query.outerjoin(seen, seen.c.user_id == User.id)
    query = query.order_by(*filters.order(seen))
    return paginate(query, window, joinedload(User.profile))


def names(user_ids: Collection[int]) -> dict[int, str]:
    """What each of these people is called now: their name, or else their user name."""
    query = select(User.id, func.coalesce(func.nullif(func.trim(_full_name()), ""), User.username))
    return pairs(query.outerjoin(User.profile).where(User.id.in_(user_ids)))


def heads() -> dict[tuple[Role, bool], int]:
    """How many accounts there are of each role, active and not."""
    query = select(User.role, User.is_active, func.count()).group_by(User.role, User.is_active)
    return {(role, is_active): count for role, is_active, count in db.session.execute(query)}


def _active_admins() -> Select[tuple[int]]:
    return select(User.id).where(User.role == Role.ADMIN, User.is_active).order_by(User.id)


def _visible_to(actor: Actor) -> Select[tuple[User]]:
    roles = sorted({role for permission, reached in REACH.items() if actor.can(permission) for role in reached})
    return select(User).where(User.role.in_(roles))


def _full_name() -> ColumnElement[str]:
    return func.coalesce(Profile.first_name, "") + " " + func.coalesce(Profile.last_name, "")


def _sorts(seen: Subquery) -> dict[str, Any]:
    trust = {str(role): number for number, role in enumerate(Role)}
    return {
        "name": func.lower(func.trim(_full_name())),
        "email": User.email_key,
        "username": User.username_key,
        "role": case(trust, value=User.role),
        "created_at": User.created_at,
        LAST_SEEN: seen.c.last_seen_at,
    }


def _mentions(text: str) -> ColumnElement[bool]:
    folded, full_name = key_of(text), _full_name()
    return or_(
        User.email_key.contains(folded, autoescape=True),
        User.username_key.contains(folded, autoescape=True),
        # SQLite lowers plain letters only, so a name is also looked for as it was typed.
        full_name.contains(text, autoescape=True),
        func.lower(full_name).contains(folded, autoescape=True),
        Profile.phone.contains(text, autoescape=True),
        func.lower(Profile.employee_id).contains(folded, autoescape=True),
    )
