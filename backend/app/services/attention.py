"""What somebody should look at now: a few numbers for whoever opens the office."""

from datetime import timedelta
from typing import Any

from app import repositories as repo
from app.core import clock
from app.core.config import settings
from app.core.permissions import Actor, Permission

LATELY = timedelta(days=7)


def report(actor: Actor) -> dict[str, Any]:
    """How many there are of each, with the first few: orders within the person's reports, goods, reviews.

    Who was banned lately is for those who manage accounts; None for everybody else.
    """
    now, patience, ask = clock.now(), settings().waiting_time, repo.attention
    return {
        "as_of": now,
        "waiting_minutes": int(patience.total_seconds()) // 60,
        "waiting": ask.waiting(actor, now - patience),
        "payment_failed": ask.payment_failed(actor),
        "unpaid": ask.unpaid(actor),
        "sold_out": ask.short(sold_out=True),
        "low_stock": ask.short(sold_out=False),
        "low_reviews": ask.complaints(now - LATELY),
        "banned": ask.banned(now - LATELY) if actor.can(Permission.USER_MANAGE) else None,
    }
