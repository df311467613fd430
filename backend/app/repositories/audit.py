"""Questions to the audit trail."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, select

from app.core import clock
from app.core.config import settings
from app.core.database import db
from app.core.paging import Page, PageWindow
from app.models import AuditEntry
from app.repositories.pages import paginate


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


def add(entry: AuditEntry) -> None:
    """Append `entry`."""
    db.session.add(entry)


def page(window: PageWindow, filters: AuditFilters) -> Page[AuditEntry]:
    """The trail, newest first."""
    query = select(AuditEntry).where(*filters.clauses())
    return paginate(query.order_by(AuditEntry.created_at.desc(), AuditEntry.id.desc()), window)
