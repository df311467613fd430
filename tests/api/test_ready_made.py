"""Ready-made replies are the replies themselves: byte for byte, never older than the shop, and nobody's own."""

import itertools
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from app import services
from app.core import ready
from app.core.database import Base, Topic, db, glances
from app.core.permissions import Role
from app.core.ready import Ready
from app.routes import at_once, ready_made, requests
from app.routes.ready_made import shelf_of
from app.services import kept
from tests.factories import ADDRESS
from tests.people import Person

PATHS = [
    "/api/products",
    "/api/products?search=lamp&sort_by=price&sort_order=asc",
    "/api/products/facets",
    "/api/products/{product}",
    "/api/categories",
    "/api/categories/{category}",
    "/api/categories/slug/{slug}",
]
TAGGED = [path for path in PATHS if not path.endswith("}")]


@pytest.fixture
def shelf(app):
    """What is ready-made in front of the shop."""
    return shelf_of(app)


@pytest.fixture
def place(make) -> Any:
    """Where the things of the shop are."""
    category = make.category()
    product = make.product(name="Lamp", stock=9, category_id=category.id)
    return {"product": product.id, "category": category.id, "slug": category.slug}


def said_beside_the_version(statements):
    """The statements that do not merely ask for the catalogue's version."""
    return [one for one in statements if "topic_versions" not in one]


def said(reply: Any) -> tuple[Any, ...]:
    """All of a reply that does not differ for each request."""
    return reply.status_code, [line for line in reply.headers if line[0] != "X-Request-ID"], reply.data


@pytest.mark.parametrize("path", PATHS)
def test_the_second_reply_is_the_first_and_asks_for_nothing_but_the_version(path, place, stranger, statements):
    path = path.format(**place)
    first = stranger.get(path)
    with statements() as spoken:
        second = stranger.get(path)
    assert first.status_code == 200
    assert said(second) == said(first)
    assert said_beside_the_version(spoken) == []
    assert first.headers["X-Request-ID"] != second.headers["X-Request-ID"]


@pytest.mark.parametrize("path", PATHS)
def test_a_shop_that_keeps_nothing_says_the_same(path, place, stranger, installation, statements):
    path, bare = path.format(**place), Person(installation.with_settings(reply_cache_megabytes=0))
    expected = said(bare.get(path))
    assert [said(stranger.get(path)) for _ in range(2)] == [expected, expected]


@pytest.mark.parametrize("path", TAGGED)
def test_who_has_the_reply_is_told_so_by_whoever_answers(path, place, stranger, sign_in, shelf):
    path = path.format(**place)
    fresh = stranger.get(path)
    tag, kept = fresh.headers["ETag"], (fresh.headers["Cache-Control"], fresh.headers["Vary"])
    assert kept == ("private, no-cache", "Authorization")
    ready = stranger.get(path, headers={"If-None-Match": f'"other", W/{tag}'})
    shelf.replies.clear()
    made = stranger.get(path, headers={"If-None-Match": tag})
    assert (ready.status_code, ready.data, ready.headers["ETag"]) == (304, b"", tag)
    assert said(made) == said(ready)
    assert sign_in(Role.CUSTOMER).get(path, headers={"If-None-Match": tag}).status_code == 304
    assert stranger.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_the_version_of_a_product_is_no_tag_to_ask_by(place, stranger, make):
    path = "/api/products/{product}".format(**place)
    for _ in range(2):
        assert stranger.get(path, headers={"If-None-Match": '"1"'}).status_code == 200


def rename(boss: Person, at: dict[str, Any]) -> None:
    boss.put(f"/api/products/{at['product']}", {"name": "Lamp of old"})


def reprice(boss: Person, at: dict[str, Any]) -> None:
    boss.put(f"/api/products/{at['product']}", {"price": 12.34})


def remove(boss: Person, at: dict[str, Any]) -> None:
    boss.delete(f"/api/products/{at['product']}")


def receive(boss: Person, at: dict[str, Any]) -> None:
    boss.post(f"/api/products/{at['product']}/stock/receive", {"quantity": 4})


def rename_category(boss: Person, at: dict[str, Any]) -> None:
    boss.put(f"/api/categories/{at['category']}", {"name": "Lamps of old"})


def buy(boss: Person, at: dict[str, Any]) -> None:
    order(boss, at, 1)


def buy_the_last(boss: Person, at: dict[str, Any]) -> None:
    order(boss, at, 9)


def order(boss: Person, at: dict[str, Any], quantity: int) -> None:
    items = [{"product_id": at["product"], "quantity": quantity}]
    assert boss.post("/api/orders", {"items": items, "shipping_address": ADDRESS}).status_code == 201


