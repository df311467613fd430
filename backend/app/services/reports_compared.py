"""A report beside another one: what has changed, and which piece stands beside which."""

from collections import defaultdict
from dataclasses import fields
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from app.core import money
from app.core.periods import Bucket
from app.services.reports_figures import Figures

NAMES = (*(field.name for field in fields(Figures)), "net_cents", "average_order_cents")


def changes(now: Figures, then: Figures) -> dict[str, dict[str, Any]]:
    """For each figure `now - then`, and how many per cent of `then` that is."""
    pairs = {name: (getattr(now, name), getattr(then, name)) for name in NAMES}
    return {
        "difference": {name: new - old for name, (new, old) in pairs.items()},
        "percent": {name: money.growth(old, new) for name, (new, old) in pairs.items()},
    }


def set_beside(report: dict[str, Any], other: dict[str, Any], bucket: Bucket, zone: ZoneInfo) -> None:
    """Tell each bucket of `report` which one of `other` is its counterpart, and the net of that; None without.

    Hours stand beside the same hour of the same day of the range, a repeated one beside a repeated one;
    everything else beside the piece that is as far in.
    """
    places = _places(report["buckets"], bucket, zone)
    found = dict(zip(_places(other["buckets"], bucket, zone), other["buckets"], strict=True))
    for piece, place in zip(report["buckets"], places, strict=True):
        beside = found.get(place)
        piece["compared_label"] = beside["label"] if beside else None
        piece["compared_net_cents"] = beside["figures"].net_cents if beside else None


def _places(pieces: list[dict[str, Any]], bucket: Bucket, zone: ZoneInfo) -> list[tuple[int, ...]]:
    if bucket is not Bucket.HOUR:
        return [(place,) for place in range(len(pieces))]
    days: dict[Any, int] = defaultdict(lambda: len(days))
    return [_hour(piece["start"].astimezone(zone), days) for piece in pieces]


def _hour(moment: datetime, days: dict[Any, int]) -> tuple[int, ...]:
    return days[moment.date()], moment.hour, moment.minute, moment.fold
