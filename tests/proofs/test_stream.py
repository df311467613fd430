"""The live board: what happens is seen, by those who may, once, within two seconds, whoever wrote it."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text
from werkzeug.serving import make_server

from app import services
from app.core import clock
from app.core.database import db
from app.core.permissions import Role
from app.models.order_states import PaymentStatus, Status
from app.routes.board_stream import KEY
from tests.factories import Make
from tests.installations import Installation
from tests.people import Person
from tests.servers.shop import serving
from tests.streams import Following, Line

STREAM = "/api/orders/today/stream"
# Somebody who hangs up is noticed at the next sign of life.
HEARTBEAT = timedelta(milliseconds=100)
Follow = Callable[..., Following]


@pytest.fixture
def live(installation: Installation) -> Flask:
    """The shop, with a fast heart and room for three streams."""
    return installation.with_settings(stream_heartbeat=HEARTBEAT, stream_limit=3)


@pytest.fixture
def follow(live: Flask) -> Iterator[Follow]:
    """Lets a person follow the board; whoever still does at the end hangs up."""
    followed: list[Following] = []

    def begin(person: Person, last: str | None = None, path: str = STREAM) -> Following:
        answer = Person(live, person.user, person.token).get(path, headers={"Last-Event-ID": last} if last else {})
        assert (answer.status_code, answer.mimetype) == (200, "text/event-stream")
        following = Following(answer.response, answer.close)
        followed.append(following)
        following.until(lambda event: event.name == "day")
        return following

    yield begin
    for following in followed:
        following.stop()
    until_nobody_asks(live)


def until_nobody_asks(app: Flask) -> None:
    """Wait for the thread that asks for the listeners of `app` to end, once there are none."""
    if (thread := app.extensions[KEY].thread) is not None:
        thread.join(30)
    assert app.extensions[KEY].thread is None


def test_an_order_is_seen_as_the_board_shows_it(make, sign_in, follow):
    cashier = sign_in(Role.CASHIER)
    stream = follow(cashier)
    order = make.order()

    seen = stream.order(order.id)

    assert seen.data == cashier.get("/api/orders/today").json["orders"][0]
    assert seen.data["customer"]["email"]
    assert seen.data["next_statuses"] == ["confirmed"]


def test_every_step_of_an_order_is_seen(make, sign_in, follow):
    stream = follow(sign_in(Role.MANAGER))
    order = make.order()
    stream.order(order.id, status="pending")
    make.do(lambda: services.orders.set_status(make.boss, order.id, Status.CONFIRMED))
    stream.order(order.id, status="confirmed")
    make.do(lambda: services.payments.set_status(make.boss, order.id, PaymentStatus.PAID))
    stream.order(order.id, payment_status="paid")
    make.do(lambda: services.refunds.refund(make.boss, order.id))
    stream.order(order.id, status="refunded", payment_status="refunded")
    make.do(lambda: services.orders.delete(make.boss, order.id))
    assert stream.until(lambda event: event.name == "gone").data == {"id": order.id}


def test_what_was_there_before_is_not_told_and_what_follows_is_told_once(make, sign_in, follow):
    make.order()
    stream = follow(sign_in(Role.CASHIER))
    orders = [make.order().id for _ in range(3)]
    stream.order(orders[-1])
    assert stream.orders() == orders


def test_who_comes_back_is_told_exactly_what_they_missed(make, sign_in, follow):
    cashier = sign_in(Role.CASHIER)
    stream = follow(cashier)
    seen, changed = make.order(), make.order()
    last = stream.order(changed.id).id
    stream.stop()

    missed = make.order()
    make.do(lambda: services.orders.add_note(make.boss, changed.id, "Called."))
    make.do(lambda: services.orders.set_status(make.boss, changed.id, Status.CONFIRMED))
    stream = follow(cashier, last)
    later = make.order()

    stream.order(later.id)
    assert stream.orders() == [missed.id, changed.id, later.id]
    assert stream.order(changed.id).data["status"] == "confirmed"
    assert seen.id not in stream.orders()


def test_who_comes_back_after_a_restart_is_told_what_they_missed(make, sign_in, follow):
    cashier = sign_in(Role.CASHIER)
    make.order()
    missed = make.order()
    # The new process has never heard of this event.
    stream = follow(cashier, "1")
    stream.order(missed.id)
    stream = follow(cashier, path=f"{STREAM}?last_event_id=1")
    stream.order(missed.id)
    assert stream.orders() == [missed.id]


@pytest.mark.parametrize("last", ["nonsense", "0", "9~"])
def test_who_comes_back_with_no_good_id_is_told_all_of_today(last, make, sign_in, follow):
    orders = [make.order().id for _ in range(2)]
    stream = follow(sign_in(Role.CASHIER), last)
    stream.order(orders[-1])
    assert stream.orders() == orders


def test_an_id_in_the_query_that_is_none_is_a_400(sign_in):
    answer = sign_in(Role.CASHIER).get(f"{STREAM}?last_event_id=nonsense")
    assert (answer.status_code, list(answer.json["details"])) == (400, ["last_event_id"])


def test_an_order_of_yesterday_that_changes_today_is_not_told(make, sign_in, follow):
    with clock.pretend(clock.now() - timedelta(days=1)):
        old, gone = make.order(), make.order()
    admin = sign_in(Role.ADMIN)
    streams = [follow(admin), follow(admin, "0")]
    make.do(lambda: services.orders.set_status(make.boss, old.id, Status.CONFIRMED))
    make.do(lambda: services.orders.delete(make.boss, gone.id))
    new = make.order()
    for stream in streams:
        stream.order(new.id)
        assert {event.name for event in stream.events} <= {"day", "order", ""}
        assert stream.orders() == [new.id]


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_an_order_whose_number_is_lower_but_which_is_committed_later_is_told(make, sign_in, follow):
    """Numbers are given out before transactions commit. Who hangs up in between is told later."""
    cashier = sign_in(Role.CASHIER)
    slow, other = make.order(), make.order()
    stream = follow(cashier)
    with make.app.app_context(), db.engine.connect() as connection:
        connection.execute(
            text("INSERT INTO order_events (order_id, kind, created_at) VALUES (:id, 'note', now())"),
            {"id": slow.id},
        )
        make.do(lambda: services.orders.add_note(make.boss, other.id, "Called."))
        last = stream.order(other.id).id
        assert slow.id not in stream.orders()
        connection.commit()
    stream.order(slow.id)
    assert stream.orders() == [other.id, slow.id]

    stream = follow(cashier, last)
    stream.order(slow.id)
    assert stream.orders() == [slow.id]


def test_there_are_fewer_streams_than_threads_and_a_place_becomes_free(live, sign_in, make, follow):
    cashier = sign_in(Role.CASHIER)
    streams = [follow(cashier) for _ in range(3)]

    answer = Person(live, cashier.user, cashier.token).get(STREAM)
    assert (answer.status_code, answer.json["code"]) == (503, "unavailable")
    assert int(answer.headers["Retry-After"]) > 0
    assert Person(live, cashier.user, cashier.token).get("/api/orders/today").status_code == 200

    streams[0].stop()
    order = make.order()
    follow(cashier, "0").order(order.id)


LAST_DEEDS: dict[str, Callable[[Make, Person], Any]] = {
    "is banned": lambda make, p: make.person(Role.ADMIN).post(f"/api/users/{p.id}/ban"),
    "becomes a customer": lambda make, p: make.person(Role.ADMIN).put(
        f"/api/users/{p.id}/role", {"role": "customer"}
    ),
    "becomes a manager": lambda make, p: make.person(Role.ADMIN).put(
        f"/api/users/{p.id}/role", {"role": "manager"}
    ),
    "signs out": lambda make, p: p.post("/api/auth/logout"),
}


@pytest.mark.parametrize("deed", LAST_DEEDS)
def test_the_stream_of_somebody_who_may_no_longer_listen_ends(deed, make, sign_in, follow):
    cashier = sign_in(Role.CASHIER)
    stream, other = follow(cashier), follow(sign_in(Role.CASHIER))

    assert LAST_DEEDS[deed](make, cashier).status_code == 200
    order = make.order()

    stream.until_it_ends(seconds=5)
    other.order(order.id)
    assert stream.orders() == []


def test_a_stream_ends_with_the_token_it_was_opened_with(make, sign_in, follow, freeze):
    freeze("2026-02-10T12:00:00Z")
    stream = follow(sign_in(Role.CASHIER))
    freeze("2026-02-10T13:00:01Z")
    stream.until_it_ends(seconds=5)


def test_a_new_day_is_told_and_yesterdays_orders_are_not(make, sign_in, follow, freeze):
    freeze("2026-02-10T23:45:00Z")
    stream = follow(sign_in(Role.CASHIER))
    assert stream.events[0].data == {"date": "2026-02-10"}
    freeze("2026-02-11T00:15:00Z")
    stream.until(lambda event: event.name == "day" and event.data == {"date": "2026-02-11"})
    order = make.order()
    assert stream.order(order.id).data["created_at"].startswith("2026-02-11")


def test_a_quiet_stream_shows_that_it_is_alive_and_holds_no_connection(live, sign_in, follow):
    stream = follow(sign_in(Role.CASHIER))
    with live.app_context():
        pool: Any = db.engine.pool
    free = threading.Event()
    for _ in range(1000):
        before = len(stream.events)
        stream.until(lambda event, before=before: len(stream.events) > before)
        if pool.checkedout() == 0:
            free.set()
            break
    assert free.is_set()
    assert stream.events[-1].name == ""


def test_a_customer_and_a_stranger_hear_nothing(sign_in, stranger):
    assert sign_in(Role.CUSTOMER).get(STREAM).status_code == 403
    assert stranger.get(STREAM).status_code == 401


def test_an_order_placed_in_one_process_is_seen_in_another_within_two_seconds(installation, make, sign_in):
    """The other one is the production server itself, which does not wait for its followers when it is stopped."""
    cashier = sign_in(Role.CASHIER)
    with serving(installation.settings, STREAM_LIMIT="2", WEB_THREADS="4") as port:
        lines = [Line(port, STREAM, cashier.token) for _ in range(2)]
        streams = [line.follow() for line in lines]
        for stream in streams:
            stream.until(lambda event: event.name == "day")

        order = make.order()
        for stream in streams:
            stream.order(order.id, seconds=2)
        assert status_of(port, cashier) == 503

        lines[0].hang_up()  # and long before the next sign of life the place is free
        assert any(status_of(port, cashier, pause=0.1) == 200 for _ in range(100))
    for stream in streams:
        stream.until_it_ends()


def test_an_order_placed_in_one_application_is_seen_in_another(live, make, sign_in):
    """Both answer over real connections, from threads of their own."""
    cashier = sign_in(Role.CASHIER)
    server = make_server("127.0.0.1", 0, live, threaded=True)
    running = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    running.start()
    try:
        stream = Line(server.server_port, STREAM, cashier.token).follow()
        stream.until(lambda event: event.name == "day")
        order = make.order()
        stream.order(order.id, seconds=2)
        stream.stop()
    finally:
        server.shutdown()
        running.join()
        server.server_close()
        until_nobody_asks(live)


def status_of(port: int, person: Person, pause: float = 0) -> int:
    """How the server answers somebody who would like to follow, after a pause."""
    threading.Event().wait(pause)
    line = Line(port, STREAM, person.token)
    try:
        return line.answer.status
    finally:
        line.hang_up()
        line.close()
