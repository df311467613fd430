"""Today's orders, live: whether anything changed, what did, and who may still be told."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from app import repositories as repo
from app.core import clock
from app.core.config import VERSION, settings
from app.core.errors import Unauthenticated
from app.core.permissions import Actor, Permission
from app.models import Order
from app.models.cursors import Cursor
from app.services import sessions


def tag(actor: Actor, asked: str, since: float) -> str:
    """A word that changes with the reply to the question `asked` about the board, at some moment after `since`.

    One statement, or none if somebody else has asked since.
    """
    day = clock.today(settings().shop_timezone)
    parts = (VERSION, actor.role, asked, day, repo.board.version(since))
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:32]


def may_listen(actor: Actor, until: datetime) -> bool:
    """Whether the person is still signed in, in the same role, with a token that is good until `until`."""
    if clock.now() >= until or actor.session_id is None:
        return False
    try:
        return sessions.recognise(actor.id, actor.session_id, None) == actor
    except Unauthenticated:
        return False


def missed(actor: Actor, since: Cursor, until: Cursor) -> list[tuple[int, Cursor]]:
    """The orders of the person's day with steps that `since` does not know and `until` does.

    Each once, at its last step, with the cursor of somebody who has been told so far.
    """
    steps = [(number, order_id) for number, order_id in repo.board.missed(actor, since) if until.knows(number)]
    told: dict[int, Cursor] = {}
    for number, order_id in steps:
        since = since.after(number)
        told.pop(order_id, None)
        told[order_id] = since
    return list(told.items())


def now(actor: Actor, order_ids: Sequence[int]) -> tuple[dict[int, Order], set[int]]:
    """Of `order_ids`, those on the person's board as they stand, and those that were deleted from it."""
    found = {order.id: order for order in repo.orders.among(actor, Permission.ORDER_VIEW_TODAY, order_ids)}
    left = [order_id for order_id in order_ids if order_id not in found]
    return found, set(repo.board.deleted(actor, left)) if left else set()
