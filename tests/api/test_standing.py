"""That a board still stands is said in front of Flask, as Flask would say it and to nobody else."""

import re

import pytest

from app.core.database import Base, Topic
from app.core.permissions import Role
from app.routes import standing

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


def test_another_role_has_another_board(tag, sign_in):
    assert asking(sign_in(Role.MANAGER), tag).status_code == 200


def test_a_board_shows_nothing_that_does_not_move_its_version(cashier, statements):
    with statements() as spoken:
        assert cashier.get(BOARD).json["orders"]
    [_who, _version, *board] = spoken
    read = {name for name in Base.metadata.tables for one in board if re.search(rf"\b{name}\b", one)}
    assert {"orders", "order_items", "users"} <= read
    assert {name for name in read if Topic.BOARD not in Base.metadata.tables[name].info.get("topics", ())} == set()
