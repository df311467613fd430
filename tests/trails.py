"""What the audit trail says, for tests that ask it."""

from flask import Flask
from sqlalchemy import select

from app.core.database import db
from app.models import AuditEntry, User


def trail_of(app: Flask, user: User | None) -> list[AuditEntry]:
    """Every line of the trail about what `user` did, oldest first."""
    assert user is not None
    with app.app_context():
        query = select(AuditEntry).where(AuditEntry.actor_id == user.id).order_by(AuditEntry.id)
        return list(db.session.scalars(query))


def deeds_of(app: Flask, user: User | None) -> list[str]:
    """What `user` did, oldest first."""
    return [entry.action for entry in trail_of(app, user)]
