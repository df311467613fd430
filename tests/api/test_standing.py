"""That a board still stands is said in front of Flask, as Flask would say it and to nobody else."""

import re
import time

import pytest
from flask import current_app

from app import services
from app.core.database import Base, Topic, db
from app.core.permissions import Role
from app.models import Session
from app.routes import at_once, standing, tokens
from app.routes.turns import CAME
from tests.factories import PASSWORD
from tests.people import Person

BOARD = "/api/orders/today"
PER_REQUEST = ("X-Request-ID", "Date")


@pytest.fixture
def cashier(make, sign_in):
    """A cashier on a day that has an order."""
    make.order()
    return sign_in(Role.CASHIER)


@pytest.fixture
def tag(cashier):
    """The tag of the board as it is."""
    return cashier.get(BOARD).headers["ETag"]


@pytest.fixture
def nobody_in_front(monkeypatch):
    """Makes Flask say everything itself."""
    return lambda: monkeypatch.setattr(standing, "ROUTES", {})


def said(reply):
    headers = {name: value for name, value in reply.headers.items() if name not in PER_REQUEST}
    return reply.status_code, reply.data, headers


def asking(person, tag, **headers):
    return person.get(BOARD, headers={"If-None-Match": tag} | headers)


def test_it_is_said_as_flask_says_it(cashier, tag, nobody_in_front):
    in_front = asking(cashier, tag, **{"X-Request-ID": "the-same-one"})
    nobody_in_front()
    behind = asking(cashier, tag)
    assert said(in_front) == said(behind)
    assert in_front.status_code == 304
    assert in_front.headers["X-Request-ID"] == "the-same-one"


def test_it_takes_who_asks_and_what_version_it_is(cashier, tag, statements):
    with statements() as spoken:
        asking(cashier, tag)
    assert ["sessions" in spoken[0], "topic_versions" in spoken[1], len(spoken)] == [True, True, 2]


def test_a_board_that_has_changed_takes_one_more_and_nothing_twice(cashier, tag, make, statements):
    make.order()
    with statements() as spoken:
        assert asking(cashier, tag).status_code == 200
    assert ["sessions" in spoken[0], "topic_versions" in spoken[1], len(spoken)] == [True, True, 3]


def test_a_page_from_another_origin_is_answered_with_what_it_has_to_know(cashier, tag, app):
    origin = app.config["SETTINGS"].cors_origins[0]
    reply = asking(cashier, tag, Origin=origin)
    assert reply.status_code == 304
    assert reply.headers["Access-Control-Allow-Origin"] == origin


@pytest.mark.parametrize("is_in_front", [True, False])
def test_who_may_not_see_the_board_does_not_learn_that_it_stands(
    is_in_front, cashier, tag, stranger, sign_in, nobody_in_front
):
    customer = sign_in(Role.CUSTOMER)
    cashier.post("/api/auth/logout")
    if not is_in_front:
        nobody_in_front()
    assert [asking(each, tag).status_code for each in (stranger, customer, cashier)] == [401, 403, 401]


def asked(token, tag):
    """What a server knows of a request that has come, whether the board stands."""
    head = f"GET {BOARD} HTTP/1.1\r\nHost: shop\r\nAuthorization: Bearer {token}\r\nIf-None-Match: {tag}\r\n\r\n"
    environ = at_once.of(current_app).asked(head.encode())
    assert environ
    return environ | {CAME: time.perf_counter()}


def test_many_who_ask_together_are_looked_up_together_and_none_takes_another_for_it(
    app, cashier, sign_in, statements
):
    tills = [cashier.token, *(sign_in(Role.CASHIER).token for _ in range(20))]
    left, banned = sign_in(Role.CASHIER), sign_in(Role.CASHIER)
    left.post("/api/auth/logout")
    sign_in(Role.ADMIN).post(f"/api/users/{banned.user.id}/ban")
    refused = [sign_in(Role.CUSTOMER).token, left.token, banned.token, "no token"]
    tag = cashier.get(BOARD).headers["ETag"]
    with app.app_context(), statements() as spoken:
        found = at_once.of(app).look([asked(token, tag) for token in (*tills, *refused, tills[0])])
    assert found == [True] * len(tills) + [False] * len(refused) + [True]
    # Sixteen with a statement, the two that are not found once more, and the version.
    assert ["sessions" in one for one in spoken] == [True, True, False, True, True]


def test_looked_up_together_a_session_is_nobody_elses_and_a_cookie_that_is_used_has_arrived(app, make, sign_in):
    body = {"email": make.user().email, "password": PASSWORD, "cookie": True}
    browser = Person(app).post("/api/auth/login", body).json["access_token"]
    with app.app_context():
        mine, theirs = map(tokens.access_claims, (browser, sign_in(Role.CASHIER).token))
        assert db.session.get_one(Session, mine.session_id).received_at is None
        db.session.rollback()
        found = services.sessions.recognise_all([mine._replace(user_id=theirs.user_id), mine, theirs])
        assert [actor and actor.id for actor in found] == [None, mine.user_id, theirs.user_id]
        assert db.session.get_one(Session, mine.session_id).received_at is not None


def test_another_role_has_another_board(tag, sign_in):
    assert asking(sign_in(Role.MANAGER), tag).status_code == 200


def test_a_board_shows_nothing_that_does_not_move_its_version(cashier, statements):
    with statements() as spoken:
        assert cashier.get(BOARD).json["orders"]
    [_who, _version, *board] = spoken
    read = {name for name in Base.metadata.tables for one in board if re.search(rf"\b{name}\b", one)}
    assert {"orders", "order_items", "users"} <= read
    assert {name for name in read if Topic.BOARD not in Base.metadata.tables[name].info.get("topics", ())} == set()
