"""When each order was placed, and which of them a shop in some zone has to show."""

from collections import Counter
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tests.proofs.oracle.almanac import HOUR, beginning, date_at, hours


class DayBook:
    """Orders in the order they were placed, each under its date in every zone."""

    def __init__(self) -> None:
        self.placed: dict[int, datetime] = {}
        self._days: dict[ZoneInfo, dict[int, date]] = {}

    def add(self, order_id: int, moment: datetime) -> None:
        """Note an order that was placed just now."""
        self.placed[order_id] = moment

    def since(self, day: date, zone: ZoneInfo) -> set[int]:
        """The orders of `day` and of later days."""
        return {order_id for order_id, placed in self._dates(zone) if placed >= day}

    def on(self, day: date, zone: ZoneInfo) -> set[int]:
        """The orders of `day`."""
        return {order_id for order_id, placed in self._dates(zone) if placed == day}

    def edge(self, day: date, zone: ZoneInfo) -> list[tuple[int, bool]]:
        """The last order before `day` and the first one since, if any; each with whether it is since."""
        inside = self.since(day, zone)
        before = [order_id for order_id in self.placed if order_id not in inside]
        return [(order_id, False) for order_id in before[-1:]] + [
            (order_id, True) for order_id in sorted(inside)[:1]
        ]

    def unmoved(self, since: set[int], before: datetime) -> int:
        """How many of `since` were placed earlier than `before`."""
        return sum(self.placed[order_id] < before for order_id in since)

    def by_hour_of_the_day(self, day: date, zone: ZoneInfo) -> list[int]:
        """How many orders fell into each hour that passed on `day`."""
        passed = Counter((self.placed[number] - beginning(day, zone)) // HOUR for number in self.on(day, zone))
        return [passed[hour] for hour in range(hours(day, zone))]

    def by_hour_on_the_wall(self, day: date, zone: ZoneInfo) -> list[int]:
        """How many orders were placed on `day` while the clock showed each hour."""
        shown = Counter(self.placed[order_id].astimezone(zone).hour for order_id in self.on(day, zone))
        return [shown[hour] for hour in range(24)]

    def so_far(self, day: date, now: datetime, zone: ZoneInfo) -> int:
        """How many orders were placed on `day` up to the minute that the clock shows `now`, which is included."""
        shown = [self.placed[order_id].astimezone(zone) for order_id in self.on(day, zone)]
        wall = now.astimezone(zone)
        return sum((at.hour, at.minute) <= (wall.hour, wall.minute) for at in shown)

    def _dates(self, zone: ZoneInfo) -> list[tuple[int, date]]:
        known = self._days.setdefault(zone, {})
        for order_id in list(self.placed)[len(known) :]:
            known[order_id] = date_at(self.placed[order_id], zone)
        return list(known.items())
