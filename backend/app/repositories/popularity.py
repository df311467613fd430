"""What was sold lately of each product: added up, and told again with a question."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

import orjson
from sqlalchemy import ARRAY, FromClause, Text, bindparam, cast, column, func, select

from app.core import clock
from app.core.config import settings
from app.core.database import db, is_sqlite
from app.core.database.base import BIG
from app.repositories.reports_goods import sold_since

DAYS = 30

# What a question with `sold_as_told` leaves open.
Told = Mapping[str, Any]


class Sales(NamedTuple):
    """What was sold lately: of how many products, and units by product, of so many of the most sold and of all."""

    products: int
    most: Mapping[int, Told]
    all: Told


def since() -> datetime:
    """From when on what was sold makes a product popular."""
    return clock.days_ago(DAYS, settings().shop_timezone)


def units_since(when: datetime) -> dict[int, int]:
    """How many units of each product were sold from `when` on, by its id."""
    lately = sold_since(when)
    return {product: int(units) for product, units in db.session.execute(select(lately.c.product, lately.c.units))}


def told(units: Mapping[int, int]) -> Told:
    """`units` by product, in the words of this database."""
    if is_sqlite():
        return {"sold": orjson.dumps(units, option=orjson.OPT_NON_STR_KEYS).decode()}
    return {"sold": f"{{{','.join(map(str, units))}}}", "units": f"{{{','.join(map(str, units.values()))}}}"}


def sold_as_told() -> FromClause:
    """As `sold_since`, of what was added up before and is `told`."""
    if is_sqlite():
        each = func.json_each(bindparam("sold", type_=Text)).table_valued(column("key", Text), column("value", BIG))
        product = cast(each.c.key, BIG).label("product")
        # Of a group: SQLite would otherwise read the object anew for each product that is joined.
        return select(product, func.sum(each.c.value).label("units")).group_by(product).subquery()
    lists = [cast(bindparam(name, type_=Text), ARRAY(BIG)) for name in ("sold", "units")]
    columns = [column(name, BIG) for name in ("product", "units")]
    return func.unnest(*lists).table_valued(*columns, name="lately").render_derived()
