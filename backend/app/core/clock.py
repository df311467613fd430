"""The one clock. Nobody else asks the time; "today" is the shop's day, not the server's."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_pretended: ContextVar[datetime | None] = ContextVar("pretended", default=None)


def now() -> datetime:
    """This moment, aware, in UTC."""
    return _pretended.get() or datetime.now(UTC)


@contextmanager
def pretend(moment: datetime) -> Iterator[None]:
    """Make `moment` the present inside the block, so that seed data can have a past."""
    token = _pretended.set(moment)
    try:
        yield
    finally:
        _pretended.reset(token)


def today(zone: ZoneInfo) -> date:
    """The date on the wall of a shop in `zone`."""
    return now().astimezone(zone).date()


def day_start(day: date, zone: ZoneInfo) -> datetime:
    """The moment `day` begins in `zone`, in UTC. Days may have 23 or 25 hours."""
    return datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC)


def days_ago(days: int, zone: ZoneInfo) -> datetime:
    """The moment the shop's day `days` days before today began, in UTC."""
    return day_start(today(zone) - timedelta(days=days), zone)


def moment_of(given: date | datetime, zone: ZoneInfo, *, end: bool = False) -> datetime:
    """A moment as it is; a day as the moment it begins in `zone`, or with `end` the moment it is over."""
    if isinstance(given, datetime):
        return given
    return day_start(given + timedelta(days=1 if end else 0), zone)
