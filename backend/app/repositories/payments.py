"""Money that came in."""

from app.core.database import db
from app.models import Payment


def add(payment: Payment) -> None:
    """Append a statement about an order's payment."""
    db.session.add(payment)
