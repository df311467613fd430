"""Money that went back."""

from app.core.database import db
from app.models import Refund


def add(refund: Refund) -> None:
    """Append a refund with its lines; they have their ids afterwards."""
    db.session.add(refund)
    db.session.flush()
