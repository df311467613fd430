"""Days that are over are added up once: kept, and added up again when something changes them after all."""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from app import repositories as repo
from app.core import clock, money
from app.core.database import transactional
from app.core.errors import Unavailable
from app.core.logs import log
from app.core.periods import Period, Span
from app.repositories.ledgers import Difference
from app.repositories.tallies import Change, Version
from app.services import kept, reports_days
from app.services.reports_days import Day

# With so many changes a round ends though no day is to be kept; with the most nobody looks at each of them.
MANY, MOST = 1_000, 50_000
# So many that came while days were added up are looked at, before those are kept.
FEW = 1_000

T = TypeVar("T")


def find(asked: Hashable, make: Callable[[Version], tuple[T, Version | None]]) -> T:
    """What was `asked` for, which nobody may change: made again once something was sold or paid back."""

    def made(version: Version) -> tuple[T, Version | None]:
        report, known = make(version)
        return report, known if known is not None and known.token is not None else None

    return kept.find(kept.shop().large, asked, repo.tallies.version, made)


def of(
    version: Version, period: Period, other: Period | None, zone: ZoneInfo
) -> tuple[dict[date, Day], dict[date, Day], Version | None]:
    """Each day of `period`; each of `other`, without its goods and people; and the version both are of.

    `version` is what stood before. No version where the shop has changed meanwhile, so that nobody takes the days
    for those of later.
    """
    if version.changes > MOST:
        _start_over(version)
        version = repo.tallies.version()
    changes = repo.tallies.changes()
    # Before the first round ends no day is kept.
    doubts = sorted(repo.tallies.touched()) if version.token is not None else []
    days = _kept(period, other, zone, doubts)
    fresh = reports_days.add_up(sorted({*period, *(other or ())} - days.keys()), zone)
    over = {day: found for day, found in fresh.items() if day < clock.today(zone)}
    # Days on which nothing happened are no work; they are kept with the next on which something did.
    if any(found.cuts["channel"] for found in over.values()) or len(changes) > MANY:
        known = _keep_if_possible(version, changes, doubts, over, zone)
    else:
        known = version
    days |= fresh
    return {day: days[day] for day in period}, {day: days[day] for day in other or ()}, known


@transactional
def begin() -> None:
    """Begin the first round, unless that was done: before, no version says what was sold."""
    repo.tallies.next_round(None)


def catch_up(zone: ZoneInfo) -> None:
    """Leave little to look at for whoever asks for a report next, where nobody has asked for one for long."""
    version = repo.tallies.version()
    if version.changes > MANY:
        yesterday = clock.today(zone) - timedelta(days=1)
        of(version, Period(yesterday, yesterday), None, zone)


def differences(zone: ZoneInfo) -> Iterator[Difference]:
    """The days that are kept, not in doubt, and not what their orders, payments and refunds come to."""
    for _, start, _ in sorted(repo.tallies.spans()):
        day = start.astimezone(zone).date()
        kept, found = _twice(day, zone)
        # Somebody may have sold something between the two questions: then the day is in doubt now, or another one.
        if kept != found and kept is not None:
            kept, found = _twice(day, zone)
        if kept != found and kept is not None:
            yield Difference(
                "what reports keep of it is what its orders come to", f"day {day}", _told(kept), _told(found)
            )


def _twice(day: date, zone: ZoneInfo) -> tuple[Day | None, Day]:
    """A day as it is kept and as it is."""
    kept = _kept(Period(day, day), None, zone, sorted(repo.tallies.touched()))
    return kept.get(day), reports_days.add_up([day], zone)[day]


def _told(day: Day) -> str:
    return f"{day.total.orders} orders, {money.to_text(day.total.net_cents)}"


@transactional
def _start_over(version: Version) -> None:
    if repo.tallies.next_round(version.token) is not None:
        repo.tallies.forget_all()


def _kept(period: Period, other: Period | None, zone: ZoneInfo, doubts: Sequence[datetime]) -> dict[date, Day]:
    beside = other.span(zone) if other else None
    return {
        day.start.astimezone(zone).date(): reports_days.read(day)
        for day in repo.tallies.kept(period.span(zone), beside, zone.key)
        if not _holds_one(day.start, day.end, doubts)
    }


def _keep_if_possible(
    version: Version, changes: list[Change], doubts: list[datetime], over: dict[date, Day], zone: ZoneInfo
) -> Version | None:
    days = {day: (Period(day, day).span(zone), found) for day, found in over.items()}
    try:
        return _keep(version, {change.id for change in changes}, doubts, list(days.values()), zone.key)
    except Unavailable as reason:
        # Whoever asked has nothing to do with it; the next who asks adds up these days once more.
        log().warning("days_not_kept", error=reason.message)
        return None


@transactional
def _keep(
    version: Version, seen: set[int], doubts: list[datetime], days: list[tuple[Span, Day]], timezone: str
) -> Version | None:
    """End the round of `version`: keep `days`, which were added up after `seen` was, and none in doubt.

    Returns the version of what was added up, None if there was more to see.
    """
    token = repo.tallies.next_round(version.token)
    if token is None:
        return None
    news = [change for change in repo.tallies.take_changes() if change.id not in seen]
    orders = [change.order_id for change in news if change.order_id is not None]
    if len(orders) > FEW:
        repo.tallies.forget_all()
        return None
    late = sorted(repo.tallies.touched(orders)) if orders else []
    both = sorted([*doubts, *late, *(span.start for span, _ in days)])
    spans = repo.tallies.spans()
    repo.tallies.forget(number for number, start, end in spans if _holds_one(start, end, both))
    repo.tallies.add(
        (reports_days.written(day, span) for span, day in days if not _holds_one(span.start, span.end, late)),
        timezone,
    )
    return None if news else Version(token, 0)


def _holds_one(start: datetime, end: datetime, moments: Sequence[datetime]) -> bool:
    """Whether any of `moments`, which are in order, is from `start` to just before `end`."""
    place = bisect_left(moments, start)
    return place < len(moments) and moments[place] < end
