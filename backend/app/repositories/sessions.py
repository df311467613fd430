"""Questions about sign-ins."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Subquery, bindparam, delete, func, or_, select, update

from app.core.database import Adding, Glance, blank, db, rows_changed, table_of
from app.core.paging import Page, PageWindow
from app.core.permissions import Actor, Role
from app.models import Session, User
from app.repositories.pages import paginate, pairs


class Live(NamedTuple):
    """A session that has not ended, and the person it belongs to, as they are now."""

    id: int
    user_id: int
    role: Role
    generation: int
    received_at: datetime | None


# Asked by every request of somebody signed in: built once, and of plain columns.
USERS, SESSIONS = User.__table__.c, Session.__table__.c
TABLE = table_of(Session)
ADDING = Adding(TABLE, TABLE.c.id)
ALL_LIVE = (
    select(SESSIONS.id, USERS.id, USERS.role, SESSIONS.generation, SESSIONS.received_at)
    .join(User.__table__, USERS.id == SESSIONS.user_id)
    .where(USERS.is_active, SESSIONS.ended_at.is_(None), SESSIONS.expires_at > bindparam("now"))
)
LIVE = Glance(ALL_LIVE.where(SESSIONS.id == bindparam("session_id"), USERS.id == bindparam("user_id")))
# So many are looked up together; always as many, so that it stays one statement.
TOGETHER = 16
LIVE_AMONG = Glance(ALL_LIVE.where(SESSIONS.id.in_([bindparam(f"session_{place}") for place in range(TOGETHER)])))


def begin(user_id: int, device: str, now: datetime, expires_at: datetime) -> Session:
    """A new session; what becomes of it nobody watches."""
    said = {"user_id": user_id, "device": device, "created_at": now, "last_used_at": now, "expires_at": expires_at}
    session = Session(**(blank(TABLE) | said))
    [[session.id]] = ADDING.add(said)
    return session


def live(session_id: int, user_id: int, now: datetime) -> Live | None:
    """The session, unless it has ended, expired, or its person may not come in (any more)."""
    row = LIVE.one(session_id=session_id, user_id=user_id, now=now)
    return Live(*row) if row else None


def live_among(session_ids: Sequence[int], now: datetime) -> dict[int, Live]:
    """Those of the sessions that `live` finds, by their ids: 16 with a statement."""
    found = dict[int, Live]()
    for start in range(0, len(session_ids), TOGETHER):
        some = session_ids[start : start + TOGETHER]
        asked = {f"session_{place}": some[min(place, len(some) - 1)] for place in range(TOGETHER)}
        found |= {row[0]: Live(*row) for row in LIVE_AMONG.all(now=now, **asked)}
    return found


def locked(session_id: int) -> Session | None:
    """The session, with everybody else made to wait until this transaction is over."""
    query = select(Session).where(Session.id == session_id).with_for_update()
    return db.session.scalar(query.execution_options(populate_existing=True))


def page(actor: Actor, window: PageWindow, now: datetime) -> Page[Session]:
    """The person's live sessions, the last used first."""
    query = select(Session).where(Session.user_id == actor.id, Session.ended_at.is_(None), Session.expires_at > now)
    return paginate(query.order_by(Session.last_used_at.desc(), Session.id.desc()), window)


def last_uses() -> Subquery:
    """When each person last used any session of theirs: `user_id`, `last_seen_at`."""
    last = func.max(Session.last_used_at).label("last_seen_at")
    return select(Session.user_id, last).group_by(Session.user_id).subquery()


def last_seen(user_ids: Collection[int]) -> dict[int, datetime]:
    """When each of these people last used any session; nobody who never did."""
    query = select(Session.user_id, func.max(Session.last_used_at)).where(Session.user_id.in_(user_ids))
    return pairs(query.group_by(Session.user_id))


def mark_received(session_id: int, generation: int, now: datetime) -> None:
    """Note that the cookie of `generation` reached its browser, unless a newer one was made meanwhile."""
    seen = update(Session).where(
        Session.id == session_id, Session.generation == generation, Session.received_at.is_(None)
    )
    db.session.execute(seen.values(received_at=now))


def end(user_id: int, now: datetime, *, only: int | None = None, but: int | None = None) -> int:
    """End a person's sessions: all, `only` one, or all `but` one. Returns how many ended."""
    live_ones = update(Session).where(Session.user_id == user_id, Session.ended_at.is_(None))
    if only is not None:
        live_ones = live_ones.where(Session.id == only)
    if but is not None:
        live_ones = live_ones.where(Session.id != but)
    return rows_changed(live_ones.values(ended_at=now))


def forget_devices(user_id: int) -> None:
    """Keep that there were sessions, and forget on what."""
    db.session.execute(update(Session).where(Session.user_id == user_id).values(device=""))


def forget_over(before: datetime) -> None:
    """Drop the sessions that were over before that moment."""
    over = or_(Session.ended_at < before, Session.expires_at < before)
    db.session.execute(delete(Session).where(over))
