"""What one day of the shop comes to, which reports of any range are made of, and how it is written down."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from app import repositories as repo
from app.core.periods import DAY, Bucket, Period, Span
from app.repositories.reports import Repayment, Sale
from app.repositories.tallies import Kept
from app.services import reports_figures
from app.services.reports_figures import Figures, ProductFigures


@dataclass
class Day:
    """What was sold and paid back.

    `cuts` has the figures of each piece of a cut: of each real `hour` of the day, counted from 0, of each hour of
    the `clock`, and by payment `method`, `channel` and `cashier`. `people` are the customers who ordered, and
    `newcomers` how many of them had not before. The last three are not there where only figures were asked for.
    """

    cuts: dict[str, dict[Any, Figures]]
    products: dict[int, ProductFigures] = field(default_factory=dict)
    people: set[int] = field(default_factory=set)
    newcomers: int = 0

    @property
    def total(self) -> Figures:
        """All of it."""
        return added(self.cuts["channel"].values())


def added(figures: Iterable[Figures]) -> Figures:
    """All of these in one."""
    whole = Figures()
    for each in figures:
        whole.add(each)
    return whole


def cut(days: Iterable[Day], name: str) -> dict[Any, Figures]:
    """The figures of each piece of a cut, over all of `days`."""
    found: dict[Any, Figures] = {}
    for day in days:
        for key, figures in day.cuts[name].items():
            found.setdefault(key, Figures()).add(figures)
    return found


def products(days: Iterable[Day]) -> dict[int, ProductFigures]:
    """The figures of each product, over all of `days`."""
    found: dict[int, ProductFigures] = {}
    for day in days:
        for product_id, figures in day.products.items():
            found.setdefault(product_id, ProductFigures()).add(figures)
    return found


def written(day: Day, span: Span) -> Kept:
    """`day` as it is kept."""
    cuts = {name: [[key, *vars(each).values()] for key, each in cut.items()] for name, cut in day.cuts.items()}
    products = [[key, *vars(each).values()] for key, each in day.products.items()]
    people = {"newcomers": day.newcomers, "ids": sorted(day.people)}
    return Kept(span.start, span.end, *(orjson.dumps(part).decode() for part in (cuts, products, people)))


def read(kept: Kept) -> Day:
    """The day that `written` wrote."""
    cuts = {name: {key: Figures(*each) for key, *each in cut} for name, cut in orjson.loads(kept.cuts).items()}
    if kept.goods is None or kept.people is None:
        return Day(cuts)
    products = {key: ProductFigures(*each) for key, *each in orjson.loads(kept.goods)}
    people = orjson.loads(kept.people)
    return Day(cuts, products, {*people["ids"]}, people["newcomers"])


def add_up(days: Sequence[date], zone: ZoneInfo) -> dict[date, Day]:
    """These days, in their order, from the orders, the payments and the refunds themselves."""
    found: dict[date, Day] = {}
    for run in _runs(days):
        found.update(_add_up(run, zone))
    return found


def _runs(days: Sequence[date]) -> Iterable[Period]:
    """The same days as ranges without gaps."""
    first = 0
    for place, day in enumerate(days):
        if place + 1 == len(days) or days[place + 1] != day + DAY:
            yield Period(days[first], day)
            first = place + 1


def _add_up(run: Period, zone: ZoneInfo) -> Iterator[tuple[date, Day]]:
    whole, spans = run.span(zone), run.cut(Bucket.DAY, zone)
    refunds: list[list[Repayment]] = [[] for _ in spans]
    starts = [span.start for span in spans]
    for refund in repo.reports.repayments(whole):
        refunds[bisect_right(starts, refund.moment) - 1].append(refund)
    # Day by day as they come in: the orders of a year are too many for the memory.
    sales = repo.reports.sales(whole)
    following = next(sales, None)
    for day, span, back in zip(run, spans, refunds, strict=True):
        sold: list[Sale] = []
        while following and following.moment < span.end:
            sold.append(following)
            following = next(sales, None)
        yield day, _day(day, zone, span, sold, back)


def _day(day: date, zone: ZoneInfo, span: Span, sold: list[Sale], refunds: list[Repayment]) -> Day:
    clerks = repo.reports.cashiers(span, placed=bool(sold), repaid=bool(refunds))
    events, hours = [*sold, *refunds], [hour.start for hour in Period(day, day).cut(Bucket.HOUR, zone)]
    cuts = {
        "hour": reports_figures.by(events, lambda event: bisect_right(hours, event.moment) - 1),
        "clock": reports_figures.by(events, lambda event: event.moment.astimezone(zone).hour),
        "method": reports_figures.by(events, lambda event: event.payment_method),
        "channel": reports_figures.by(events, lambda event: event.channel),
        "cashier": reports_figures.by(events, lambda event: clerks.get(event.order_id)),
    }
    goods = repo.reports_goods
    lines = (
        goods.sold(span) if sold else [],
        goods.discounted(span) if any(sale.discount_cents for sale in sold) else [],
        goods.repaid(span) if refunds else [],
    )
    people = {sale.customer_id for sale in sold}
    newcomers = len(people) - repo.reports.returning_customers(span) if people else 0
    return Day(cuts, reports_figures.by_product(*lines, refunds), people, max(newcomers, 0))
