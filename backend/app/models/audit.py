"""The audit trail."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id
from app.core.database.base import word
from app.core.permissions import Role


class Outcome(StrEnum):
    """Whether it was done."""

    DONE = "done"
    REFUSED = "refused"


class AuditEntry(Base):
    """One thing somebody on the staff did, or anybody was refused: append-only."""

    __tablename__ = "audit_entries"
    __table_args__ = (
        Index("ix_audit_entries_object", "object_type", "object_id"),
        Index("ix_audit_entries_newest", "created_at", "id"),
        Index("ix_audit_entries_actor", "actor_id", "created_at", "id"),
        Index("ix_audit_entries_action", "action", "created_at", "id"),
        Index("ix_audit_entries_outcome", "outcome", "created_at", "id"),
    )

    id: Mapped[Id]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    actor_role: Mapped[Role | None]
    action: Mapped[str] = mapped_column(String(60))
    outcome: Mapped[Outcome] = mapped_column(word(Outcome), default=Outcome.DONE)
    object_type: Mapped[str] = mapped_column(String(40))
    object_id: Mapped[int | None]
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]
    request_id: Mapped[str | None] = mapped_column(String(64))
