"""Figures of the shop: what was sold, what runs out, what is on the shelf. Nothing here writes but tallies."""

from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_DOWN, Decimal
from typing import Any
from zoneinfo import ZoneInfo

from app import repositories as repo
from app.core import clock
from app.core.config import settings
from app.core.errors import Forbidden, Invalid
from app.core.paging import PageWindow
from app.core.periods import DAY, WEEK, Bucket, Comparison, Period, Span
from app.core.permissions import Actor, Permission, Role, Scope
from app.repositories.orders import MONTH_DAYS
from app.repositories.reports_goods import Low
from app.repositories.tallies import Version
from app.services import reports_compared, reports_days, reports_figures, tallies
from app.services.reports_days import Day
from app.services.reports_figures import Figures

MOST_DAYS, MOST_DAYS_OF_HOURS = 731, 31
USUAL_DAYS = 30
PACE_DAYS = 30
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class LowStock:
    """An article that runs out, and why it is said so."""

    article: Low
    days: int

    @property
    def days_of_cover(self) -> Decimal | None:
        """How long it lasts at its recent pace, rounded down; None if nobody bought it lately."""
        if not self.article.sold:
            return None
        return (Decimal(self.article.stock_quantity * PACE_DAYS) / self.article.sold).quantize(TENTH, ROUND_DOWN)

    @property
    def reason(self) -> str:
        """`threshold`, `cover`, or `both`."""
        article = self.article
        short = article.stock_quantity * PACE_DAYS < article.sold * self.days
        if article.stock_quantity <= article.low_stock_threshold:
            return "both" if short else "threshold"
        return "cover"


def sales(
    actor: Actor,
    *,
    bucket: Bucket,
    top: int,
    first: date | None = None,
    last: date | None = None,
    compare: Comparison | None = None,
) -> dict[str, Any]:
    """What was sold on the shop's days from `first` to `last`, in all, in pieces and in every way it is asked.

    By default the last 30 days. Invalid for a range that is reversed, too long or in the future; Forbidden
    where it, or the range it is compared with, begins earlier than the person may look.
    """
    zone, day = settings().shop_timezone, clock.today(settings().shop_timezone)
    period = _checked(first, last, bucket, day)
    other = period.compared(compare) if compare else None
    for wanted in (period, other):
        if wanted:
            _check_reach(actor, wanted, zone)
    asked = (period, other, bucket, top, day, zone.key)
    report = tallies.find(asked, lambda version: _sales(version, period, other, bucket, top, zone))
    return {"timezone": zone.key, "today": day, **_horizon(actor, zone), **report}


def today(actor: Actor) -> dict[str, Any]:
    """The shop's day so far, beside the same weekday last week up to the same minute, which is included."""
    zone = settings().shop_timezone
    here = clock.now().astimezone(zone).replace(second=0, microsecond=0)
    # The same time on the wall, whether or not summer began in between.
    now, then = (_until(minute, zone) for minute in (here, here - WEEK))
    return {
        "timezone": zone.key,
        **_horizon(actor, zone),
        "today": now,
        "last_week": then,
        **reports_compared.changes(now["figures"], then["figures"]),
    }


def low_stock(window: PageWindow, days: int) -> dict[str, Any]:
    """What is at or under its threshold, or lasts less than `days` at the pace of the last 30 days."""
    since = clock.now() - timedelta(days=PACE_DAYS)
    page = repo.reports_goods.low(window, since=since, pace_days=PACE_DAYS, cover_days=days)
    rows = [LowStock(article, days) for article in page.items]
    return {"page": page.showing(rows), "days": days, **_stamp()}


def inventory() -> dict[str, Any]:
    """Units and their worth at the selling price, in all and by category; there is no cost price."""
    names, shelves = repo.reports_goods.category_names(), repo.reports_goods.on_shelf()
    rows: list[dict[str, Any]] = [
        shelf._asdict() | {"category": names.get(shelf.category_id or 0)} for shelf in shelves
    ]
    rows.sort(key=lambda row: (-row["value_cents"], row["category_id"] or 0))
    totals = {name: sum(row[name] for row in rows) for name in ("products", "units", "value_cents")}
    return {"total": totals, "by_category": rows, **_stamp()}


def _checked(first: date | None, last: date | None, bucket: Bucket, today: date) -> Period:
    end = last or today
    period = Period(first or end - DAY * (USUAL_DAYS - 1), end)
    wrong = {
        name: ["This day is in the future."]
        for name, day in (("from", period.first), ("to", period.last))
        if day > today
    }
    if not wrong and period.days < 1:
        wrong = {"to": ["Must not be before the first day."]}
    elif not wrong and period.days > MOST_DAYS:
        wrong = {"to": [f"A report covers two years ({MOST_DAYS} days) at most."]}
    elif not wrong and bucket is Bucket.HOUR and period.days > MOST_DAYS_OF_HOURS:
        wrong = {"bucket": [f"By the hour a report covers {MOST_DAYS_OF_HOURS} days at most."]}
    if wrong:
        raise Invalid(f"Please check: {', '.join(wrong)}.", details=wrong)
    return period