@pytest.mark.parametrize("change", [rename, reprice, remove, receive, rename_category, buy, buy_the_last])
def test_a_change_is_seen_by_the_next_who_asks_wherever_it_was_made(
    change, place, stranger, sign_in, installation, shelf
):
    boss, shop_next_door = sign_in(Role.ADMIN), installation.with_settings(log_level="CRITICAL")

    def everything() -> list[bytes]:
        known = {"X-Request-ID": "one-for-all"}
        return [stranger.get(path.format(**place), headers=known).data for path in PATHS]

    before = everything()
    change(Person(shop_next_door, boss.user, boss.token), place)
    after = everything()
    shelf.replies.clear()
    kept.forget()
    assert after == everything()
    assert after != before


def version_now(shelf):
    return shelf.reader.versions(time.perf_counter())[Topic.CATALOGUE]


def test_what_is_not_kept_does_not_move_the_version(app, make, stranger, shelf, sign_in):
    product, boss = make.product(stock=1), sign_in(Role.ADMIN)
    before = version_now(shelf) or 0
    too_many = {"items": [{"product_id": product.id, "quantity": 2}], "shipping_address": ADDRESS}
    assert boss.post("/api/orders", too_many).status_code == 409
    assert boss.post("/api/cart/items", {"product_id": product.id}).status_code < 300
    assert version_now(shelf) == before
    make.do(lambda: services.stock.receive(make.boss, product.id, quantity=1))
    assert version_now(shelf) > before


def test_how_far_the_version_moves_cannot_be_foreseen(make, shelf):
    """A shop that is restored and goes on another way must not come by the versions it had before."""
    versions = [version_now(shelf)]
    for _ in range(4):
        make.category()
        versions.append(version_now(shelf))
    steps = {after - before for before, after in itertools.pairwise(versions)}
    assert min(steps) > 0
    assert len(steps) > 1


@pytest.mark.parametrize("role", Role)
def test_nobody_is_given_what_was_made_for_somebody(role, place, stranger, sign_in, shelf):
    person, path = sign_in(role), "/api/products/{product}".format(**place)
    own = person.get(path)
    assert shelf.replies.get(f"{path}?") is None
    public = stranger.get(path)
    assert "low_stock_threshold" not in public.json
    assert said(person.get(path)) == said(own)
    assert ("low_stock_threshold" in own.json) is (role in (Role.MANAGER, Role.ADMIN))


@pytest.mark.parametrize("headers", [{"Authorization": "Bearer nonsense"}, {"Origin": "http://localhost:5173"}])
def test_a_request_that_says_where_it_comes_from_is_answered_by_the_shop(headers, place, stranger, shelf):
    asked = stranger.get("/api/products", headers=headers)
    assert shelf.replies.get("/api/products?") is None
    assert asked.data == stranger.get("/api/products").data
    assert said(stranger.get("/api/products", headers=headers)) == said(asked)


def test_what_sold_lately_is_not_in_the_catalogue_and_never_kept(place, stranger, shelf):
    path = "/api/products?sort_by=popular"
    assert stranger.get(path).status_code == 200
    assert shelf.replies.get(path) is None


def test_a_database_that_does_not_say_its_version_gets_no_old_reply(
    place, stranger, shelf, monkeypatch, statements
):
    first, ask, tries = stranger.get("/api/products"), shelf.reader._ask, []

    def away_at_first():
        tries.append(1)
        if len(tries) == 1:
            raise OperationalError(None, None, Exception("it is away"))
        return ask()

    monkeypatch.setattr(shelf.reader, "_ask", away_at_first)
    with statements() as spoken:
        assert said(stranger.get("/api/products")) == said(first)
    assert said_beside_the_version(spoken)


def test_a_reply_is_made_anew_in_time_whatever_the_version_says(place, stranger, monkeypatch, statements):
    monkeypatch.setattr(ready_made, "MOST_SECONDS", 0)
    stranger.get("/api/products")
    with statements() as spoken:
        stranger.get("/api/products")
    assert said_beside_the_version(spoken)


def test_the_version_is_read_again_by_a_connection_that_broke(place, app, stranger, shelf):
    first = stranger.get("/api/products")
    with app.app_context():
        onlookers = glances.onlookers_of(db.engine)
    assert onlookers._idle
    for line in onlookers._idle:
        line.close()
    assert said(stranger.get("/api/products")) == said(first)
    assert version_now(shelf) is not None


class Door:
    """A lock that tells of everybody who comes to it."""

    def __init__(self) -> None:
        self.came, self._lock = threading.Semaphore(0), threading.Lock()

    def __enter__(self) -> None:
        self.came.release()
        self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()


