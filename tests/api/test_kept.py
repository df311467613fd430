"""What is kept between requests: given to whoever asks the same, as long as it is what the shop would say."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from app import repositories
from app.core.database import Topic, db
from app.core.database.versions import here_since, version
from app.core.errors import Unavailable
from app.core.permissions import Role
from app.models import Product
from app.services import kept, tallies
from tests.factories import ADDRESS
from tests.people import Person

SHELVES = "/api/categories"
BY_SALES = "/api/products?sort_by=popular"


@pytest.fixture
def counts(sign_in, statements):
    """How many products each shelf has, as a manager is told, and whether that was counted anew."""
    manager = sign_in(Role.MANAGER)

    def counts():
        with statements() as said:
            told = manager.get(SHELVES).json["categories"]
        return {shelf["name"]: shelf["products_count"] for shelf in told}, any("products" in one for one in said)

    return counts


def buy(shopper: Person, product: Product, quantity: int) -> int:
    items = [{"product_id": product.id, "quantity": quantity}]
    reply = shopper.post("/api/orders", {"items": items, "shipping_address": ADDRESS})
    assert reply.status_code == 201
    return reply.json["order"]["id"]


def receive(boss: Person, product: Product, quantity: int) -> None:
    delivery = {"quantity": quantity, "note": "more"}
    assert boss.post(f"/api/products/{product.id}/stock/receive", delivery).status_code == 200


def names(person: Person, path: str = BY_SALES) -> list[str]:
    return [row["name"] for row in person.get(path).json["products"]]


def test_what_stands_on_shelves_is_counted_once_and_not_again_because_something_was_sold(make, counts, sign_in):
    lamps = make.category(name="Lamps")
    lamp = make.product(category_id=lamps.id, stock=5)
    assert counts() == ({"Lamps": 1}, True)
    buy(sign_in(), lamp, 4)
    receive(sign_in(Role.ADMIN), lamp, 3)
    assert counts() == ({"Lamps": 1}, False)


def test_how_long_a_list_is_is_counted_again_only_when_something_else_is_found(make, sign_in, statements):
    lamps = make.category(name="Lamps")
    lamp, other = (make.product(category_id=lamps.id, stock=5) for _ in range(2))
    boss, shopper = sign_in(Role.ADMIN), sign_in()
    path = f"/api/products?in_stock=true&category_id={lamps.id}&per_page=1"

    def total() -> tuple[int, bool]:
        with statements() as said:
            told = shopper.get(path).json
        assert shopper.get(f"/api/products/facets?category_id={lamps.id}").json["in_stock"] == told["total"]
        return told["total"], any("count(" in one for one in said)

    assert total() == (2, True)
    order = buy(shopper, lamp, 4)
    assert total() == (2, False)
    buy(shopper, lamp, 1)
    assert total() == (1, True)
    assert shopper.post(f"/api/orders/{order}/cancel", {"reason": "changed my mind"}).status_code == 200
    assert total() == (2, True)
    receive(boss, lamp, 1)
    assert total() == (2, False)
    assert boss.put(f"/api/products/{other.id}", {"stock_quantity": 0}).status_code == 200
    assert total() == (1, True)
    receive(boss, other, 1)
    assert total() == (2, True)
    shed = make.category(name="Desk lamps", parent_id=lamps.id)
    make.product(category_id=shed.id)
    assert total() == (3, True)


def test_it_is_counted_again_as_soon_as_something_comes_goes_or_moves(make, counts, sign_in):
    lamps, chairs = (make.category(name=name) for name in ("Lamps", "Chairs"))
    lamp, admin = make.product(category_id=lamps.id), sign_in(Role.ADMIN)
    place = f"/api/products/{lamp.id}"
    assert counts()[0] == {"Lamps": 1, "Chairs": 0}
    make.product(category_id=lamps.id)
    assert counts() == ({"Lamps": 2, "Chairs": 0}, True)
    assert admin.put(place, {"category_id": chairs.id}).status_code == 200
    assert counts() == ({"Lamps": 1, "Chairs": 1}, True)
    assert admin.put(place, {"is_active": False}).status_code == 200
    assert counts() == ({"Lamps": 1, "Chairs": 0}, True)
    assert admin.put(place, {"is_active": True}).status_code == 200
    assert admin.delete(place).status_code == 200
    assert counts() == ({"Lamps": 1, "Chairs": 0}, True)
    assert admin.put(f"{SHELVES}/{chairs.id}", {"name": "Seats"}).status_code == 200
    assert counts() == ({"Lamps": 1, "Seats": 0}, True)
    assert admin.delete(f"{SHELVES}/{chairs.id}").status_code == 200
    assert counts() == ({"Lamps": 1}, True)


def test_who_was_here_before_versions_were_read_need_not_read_them_until_they_change_something(
    make, app, statements
):
    with app.app_context():
        here = here_since.set(time.perf_counter())
        try:
            before = version(Topic.RANGE)
            with statements() as said:
                assert version(Topic.RANGE) == before
            assert said == []
            make.category()
            assert version(Topic.RANGE) != before
        finally:
            here_since.reset(here)


def test_nobody_is_taken_for_who_was_here_before(make, counts):
    make.category(name="Lamps")
    counts()
    assert here_since.get() is None


def test_after_a_minute_it_is_counted_again_for_whoever_changes_rows_by_hand(make, counts, monkeypatch):
    lamps = make.category(name="Lamps")
    make.product(category_id=lamps.id)
    monkeypatch.setattr(kept.time, "monotonic", lambda: 119.0)
    assert counts()[0] == {"Lamps": 1}

    def by_hand() -> None:
        db.session.execute(text("UPDATE products SET is_active = false"))
        db.session.commit()

    make.do(by_hand)
    assert counts() == ({"Lamps": 1}, False)
    monkeypatch.setattr(kept.time, "monotonic", lambda: 120.0)
    assert counts() == ({"Lamps": 0}, True)


def test_who_asks_while_it_is_made_is_given_the_same(app, make, monkeypatch):
    make.order()
    add_up, came, go_on, made = repositories.popularity.units_since, threading.Semaphore(0), threading.Event(), []

    def slow(since):
        made.append(since)
        assert go_on.wait(30)
        return add_up(since)

    monkeypatch.setattr(repositories.popularity, "units_since", slow)
    make.do(tallies.begin)
    large = make.do(kept.shop).large
    making = large.making
    monkeypatch.setattr(large, "making", lambda name: (came.release(), making(name))[1])
    with ThreadPoolExecutor(4) as people:
        replies = [people.submit(names, Person(app)) for _ in range(4)]
        for _ in range(4):
            assert came.acquire(timeout=30)
        go_on.set()
    first, *others = (reply.result(30) for reply in replies)
    assert len(made) == 1
    assert others == 3 * [first]


def test_a_list_by_sales_is_right_where_what_was_sold_cannot_be_kept(make, stranger, monkeypatch):
    """The first who asks in a new shop begins to note what changes; and a reader may not be let to write."""

    def refuses() -> None:
        raise Unavailable("busy")

    monkeypatch.setattr(tallies, "begin", refuses)
    first, second = (make.product(name=name) for name in ("First", "Second"))
    make.order(lines=[(first, 1)])
    assert names(stranger) == ["First", "Second"]
    make.order(lines=[(second, 2)])
    assert names(stranger) == ["Second", "First"]


def test_words_that_are_shared_are_asked_with_everybodys_own_values(make, stranger):
    """Lists of one shape are put into words once: another price, shelf, word or page is another list."""
    shelves = [make.category(name=name) for name in ("Lamps", "Chairs")]
    for number in range(6):
        make.product(
            name=f"{'Red' if number % 2 else 'Blue'} thing {number}",
            sku=f"T-{number}",
            barcode=f"B-{number}",
            price=1000 + 100 * number,
            category_id=shelves[number // 3].id,
        )
    by_price = "/api/products?sort_by=price&sort_order=asc&"
    asked = {
        "per_page=2": [0, 1],
        "per_page=2&page=2": [2, 3],
        "per_page=3": [0, 1, 2],
        "min_price=12&max_price=13": [2, 3],
        "min_price=11&max_price=14": [1, 2, 3, 4],
        f"category_id={shelves[0].id}": [0, 1, 2],
        f"category_id={shelves[1].id}": [3, 4, 5],
        "search=red": [1, 3, 5],
        "search=blue": [0, 2, 4],
        "search=T-4": [4],
        "search=T-5": [5],
        "search=b-5": [5],
        "search=red&search_type=barcode&search_value=b-3": [3],
        "search=blue&search_type=barcode&search_value=b-3": [],
    }
    questions = repositories.products._question
    questions.cache_clear()
    for _ in range(2):
        for query, numbers in asked.items():
            told = [name.rpartition(" ")[2] for name in names(stranger, f"{by_price}{query}")]
            assert told == [str(number) for number in numbers], query
    shapes = ("everything", "prices", "a shelf", "words", "words and a code")
    assert questions.cache_info().misses == len(shapes)
