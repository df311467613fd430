"""A connection to the database that breaks at an unlucky moment: under the COMMIT, or after the last read."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Connection, event, text

from app import repositories as repo
from app import services
from app.core.database import db
from app.core.permissions import Role
from tests.factories import ADDRESS

pytestmark = pytest.mark.parametrize("database", ["postgresql"], indirect=True)

ALL_OTHERS = (
    "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
    " WHERE pid <> pg_backend_pid() AND datname = current_database()"
)


def cut(connection: Connection) -> None:
    """End a connection from the other side; comes back when it is gone."""
    number = connection.scalar(text("SELECT pg_backend_pid()"))
    with connection.engine.connect() as other:
        assert other.scalar(text("SELECT pg_terminate_backend(:number, 10000)"), {"number": number})


@pytest.fixture(autouse=True)
def nothing_lost_before(app) -> None:
    """No test meets a connection that another one has ended: that would be two losses in one request."""
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def cuts_at_the_commit(app) -> Iterator[Callable[[], None]]:
    """From the moment it is called, every COMMIT of the shop is said to a connection that has just ended."""
    with app.app_context():
        engine = db.engine
    yield lambda: event.listen(engine, "commit", cut)
    event.remove(engine, "commit", cut)


def test_a_connection_lost_after_the_last_read_costs_nobody_the_reply(make, stranger, monkeypatch):
    product, page = make.product(), services.products.page

    def page_and_cut(*args, **kwargs):
        shown = page(*args, **kwargs)
        cut(db.session.connection())
        return shown

    monkeypatch.setattr(services.products, "page", page_and_cut)
    reply = stranger.get("/api/products")
    assert (reply.status_code, [row["id"] for row in reply.json["products"]]) == (200, [product.id])


def test_a_commit_that_gets_no_answer_is_neither_a_success_nor_tried_again(make, sign_in, cuts_at_the_commit):
    person, product = sign_in(Role.CUSTOMER), make.product()
    order = {"shipping_address": ADDRESS, "items": [{"product_id": product.id, "quantity": 1}]}
    cuts_at_the_commit()
    reply = person.post("/api/orders", order, headers={"Idempotency-Key": "lost"})
    assert (reply.status_code, reply.json["code"]) == (503, "outcome_unknown")
    assert int(reply.headers["Retry-After"]) >= 1
    assert "same Idempotency-Key" in reply.json["error"]


def test_a_change_that_lost_its_connection_before_the_commit_is_begun_anew(make, sign_in, monkeypatch):
    person, product = sign_in(Role.CUSTOMER), make.product()
    order = {"shipping_address": ADDRESS, "items": [{"product_id": product.id, "quantity": 1}]}
    add, lost = repo.stock.add, []

    def cut_once(*args, **kwargs):
        if not lost:
            lost.append(cut(db.session.connection()))
        return add(*args, **kwargs)

    monkeypatch.setattr(repo.stock, "add", cut_once)
    reply = person.post("/api/orders", order)
    assert (reply.status_code, len(lost)) == (201, 1)
    [only] = person.get("/api/orders").json["orders"]
    assert only["id"] == reply.json["order"]["id"]


def test_connections_that_were_lost_while_nobody_used_them_cost_nobody_a_change_or_a_list(app, make, sign_in):
    person, product = sign_in(Role.CUSTOMER), make.product()
    order = {"shipping_address": ADDRESS, "items": [{"product_id": product.id, "quantity": 1}]}
    for deed in (lambda: person.post("/api/orders", order), lambda: person.get("/api/orders")):
        with app.app_context(), db.engine.connect() as last:
            last.execute(text(ALL_OTHERS))
            last.detach()
        assert deed().status_code in (200, 201)


def test_a_list_that_lost_its_connection_is_read_again_by_another(make, sign_in, monkeypatch):
    person, customers, lost = sign_in(Role.ADMIN), services.users.customers, []

    def cut_once(*args, **kwargs):
        if not lost:
            lost.append(cut(db.session.connection()))
        return customers(*args, **kwargs)

    monkeypatch.setattr(services.users, "customers", cut_once)
    made = make.user()
    reply = person.get("/api/users/customers")
    assert (reply.status_code, len(lost)) == (200, 1)
    assert [each["id"] for each in reply.json["customers"]] == [made.id]
