"""Shapes of reports."""

from datetime import date
from typing import Any

from marshmallow import ValidationError, fields
from marshmallow.validate import Range

from app.core.periods import Bucket, Comparison
from app.core.sheets import Format
from app.schemas.fields import Moment, Money, Word
from app.schemas.replies import Command, PageQuery, page_of
from app.schemas.reports_figures import Field, cents, each, figures, goods, named, number, percents, text

ISO_DAY = "2026-02-10"


class Day(fields.Date):
    """A day of the shop."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> date:
        if not isinstance(value, str) or len(value) != len(ISO_DAY):
            raise ValidationError(f"Not a day; write it as {ISO_DAY}.")
        day = super()._deserialize(value, attr, data, **kwargs)
        if not 1900 < day.year < 3000:
            raise ValidationError("The year must be from 1901 to 2999.")
        return day


FiguresView = named("FiguresView", **figures())
PercentView = named("PercentView", **percents())
BUCKET: dict[str, Field] = {
    "start": Moment(required=True),
    "end": Moment(required=True, metadata={"description": "The first moment that is not in it."}),
    "label": text(
        metadata={"description": "What the shop calls it: an hour with its offset, a day, 2026-W07, 2026-02."}
    ),
    **figures("figures."),
}
BucketView = named("ReportBucketView", **BUCKET)
HeldBucketView = named(
    "HeldBucketView",
    **BUCKET,
    compared_label=fields.String(
        allow_none=True,
        metadata={"description": "The piece beside it, null where there is none; only if one compares."},
    ),
    compared_net=Money(
        attribute="compared_net_cents",
        allow_none=True,
        metadata={"description": "The net of the piece beside it, null where there is none; only if one compares."},
    ),
)
RANGE: dict[str, Field] = {
    "first": fields.Date(data_key="from", required=True),
    "last": fields.Date(data_key="to", required=True, metadata={"description": "Included."}),
    "total": fields.Nested(FiguresView, required=True),
}
CHANGES: dict[str, Field] = {
    "difference": fields.Nested(FiguresView, required=True, metadata={"description": "Now less then."}),
    "percent": fields.Nested(PercentView, required=True, metadata={"description": "`difference` of then."}),
}
CategorySalesView = named(
    "CategorySalesView",
    category_id=fields.Integer(required=True, allow_none=True),
    category=text(allow_none=True),
    **goods("figures."),
)
ProductSalesView = named(
    "ProductSalesView",
    product_id=fields.Integer(required=True),
    name=text(),
    sku=text(),
    category_id=fields.Integer(required=True, allow_none=True),
    orders=number("Orders it is on."),
    **goods("figures."),
)
PaymentMethodSalesView = named(
    "PaymentMethodSalesView", payment_method=text(allow_none=True), **figures("figures.")
)
ChannelSalesView = named("ChannelSalesView", channel=text(), **figures("figures."))
CashierSalesView = named(
    "CashierSalesView",
    user_id=fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "Who recorded the payment that stands; null where nobody did."},
    ),
    username=text(allow_none=True),
    **figures("figures."),
)
HourSalesView = named(
    "HourSalesView", hour=number("Of the shop's clock.", validate=Range(0, 23)), **figures("figures.")
)
ComparedView = named("ComparedView", **RANGE, buckets=each(BucketView), **CHANGES, by_hour=each(HourSalesView))
CustomersView = named(
    "ReportCustomersView",
    new=number("People whose first order that counts is in the range."),
    returning=number("People who ordered in the range and before it."),
)
ZONE = {"timezone": text(metadata={"description": "Of the shop: its days and hours are meant everywhere."})}
HORIZON: dict[str, Field] = {
    "earliest": fields.Date(
        required=True, allow_none=True, metadata={"description": "The first day the caller may ask for; null: any."}
    ),
    "longest_days": number("Of how many days a report may be."),
}
SalesView = named(
    "SalesView",
    bucket=text(metadata={"enum": [str(bucket) for bucket in Bucket]}),
    **ZONE,
    **HORIZON,
    today=fields.Date(required=True, metadata={"description": "The shop's day: the last one to ask for."}),
    **RANGE,
    buckets=each(HeldBucketView),
    compared=fields.Nested(ComparedView, required=True, allow_none=True),
    by_category=each(CategorySalesView),
    by_product=each(ProductSalesView),
    by_payment_method=each(PaymentMethodSalesView),
    by_channel=each(ChannelSalesView),
    by_cashier=each(CashierSalesView),
    by_hour=each(HourSalesView),
    customers=fields.Nested(CustomersView, required=True),
)
DayView = named(
    "DaySoFarView",
    **{
        "date": fields.Date(required=True),
        "from": Moment(required=True),
        "until": Moment(required=True, metadata={"description": "The end of the minute, which is included."}),
    },
    **figures("figures."),
)
TodayView = named(
    "TodayReportView",
    **ZONE,
    **HORIZON,
    today=fields.Nested(DayView, required=True),
    last_week=fields.Nested(DayView, required=True, metadata={"description": "The same weekday last week."}),
    **CHANGES,
)
LowStockView = named(
    "LowStockView",
    product_id=fields.Integer(required=True, attribute="article.product_id"),
    name=text(attribute="article.name"),
    sku=text(attribute="article.sku"),
    category_id=fields.Integer(required=True, allow_none=True, attribute="article.category_id"),
    category=text(allow_none=True, attribute="article.category"),
    stock_quantity=fields.Integer(required=True, attribute="article.stock_quantity"),
    low_stock_threshold=fields.Integer(required=True, attribute="article.low_stock_threshold"),
    sold_30_days=number("Units of orders of the last 30 days.", attribute="article.sold"),
    days_of_cover=fields.Decimal(
        required=True,
        allow_none=True,
        metadata={"description": "How long the stock lasts at that pace; null if nothing was sold."},
    ),
    reason=text(metadata={"enum": ["threshold", "cover", "both"]}),
)
STAMP = {**ZONE, "date": fields.Date(required=True), "as_of": Moment(required=True)}
LowStockPage = page_of("products", LowStockView, days=number("Of cover that were asked for."), **STAMP)
SHELF: dict[str, Field] = {
    "products": number("Products that are not deleted."),
    "units": number("Units that can be sold."),
    "value": cents("value_cents", "Units at their selling price; the shop knows no cost price."),
}
CategoryInventoryView = named(
    "CategoryInventoryView",
    category_id=fields.Integer(required=True, allow_none=True),
    category=text(allow_none=True),
    **SHELF,
)
InventoryView = named(
    "InventoryView",
    **STAMP,
    total=fields.Nested(named("InventoryTotalView", **SHELF), required=True),
    by_category=each(CategoryInventoryView),
)


def file_format() -> Word:
    """The field `format`."""
    said = "Wins over the Accept header. A file has the rows of the JSON."
    return Word(Format, metadata={"description": said})


class SalesQuery(Command):
    """Which days, cut into what, held against what."""

    first = Day(data_key="from", metadata={"description": "A day of the shop; 29 days before `to` by default."})
    last = Day(data_key="to", metadata={"description": "The last day, included; today by default."})
    bucket = Word(Bucket, load_default=Bucket.DAY)
    compare = Word(Comparison)
    top = fields.Integer(validate=Range(1, 100), load_default=10, metadata={"description": "Products at most."})
    format = file_format()


class LowStockQuery(PageQuery):
    """How long stock shall last."""

    days = fields.Integer(validate=Range(1, 365), load_default=14)
    format = file_format()


class InventoryQuery(Command):
    """As what to send it."""

    format = file_format()
