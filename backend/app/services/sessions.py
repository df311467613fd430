"""Sign-ins: who is behind a token, how a browser's cookie rotates, how a session ends."""

from collections.abc import Sequence
from datetime import timedelta

from app import repositories as repo
from app.core import clock
from app.core.config import settings
from app.core.database import transactional
from app.core.errors import NotFound, Unauthenticated
from app.core.paging import Page, PageWindow
from app.core.permissions import Actor
from app.models import Session
from app.repositories.sessions import Live
from app.services import audit

# Tabs of one browser refresh at the same moment; within this time the old cookie is no theft.
ROTATION_GRACE = timedelta(seconds=30)
REMEMBERED = timedelta(days=30)


@transactional
def begin(user_id: int, device: str) -> Session:
    """Start a session for a person who has proved who they are."""
    now = clock.now()
    return repo.sessions.begin(user_id, device[:200], now, now + settings().refresh_token_lifetime)


def recognise(user_id: int, session_id: int, generation: int | None) -> Actor:
    """The person behind an access token, with the role they hold now; Unauthenticated if the session is over."""
    return _recognised(_live(user_id, session_id), generation)


def recognise_all(tokens: Sequence[tuple[int, int, int | None]]) -> list[Actor | None]:
    """The people behind access tokens, looked up together; None for each whose session is over."""
    lives = repo.sessions.live_among([session_id for _, session_id, _ in tokens], clock.now())
    found = ((lives.get(session_id), user_id, generation) for user_id, session_id, generation in tokens)
    return [
        _recognised(live, generation) if live and live.user_id == user_id else None
        for live, user_id, generation in found
    ]


def resume(user_id: int, session_id: int, generation: int | None) -> Session:
    """The session of a refresh token that does not rotate (API clients)."""
    if generation is not None:
        raise _of_the_other_kind()
    _live(user_id, session_id)
    return _resumed(session_id)


def rotate(user_id: int, session_id: int, generation: int | None) -> Session:
    """The session of a browser's refresh cookie, ready for its successor.

    The newest cookie moves the session one generation on. Its predecessor gets the same successor
    again, as long as that was not seen in use or is very young: the reply was lost, or two tabs
    asked at once. Anything older is a stolen cookie and ends the session.
    """
    if generation is None:
        raise _of_the_other_kind()
    live = _live(user_id, session_id)
    session = _rotated(Actor(user_id, live.role, session_id), session_id, generation)
    if session is None:
        raise _ended()
    return session


def mine(actor: Actor, window: PageWindow) -> Page[Session]:
    """The person's live sessions, the last used first."""
    return repo.sessions.page(actor, window, clock.now())


@transactional
def end(actor: Actor, session_id: int) -> None:
    """End one session of the person's own; NotFound if there is no such."""
    if not repo.sessions.end(actor.id, clock.now(), only=session_id):
        raise NotFound("There is no such session, or it has ended already.")
    audit.record(actor, "session.end", Session(id=session_id))


@transactional
def end_others(actor: Actor) -> None:
    """End every session of the person's own but the one they are using."""
    repo.sessions.end(actor.id, clock.now(), but=actor.session_id)
    audit.record(actor, "session.end_others", Session(id=actor.session_id))


@transactional
def leave(actor: Actor) -> None:
    """End the session the person is using, unless that has just happened."""
    repo.sessions.end(actor.id, clock.now(), only=actor.session_id)
    audit.record(actor, "session.end", Session(id=actor.session_id))


@transactional
def end_all(user_id: int, *, but: int | None = None) -> None:
    """End every session of a person, `but` perhaps the one they are using."""
    repo.sessions.end(user_id, clock.now(), but=but)


@transactional
def sweep() -> None:
    """Forget sessions that have been over for 30 days."""
    repo.sessions.forget_over(clock.now() - REMEMBERED)


def _live(user_id: int, session_id: int) -> Live:
    live = repo.sessions.live(session_id, user_id, clock.now())
    if live is None:
        raise _ended()
    return live


def _recognised(live: Live, generation: int | None) -> Actor:
    if generation is not None and generation == live.generation and live.received_at is None:
        _received(live.id, generation)
    return Actor(live.user_id, live.role, live.id)


@transactional
def _received(session_id: int, generation: int) -> None:
    repo.sessions.mark_received(session_id, generation, clock.now())


@transactional
def _resumed(session_id: int) -> Session:
    return _touched(session_id)


@transactional
def _rotated(actor: Actor, session_id: int, generation: int) -> Session | None:
    session = _touched(session_id)
    if generation == session.generation:
        session.generation += 1
        session.rotated_at, session.received_at = clock.now(), None
        return session
    if _is_lost_reply(session, generation):
        return session
    end(actor, session_id)
    return None


def _touched(session_id: int) -> Session:
    session = repo.sessions.locked(session_id)
    if session is None or session.ended_at is not None:
        raise _ended()
    session.last_used_at = clock.now()
    return session


def _is_lost_reply(session: Session, generation: int) -> bool:
    if generation != session.generation - 1 or session.rotated_at is None:
        return False
    return session.received_at is None or clock.now() - session.rotated_at < ROTATION_GRACE


# Made anew each time: an exception that is raised again and again keeps every traceback it ever had.
def _ended() -> Unauthenticated:
    return Unauthenticated("This session has ended. Sign in again.", code="session_ended")


def _of_the_other_kind() -> Unauthenticated:
    return Unauthenticated(
        "A refresh token works only the way it was handed out: in the cookie, or in the header.",
        code="token_invalid",
    )
