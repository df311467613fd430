"""A request that is sent twice is done once."""

import threading

import pytest
from sqlalchemy import event

from app import services
from app.core.database import db
from app.core.permissions import Role
from app.services import checkout
from tests.factories import ADDRESS, Make

KEY = {"Idempotency-Key": "checkout-1"}


def body(product, quantity=1):
    return {"shipping_address": ADDRESS, "items": [{"product_id": product.id, "quantity": quantity}]}


def test_the_same_key_gives_the_first_reply_byte_for_byte(make, sign_in):
    person, product = sign_in(Role.CUSTOMER), make.product()
    first = person.post("/api/orders", body(product), headers=KEY)
    make.do(lambda: services.products.update(make.boss, product.id, price_cents=99))
    again = person.post("/api/orders", body(product), headers=KEY)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.get_data() == first.get_data()
    assert again.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers
    assert person.get("/api/orders").json["total"] == 1


def test_the_same_key_with_another_body_is_refused(make, sign_in):
    person, product = sign_in(Role.CUSTOMER), make.product()
    person.post("/api/orders", body(product), headers=KEY)
    refused = person.post("/api/orders", body(product, 2), headers=KEY)
    assert (refused.status_code, refused.json["code"]) == (422, "idempotency_key_reused")


def test_one_persons_key_is_not_anothers(make, sign_in):
    product = make.product()
    for person in (sign_in(Role.CUSTOMER), sign_in(Role.CUSTOMER)):
        reply = person.post("/api/orders", body(product), headers=KEY)
        assert (reply.status_code, reply.headers.get("Idempotency-Replayed")) == (201, None)


def test_a_refused_request_does_not_use_its_key_up(make, sign_in):
    person, product = sign_in(Role.CUSTOMER), make.product(stock=0)
    assert person.post("/api/orders", body(product), headers=KEY).status_code == 409
    make.do(lambda: services.products.update(make.boss, product.id, stock_quantity=1))
    assert person.post("/api/orders", body(product), headers=KEY).status_code == 201


@pytest.mark.parametrize("key", ["x" * 256, "tab\tinside"])
def test_a_key_that_is_none_is_named(key, make, sign_in):
    refused = sign_in(Role.CUSTOMER).post("/api/orders", body(make.product()), headers={"Idempotency-Key": key})
    assert (refused.status_code, list(refused.json["details"])) == (400, ["Idempotency-Key"])


def test_a_key_is_kept_for_thirty_days(make, freeze):
    customer, product = make.user(), make.product()
    freeze("2026-01-01T12:00:00Z")
    make.person(customer).post("/api/orders", body(product), headers=KEY)
    freeze("2026-01-31T11:00:00Z")
    assert make.person(customer).post("/api/orders", body(product), headers=KEY).headers["Idempotency-Replayed"]
    freeze("2026-01-31T13:00:00Z")
    late = make.person(customer).post("/api/orders", body(product), headers=KEY)
    assert "Idempotency-Replayed" not in late.headers
    assert make.person(customer).get("/api/orders").json["total"] == 2


def test_eight_simultaneous_duplicates_are_one_order_and_one_reply(make, sign_in, together):
    customer, product = make.user(), make.product()
    people = [make.person(customer) for _ in range(8)]
    replies = together([lambda p=p: p.post("/api/orders", body(product), headers=KEY) for p in people])
    assert {reply.status_code for reply in replies} == {201}
    assert len({reply.get_data() for reply in replies}) == 1
    assert sum("Idempotency-Replayed" in reply.headers for reply in replies) == 7
    assert people[0].get("/api/orders").json["total"] == 1
    assert people[0].get(f"/api/products/{product.id}").json["stock_quantity"] == 9


def test_one_cart_submitted_eight_times_at_once_is_one_order(make, together):
    customer, product = make.user(), make.product()
    people = [make.person(customer) for _ in range(8)]
    people[0].post("/api/cart/items", {"product_id": product.id, "quantity": 3})
    replies = together([lambda p=p: p.post("/api/orders", {"shipping_address": ADDRESS}) for p in people])
    assert sorted(reply.status_code for reply in replies) == [201] + [400] * 7
    assert people[0].get("/api/orders").json["total"] == 1
    assert people[0].get(f"/api/products/{product.id}").json["stock_quantity"] == 7


def test_a_payment_and_a_refund_with_a_key_happen_once(make, sign_in):
    admin, order = sign_in(Role.ADMIN), make.order()
    for path, sent in (("payment-status", {"payment_status": "paid"}), ("refund", {"amount": 5})):
        replies = [
            admin.post(f"/api/orders/{order.id}/{path}", sent, headers={"Idempotency-Key": path}) for _ in "ab"
        ]
        assert [reply.status_code for reply in replies] == [200, 200]
        assert replies[0].get_data() == replies[1].get_data()
    shown = admin.get(f"/api/orders/{order.id}").json
    assert (shown["amount_paid"], shown["amount_refunded"]) == (shown["total"], 5.00)


def test_a_registration_with_a_key_makes_one_account(stranger):
    account = {"email": "new@example.com", "username": "new", "password": "long enough"}
    replies = [stranger.post("/api/auth/register", account, headers=KEY) for _ in "ab"]
    assert [reply.status_code for reply in replies] == [201, 201]
    assert replies[0].get_data() == replies[1].get_data()


def test_while_the_first_is_still_running_the_second_is_told_so(installation, make, monkeypatch):
    customer, product = make.user(), make.product()
    impatient = Make(impatient_app(installation))
    working, go_on = threading.Event(), threading.Event()
    price = checkout.order_of

    def slow(*args, **kwargs):
        working.set()
        assert go_on.wait(timeout=30)
        return price(*args, **kwargs)

    monkeypatch.setattr(checkout, "order_of", slow)
    first_reply = []
    person = impatient.person(customer)
    first = threading.Thread(
        target=lambda: first_reply.append(person.post("/api/orders", body(product), headers=KEY))
    )
    second = impatient.person(customer)
    first.start()
    assert working.wait(timeout=30)
    refused = second.post("/api/orders", body(product), headers=KEY)
    go_on.set()
    first.join(timeout=30)
    assert (refused.status_code, refused.json["code"]) == (409, "request_in_progress")
    assert first_reply[0].status_code == 201
    assert second.post("/api/orders", body(product), headers=KEY).get_data() == first_reply[0].get_data()


def impatient_app(installation):
    """An application that waits for a lock only shortly, so that the test need not wait as long as clients do."""
    app = installation.with_settings()
    said = {"sqlite": "PRAGMA busy_timeout = 200", "postgresql": "SET lock_timeout = '200ms'"}

    def shorten(connection, _record):
        cursor = connection.cursor()
        cursor.execute(said[engine.dialect.name])
        cursor.close()
        connection.commit()

    with app.app_context():
        engine = db.engine
    event.listen(engine, "connect", shorten)
    return app
