"""Commands of `flask`."""

from app.core.database import db
from app.models import IdempotencyKey, Session
from tests.factories import ADDRESS


def test_a_sweep_forgets_what_is_over_and_keeps_the_rest(app, make, freeze):
    freeze("2026-01-01T12:00:00Z")
    customer = make.user()
    body = {"shipping_address": ADDRESS, "items": [{"product_id": make.product().id}]}
    for key in ("old", "new"):
        make.person(customer).post("/api/orders", body, headers={"Idempotency-Key": key})
        freeze("2026-03-15T12:00:00Z")
    assert app.test_cli_runner().invoke(args=["sweep"]).exit_code == 0
    with app.app_context():
        assert [row.key for row in db.session.query(IdempotencyKey)] == ["new"]
        assert db.session.query(Session).count() == 1