def _horizon(actor: Actor, zone: ZoneInfo) -> dict[str, Any]:
    return {"earliest": _earliest(actor, zone), "longest_days": MOST_DAYS}


def _earliest(actor: Actor, zone: ZoneInfo) -> date | None:
    """The first day the person may look at; None if they may look at all."""
    limited = actor.scope(Permission.REPORT_VIEW) is Scope.MONTH
    return clock.today(zone) - DAY * MONTH_DAYS if limited else None


def _check_reach(actor: Actor, period: Period, zone: ZoneInfo) -> None:
    earliest = _earliest(actor, zone)
    if earliest is not None and period.first < earliest:
        raise Forbidden(
            f"The role {actor.role} sees reports of the last {MONTH_DAYS} days: from {earliest} on, "
            f"and this one looks at {period.first}. Ask: {Role.ADMIN}.",
            details={
                "permission": Permission.REPORT_VIEW,
                "role": actor.role,
                "scope": Scope.MONTH,
                "earliest": earliest.isoformat(),
                "nearest_role": Role.ADMIN,
            },
        )


def _sales(
    version: Version, period: Period, other: Period | None, bucket: Bucket, top: int, zone: ZoneInfo
) -> tuple[dict[str, Any], Version | None]:
    days, beside, of = tallies.of(version, period, other, zone)
    report = _in_pieces(period, bucket, days, zone)
    people = len(set().union(*(day.people for day in days.values())))
    newcomers = sum(day.newcomers for day in days.values())
    return {
        "bucket": bucket,
        "compared": _compared(report, other, bucket, beside, zone) if other else None,
        "customers": {"new": newcomers, "returning": max(people - newcomers, 0)},
        **report,
        **_ways(days.values()),
        **_goods(days.values(), top),
    }, of


def _in_pieces(period: Period, bucket: Bucket, days: dict[date, Day], zone: ZoneInfo) -> dict[str, Any]:
    spans = period.cut(bucket, zone)
    starts, found = [span.start for span in spans], [Figures() for _ in spans]
    for day, sold in days.items():
        place = bisect_right(starts, clock.day_start(day, zone)) - 1
        for hour, figures in sold.cuts["hour"].items():
            found[place + hour if bucket is Bucket.HOUR else place].add(figures)
    return {
        "first": period.first,
        "last": period.last,
        "total": reports_days.added(found),
        "buckets": [
            {"start": span.start, "end": span.end, "label": span.label, "figures": figures}
            for span, figures in zip(spans, found, strict=True)
        ],
    }


def _compared(
    report: dict[str, Any], other: Period, bucket: Bucket, days: dict[date, Day], zone: ZoneInfo
) -> dict[str, Any]:
    found = _in_pieces(other, bucket, days, zone)
    reports_compared.set_beside(report, found, bucket, zone)
    changes = reports_compared.changes(report["total"], found["total"])
    return found | changes | {"by_hour": _by_hour(days.values())}


def _ways(days: Collection[Day]) -> dict[str, Any]:
    methods, channels, cashiers = (reports_days.cut(days, name) for name in ("method", "channel", "cashier"))
    names = repo.reports.usernames({user_id for user_id in cashiers if user_id})
    return {
        "by_payment_method": [{"payment_method": k, "figures": f} for k, f in _best_first(methods)],
        "by_channel": [{"channel": k, "figures": f} for k, f in _best_first(channels)],
        "by_cashier": [{"user_id": k, "username": names.get(k), "figures": f} for k, f in _best_first(cashiers)],
        "by_hour": _by_hour(days),
    }


def _by_hour(days: Iterable[Day]) -> list[dict[str, Any]]:
    hours = reports_days.cut(days, "clock")
    return [{"hour": hour, "figures": hours.get(hour, Figures())} for hour in range(24)]


def _goods(days: Iterable[Day], top: int) -> dict[str, Any]:
    products = reports_days.products(days)
    articles = repo.reports_goods.articles(products)
    categories = reports_figures.by_category(products, articles)
    names = {article.category_id: article.category for article in articles.values()}
    return {
        "by_category": [{"category_id": k, "category": names[k], "figures": f} for k, f in _best_first(categories)],
        "by_product": [
            articles[k]._asdict() | {"orders": f.orders, "figures": f} for k, f in _best_first(products)[:top]
        ],
    }


def _best_first(found: dict[Any, Any]) -> list[tuple[Any, Any]]:
    return sorted(found.items(), key=lambda item: (-item[1].net_cents, str(item[0])))


def _until(minute: datetime, zone: ZoneInfo) -> dict[str, Any]:
    start, end = clock.day_start(minute.date(), zone), minute.astimezone(UTC) + timedelta(minutes=1)
    span = Span(start, end, "")
    figures = reports_figures.total([*repo.reports.sales(span), *repo.reports.repayments(span)])
    return {"date": minute.date(), "from": start, "until": end, "figures": figures}


def _stamp() -> dict[str, Any]:
    zone = settings().shop_timezone
    return {"timezone": zone.key, "date": clock.today(zone), "as_of": clock.now()}
