"""The shop's day."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.core import clock

BERLIN = ZoneInfo("Europe/Berlin")


def test_the_day_changes_at_the_shops_midnight_not_at_the_servers():
    with clock.pretend(datetime(2026, 2, 10, 22, 30, tzinfo=UTC)):
        assert clock.today(ZoneInfo("Asia/Jerusalem")) == date(2026, 2, 11)
        assert clock.today(ZoneInfo("America/Los_Angeles")) == date(2026, 2, 10)


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 5, 1), 24)]
)
def test_a_day_has_the_hours_it_has(day, hours):
    length = clock.day_start(day + timedelta(days=1), BERLIN) - clock.day_start(day, BERLIN)
    assert length == timedelta(hours=hours)


def test_pretending_ends_with_the_block():
    with clock.pretend(datetime(2020, 1, 1, tzinfo=UTC)):
        assert clock.now().year == 2020
    assert clock.now().year > 2020
