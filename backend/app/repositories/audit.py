"""Questions to the audit trail."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from app.core import clock
from app.core.config import settings
from app.core.database import Adding, table_of
from app.core.paging import Page, PageWindow
from app.models import AuditEntry, Category, Product
from app.models.order_numbers import number_of
from app.repositories import users
from app.repositories.pages import paginate, pairs

TRAIL = Adding(table_of(AuditEntry))

Names = Mapping[Any, str]
USER = "user"


def _of_orders(ids: Collection[int]) -> Names:
    return {order_id: number_of(order_id) for order_id in ids}


def _of_products(ids: Collection[int]) -> Names:
    return pairs(select(Product.id, Product.name).where(Product.id.in_(ids)))


def _of_categories(ids: Collection[int]) -> Names:
    return pairs(select(Category.id, Category.name).where(Category.id.in_(ids)))


# What has a name that people know it by; at most one statement for each kind.
NAMES: dict[str, Callable[[Collection[int]], Names]] = {
    "order": _of_orders,
    "product": _of_products,
    "category": _of_categories,
    USER: users.names,
}


@dataclass(frozen=True)
class AuditFilters:
    """What to look for; None means anything. Days are the shop's, and `until` includes its day."""

    actor_id: int | None = None
    action: str | None = None
    object_type: str | None = None
    object_id: int | None = None
    outcome: str | None = None
    since: date | datetime | None = None
    until: date | datetime | None = None

    def clauses(self) -> list[ColumnElement[bool]]:
        """The filters as conditions."""
        exact = {
            AuditEntry.actor_id: self.actor_id,
            AuditEntry.action: self.action,
            AuditEntry.object_type: self.object_type,
            AuditEntry.object_id: self.object_id,
            AuditEntry.outcome: self.outcome,
        }
        found: list[ColumnElement[bool]] = [column == value for column, value in exact.items() if value is not None]
        if self.since is not None:
            found.append(AuditEntry.created_at >= clock.moment_of(self.since, settings().shop_timezone))
        if self.until is not None:
            end = clock.moment_of(self.until, settings().shop_timezone, end=True)
            found.append(AuditEntry.created_at < end)
        return found


def add(**entry: Any) -> None:
    """Append an entry that is made now."""
    TRAIL.add(entry | {"created_at": clock.now()})


def page(window: PageWindow, filters: AuditFilters) -> Page[AuditEntry]:
    """The trail, newest first."""
    query = select(AuditEntry).where(*filters.clauses())
    return paginate(query.order_by(AuditEntry.created_at.desc(), AuditEntry.id.desc()), window)


def called(entries: Sequence[AuditEntry]) -> tuple[Names, dict[tuple[str, int | None], str]]:
    """What the actors of `entries` are called now, by id, and the objects, by kind and id."""
    ids: dict[str, set[int]] = {kind: set() for kind in NAMES}
    for entry in entries:
        if entry.object_id is not None and entry.object_type in ids:
            ids[entry.object_type].add(entry.object_id)
        # Actors are people as well: one question for both.
        if entry.actor_id is not None:
            ids[USER].add(entry.actor_id)
    names = {kind: NAMES[kind](wanted) for kind, wanted in ids.items() if wanted}
    return names.get(USER, {}), {(kind, key): name for kind in names for key, name in names[kind].items()}
