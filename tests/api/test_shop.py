"""What a client is told of the shop before anybody signs in, so that it repeats none of it."""

from datetime import timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from app.core.config import VERSION
from app.models.order_states import PaymentMethod, PaymentStatus, Status
from app.services.images import MOST_BYTES
from tests.people import Person


@pytest.fixture
def shop(installation):
    """A shop that is set up unlike any other, seen by a stranger."""
    return Person(
        installation.with_settings(
            shop_name="Harbour Lamps",
            shop_timezone=ZoneInfo("Pacific/Auckland"),
            tax_percent=Decimal("12.5"),
            shipping_cents=495,
            password_min_length=11,
            waiting_time=timedelta(minutes=45),
            undo_time=timedelta(seconds=20),
        )
    )


def test_everybody_learns_how_the_shop_is_set_up(shop, freeze):
    freeze("2026-02-10T12:30:00Z")
    told = shop.get("/api/shop").json
    assert told == {
        "name": "Harbour Lamps",
        "version": VERSION,
        "timezone": "Pacific/Auckland",
        "today": "2026-02-11",
        "tax_percent": 12.5,
        "shipping_cost": 4.95,
        "payment_methods": list(PaymentMethod),
        "statuses": list(Status),
        "payment_statuses": list(PaymentStatus),
        "password_min_length": 11,
        "cart_max_lines": 100,
        "cart_max_quantity": 100,
        "upload_max_bytes": MOST_BYTES,
        "waiting_minutes": 45,
        "undo_seconds": 20,
    }


def test_a_password_of_the_length_it_names_is_taken_and_a_shorter_one_is_not(shop):
    least = shop.get("/api/shop").json["password_min_length"]
    person = {"email": "ann@example.com", "username": "ann"}
    assert shop.post("/api/auth/register", person | {"password": "x" * (least - 1)}).status_code == 400
    assert shop.post("/api/auth/register", person | {"password": "x" * least}).status_code == 201


def test_it_may_be_kept_for_a_minute_and_costs_no_question_to_the_database(stranger, statements):
    with statements() as said:
        answer = stranger.get("/api/shop")
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert said == []
