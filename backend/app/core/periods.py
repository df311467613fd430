"""Ranges of a shop's days, and the hours, days, weeks and months they fall into."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import groupby
from zoneinfo import ZoneInfo

from app.core import clock

DAY, WEEK, HOUR = timedelta(days=1), timedelta(days=7), timedelta(hours=1)


class Bucket(StrEnum):
    """What a range is cut into."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Comparison(StrEnum):
    """What a range is held against."""

    PREVIOUS = "previous"
    WEEK = "week"
    YEAR = "year"


@dataclass(frozen=True)
class Span:
    """From `start` until just before `end`, both in UTC, and what the shop calls it."""

    start: datetime
    end: datetime
    label: str


@dataclass(frozen=True)
class Period:
    """The shop's days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days these are."""
        return (self.last - self.first).days + 1

    def __iter__(self) -> Iterator[date]:
        """Day by day."""
        return (self.first + DAY * number for number in range(self.days))

    def span(self, zone: ZoneInfo) -> Span:
        """All of it in one piece."""
        start, end = clock.day_start(self.first, zone), clock.day_start(self.last + DAY, zone)
        return Span(start, end, f"{self.first}_{self.last}")

    def compared(self, how: Comparison) -> "Period":
        """As many days right before, the same days a week before, or the same dates of the year before."""
        match how:
            case Comparison.PREVIOUS:
                return Period(self.first - DAY * self.days, self.first - DAY)
            case Comparison.WEEK:
                return Period(self.first - WEEK, self.last - WEEK)
            case Comparison.YEAR:
                return Period(year_before(self.first), year_before(self.last))

    def cut(self, bucket: Bucket, zone: ZoneInfo) -> list[Span]:
        """The range in pieces without gaps: weeks begin on Mondays, the first and last piece may be shorter.

        Hours are real ones: a day that loses or repeats an hour has 23 or 25 of them.
        """
        days = [*self]
        if bucket is Bucket.HOUR:
            return [hour for day in days for hour in _hours(day, zone)]
        pieces = [[*group] for _, group in groupby(days, key=lambda day: _label(day, bucket))]
        return [
            Span(clock.day_start(piece[0], zone), clock.day_start(piece[-1] + DAY, zone), _label(piece[0], bucket))
            for piece in pieces
        ]


def year_before(day: date) -> date:
    """The same date a year earlier; the 28th for a leap day."""
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap_day else day.day)


def _hours(day: date, zone: ZoneInfo) -> list[Span]:
    start, end = clock.day_start(day, zone), clock.day_start(day + DAY, zone)
    found: list[Span] = []
    while start < end:
        label = start.astimezone(zone).isoformat(timespec="minutes")
        found.append(Span(start, min(start + HOUR, end), label))
        start += HOUR
    return found


def _label(day: date, bucket: Bucket) -> str:
    if bucket is Bucket.WEEK:
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    return f"{day:%Y-%m}" if bucket is Bucket.MONTH else day.isoformat()
