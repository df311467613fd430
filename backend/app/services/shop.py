"""The shop itself: what a client must know of it before anybody does anything."""

from typing import Any

from app.core import clock
from app.core.config import VERSION, settings
from app.models.carts import MAX_LINES, MAX_OF_A_PRODUCT
from app.models.order_states import PaymentMethod, PaymentStatus, Status
from app.services import images


def facts() -> dict[str, Any]:
    """How this shop is set up, its words and its limits. Asks the database nothing."""
    setup = settings()
    return {
        "name": setup.shop_name,
        "version": VERSION,
        "timezone": setup.shop_timezone.key,
        "today": clock.today(setup.shop_timezone),
        "tax_percent": setup.tax_percent,
        "shipping_cents": setup.shipping_cents,
        "payment_methods": list(PaymentMethod),
        "statuses": list(Status),
        "payment_statuses": list(PaymentStatus),
        "password_min_length": setup.password_min_length,
        "cart_max_lines": MAX_LINES,
        "cart_max_quantity": MAX_OF_A_PRODUCT,
        "upload_max_bytes": images.MOST_BYTES,
        "waiting_minutes": int(setup.waiting_time.total_seconds() // 60),
        "undo_seconds": int(setup.undo_time.total_seconds()),
    }
