"""Days of a shop, reckoned from moments in UTC by what a clock on its wall shows: no code of the shop."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from random import Random
from zoneinfo import ZoneInfo

DAY, HOUR, MOMENT = timedelta(days=1), timedelta(hours=1), timedelta(microseconds=1)
# No clock on earth is further from UTC.
FARTHEST = timedelta(hours=26)
FIRST, LAST = date(2023, 2, 1), date(2029, 1, 31)
# Eight hours behind, two or three and fourteen ahead; in the last three, summer begins or ends at midnight.
ZONES = [
    ZoneInfo(name)
    for name in (
        "America/Los_Angeles",
        "Asia/Jerusalem",
        "Asia/Riyadh",
        "Pacific/Kiritimati",
        "Africa/Cairo",
        "America/Havana",
        "Asia/Beirut",
    )
]


def date_at(moment: datetime, zone: ZoneInfo) -> date:
    """The date on the wall."""
    return moment.astimezone(zone).date()


@cache
def beginning(day: date, zone: ZoneInfo) -> datetime:
    """The first moment at which `day` is the date on the wall, found by looking at the wall again and again."""
    before, after = (datetime.combine(day, time.min, UTC) + shift for shift in (-FARTHEST, FARTHEST))
    while after - before > MOMENT:
        middle = before + (after - before) / 2
        if date_at(middle, zone) < day:
            before = middle
        else:
            after = middle
    return after


def hours(day: date, zone: ZoneInfo) -> int:
    """How many hours `day` has: 23, 24 or 25."""
    return (beginning(day + DAY, zone) - beginning(day, zone)) // HOUR


@cache
def changes(zone: ZoneInfo) -> list[date]:
    """The days on which the clock is put forward or back."""
    noons = [FIRST + DAY * number for number in range((LAST - FIRST).days)]
    new = [day for day in noons if _offset(day, zone) != _offset(day - DAY, zone)]
    # What happens before noon may belong to the evening before: at midnight it is put back to eleven.
    return [day for noon in new for day in (noon - DAY, noon) if hours(day, zone) != 24]


def remarkable(dice: Random, zone: ZoneInfo, number: int) -> date:
    """A day on which a clock may go wrong: of another kind for each `number`, in the end any."""
    any_day = FIRST + DAY * dice.randrange((LAST - FIRST).days)
    change = dice.choice(changes(zone) or [any_day])
    leap_day = date(dice.choice([2024, 2028]), 2, 29)
    kinds = [
        change,
        change + DAY * dice.randint(1, 30),
        leap_day + DAY * dice.choice([0, 0, 1, 30, 31]),
        change + DAY * dice.choice([-1, 1, 7, 30, 31]),
        date(dice.randint(2024, 2028), 1, 1) + DAY * dice.choice([-1, 0, 30]),
        any_day,
    ]
    return kinds[number % len(kinds)]


def _offset(day: date, zone: ZoneInfo) -> timedelta | None:
    return datetime.combine(day, time(12), zone).utcoffset()
