"""What an order says may be done with it is what the endpoints let its viewer do: every role, status, payment."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Table, select, update

from app.core.database import Base, db
from app.core.permissions import MATRIX, Permission, Role
from app.models.order_actions import Action
from app.models.order_states import PaymentStatus, Status
from tests.factories import Make
from tests.people import Person

# What may be done is a matter of the order and the role, not of the database.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

TABLES: list[Table] = [Base.metadata.tables[name] for name in ("orders", "order_items")]
# How a payment stands, with the hundredths of the total that were paid and paid back.
MONEY = {
    PaymentStatus.PENDING: (0, 0),
    PaymentStatus.FAILED: (0, 0),
    PaymentStatus.PAID: (100, 0),
    PaymentStatus.PARTIALLY_REFUNDED: (100, 30),
    PaymentStatus.REFUNDED: (100, 100),
}
P = Permission
OF_ORDERS = {p for p in Permission if p.startswith("order:")} - {P.ORDER_CREATE, P.ORDER_VIEW_TODAY}


class Desk:
    """One order that somebody tries everything with; whatever succeeds is taken back again."""

    def __init__(self, app: Flask, make: Make, role: Role) -> None:
        self.app = app
        self.person = make.person(role)
        buyer = self.person.user if role is Role.CUSTOMER else make.user()
        self.order = make.order(buyer, [(make.product(stock=10_000), 2)])
        self.path = f"/api/orders/{self.order.id}"

    def stand(self, status: Status, payment: PaymentStatus) -> None:
        """Let the order stand somewhere, whichever way it would have come there."""
        paid, refunded = (self.order.total_cents * share // 100 for share in MONEY[payment])
        facts = {"status": status, "payment_status": payment, "paid_cents": paid, "refunded_cents": refunded}
        self._write([(TABLES[0], self.order.id, facts)])

    def try_out(self, method: str, path: str, body: dict[str, Any] | None = None) -> bool:
        """Whether the shop does it; afterwards the order is as before."""
        before = [(table, row["id"], dict(row)) for table in TABLES for row in self._rows(table)]
        answer = self.person.call(method, self.path + path, json=body)
        assert answer.status_code in (200, 403, 409), answer.text
        if done := answer.status_code == 200 and method != "GET":
            self._write(before)
        return done or answer.status_code == 200

    def _rows(self, table: Table) -> Iterator[Any]:
        with self.app.app_context():
            yield from db.session.execute(select(table)).mappings().all()

    def _write(self, rows: list[tuple[Table, int, dict[str, Any]]]) -> None:
        with self.app.app_context():
            for table, number, facts in rows:
                db.session.execute(update(table).where(table.c.id == number).values(facts))
            db.session.commit()


def payments_in(status: Status) -> list[PaymentStatus]:
    """How the money of an order in `status` may stand: with its last cent back, an order is refunded."""
    return [payment for payment in PaymentStatus if (payment == "refunded") == (status == "refunded")]


def ways(person: Person) -> dict[Action, tuple[str, str, dict[str, Any] | None]]:
    """How each action is asked for. A customer calls off; staff set a status."""
    by_status = ("PUT", "/status", {"status": "cancelled"})
    is_customer = person.user is not None and person.user.role is Role.CUSTOMER
    return {
        Action.CANCEL: ("POST", "/cancel", None) if is_customer else by_status,
        Action.SHIP: ("POST", "/ship", None),
        Action.NOTE: ("POST", "/notes", {"notes": "Called."}),
        Action.REFUND: ("POST", "/refund", None),
        Action.PRINT: ("GET", "/receipt.pdf", None),
        Action.PACK: ("GET", "/packing-slip.pdf", None),
        Action.DELETE: ("DELETE", "", None),
    }


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("status", list(Status))
def test_what_is_offered_is_done_and_what_is_not_offered_is_refused(role, status, app, make):
    desk = Desk(app, make, role)
    for payment in payments_in(status):
        desk.stand(status, payment)
        offered = desk.person.get(desk.path).json
        cancel = ways(desk.person)[Action.CANCEL]
        done = {
            "actions": [action for action, way in ways(desk.person).items() if desk.try_out(*way)],
            "next_statuses": {
                target
                for target in Status
                if desk.try_out(*(cancel if target == "cancelled" else ("PUT", "/status", {"status": target})))
            },
            "next_payment_statuses": {
                target
                for target in PaymentStatus
                if target is not PaymentStatus.PARTIALLY_REFUNDED
                and desk.try_out("PUT", "/payment-status", {"payment_status": target})
            },
        }
        assert offered["actions"] == done["actions"], payment
        assert set(offered["next_statuses"]) == done["next_statuses"], payment
        assert set(offered["next_payment_statuses"]) == done["next_payment_statuses"], payment
        assert (offered["status"], offered["payment_status"]) == (status, payment)


@pytest.mark.parametrize("role", list(Role))
def test_whoever_sees_an_order_is_within_reach_of_all_they_may_do_with_it(role, database):
    """On this rests that what is offered needs no look at how old an order is."""
    scopes = {MATRIX[permission].get(role) for permission in OF_ORDERS} - {None}
    assert scopes == {MATRIX[P.ORDER_VIEW][role]}


def test_a_list_offers_what_the_order_itself_offers(make, sign_in):
    customer, admin = make.person(), sign_in(Role.ADMIN)
    order = make.order(customer.user, paid=True)
    assert customer.get(f"/api/orders/{order.id}").json["actions"] == ["cancel", "print"]
    one = admin.get(f"/api/orders/{order.id}").json
    for path in ("/api/orders", "/api/orders/admin", "/api/orders/today"):
        [listed] = admin.get(path).json["orders"]
        assert listed["actions"] == one["actions"] == ["cancel", "note", "refund", "print", "pack", "delete"]
        assert listed["next_payment_statuses"] == one["next_payment_statuses"] == ["pending", "failed", "refunded"]