def test_one_question_answers_all_who_waited_for_it_and_nobody_who_came_after(shelf, monkeypatch):
    door, asked, go_on, numbers = Door(), threading.Event(), threading.Event(), iter(range(100))

    def slow() -> dict[Topic, int]:
        asked.set()
        assert go_on.wait(30)
        return dict.fromkeys(Topic, next(numbers))

    monkeypatch.setattr(shelf.reader, "_ask", slow)
    monkeypatch.setattr(shelf.reader, "_one_at_a_time", door)
    with ThreadPoolExecutor(9) as people:
        first = people.submit(version_now, shelf)
        assert asked.wait(30)
        later = [people.submit(version_now, shelf) for _ in range(8)]
        for _ in range(9):
            assert door.came.acquire(timeout=30)
        go_on.set()
        assert first.result(30) == 0
        assert {one.result(30) for one in later} == {1}


def test_who_came_before_the_version_was_asked_for_need_not_ask(shelf, make, statements):
    before = time.perf_counter()
    version = version_now(shelf)
    with statements() as spoken:
        assert shelf.reader.versions(before)[Topic.CATALOGUE] == version
    assert spoken == []
    came = time.perf_counter()
    make.category()
    with statements() as spoken:
        assert shelf.reader.versions(came)[Topic.CATALOGUE] > version
    assert len(spoken) == 1


def test_what_is_known_to_be_no_longer_right_is_worth_no_look(place, stranger, shelf, make):
    asked = at_once.read(b"GET /api/products HTTP/1.1\r\nHost: shop\r\n\r\n")
    assert not shelf.may_know(asked)
    stranger.get("/api/products")
    assert shelf.may_know(asked)
    make.category()
    assert shelf.may_know(asked)  # nobody has read the new version
    stranger.get("/api/categories")
    assert not shelf.may_know(asked)
    stranger.get("/api/products")
    assert shelf.may_know(asked)


def test_who_asks_at_the_same_time_is_given_what_was_made_once(app, shelf, make, monkeypatch):
    make.product()
    came, go_on, made = threading.Semaphore(0), threading.Event(), list[int]()
    page, versions_for = services.products.page, shelf.versions_for

    def counted(environ):
        came.release()
        return versions_for(environ)

    def slow(*given, **filters):
        made.append(1)
        assert go_on.wait(30)
        return page(*given, **filters)

    monkeypatch.setattr(shelf, "versions_for", counted)
    monkeypatch.setattr(services.products, "page", slow)
    with ThreadPoolExecutor(4) as people:
        replies = [people.submit(lambda: Person(app).get("/api/products")) for _ in range(4)]
        for _ in range(4):
            assert came.acquire(timeout=30)
        go_on.set()
    first, *others = (reply.result(30) for reply in replies)
    assert len(made) == 1
    assert [said(other) for other in others] == 3 * [said(first)]


def test_who_waited_too_long_for_somebody_else_makes_it_too(monkeypatch):
    monkeypatch.setattr(ready, "PATIENCE_SECONDS", 0)
    things = Ready[str](10)
    with things.making("one"), things.making("one"):
        things.put("one", "thing")
    with things.making("one"):
        assert things.get("one") == "thing"


def test_what_nobody_asked_for_the_longest_makes_room():
    kept = Ready[str](10)
    for name in "abc":
        kept.put(name, "thing", 4)
    assert [kept.get(name) is None for name in "abc"] == [True, False, False]
    kept.get("b")
    kept.put("d", "thing", 4)
    assert [kept.get(name) is None for name in "bcd"] == [False, True, False]
    kept.put("b", "larger", 6)
    assert [kept.get(name) for name in "bd"] == ["larger", "thing"]
    kept.put("e", "too large", 11)
    assert kept.get("e") is None


@pytest.mark.parametrize("path", PATHS)
def test_what_is_kept_is_made_of_tables_that_are_shown(path, place, stranger, statements):
    with statements() as spoken:
        assert stranger.get(path.format(**place)).status_code == 200
    asked = said_beside_the_version(spoken)
    read = {name for name in Base.metadata.tables for one in asked if re.search(rf"\b{name}\b", one)}
    assert read
    assert {
        name for name in read if Topic.CATALOGUE not in Base.metadata.tables[name].info.get("topics", ())
    } == set()


def test_a_list_that_sold_lately_sorts_is_made_of_others_too(place, stranger, statements):
    """So the test above sees what is read."""
    with statements() as spoken:
        stranger.get("/api/products?sort_by=popular")
    assert any("order_items" in one for one in spoken)


def test_the_time_of_a_ready_made_reply_is_that_since_its_request_came(place, stranger, shelf, monkeypatch):
    stranger.get("/api/products")
    versions, took = shelf.reader.versions, []

    def slow(since):
        threading.Event().wait(0.02)
        return versions(since)

    monkeypatch.setattr(shelf.reader, "versions", slow)
    monkeypatch.setattr(requests, "done", lambda _method, _path, _status, seconds, _user_id: took.append(seconds))
    stranger.get("/api/products")
    assert took[0] >= 0.02
