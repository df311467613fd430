"""Ratings are what the reviews shown come to, whoever writes, changes, hides or edits at the same moment."""

import pytest
from sqlalchemy import text

from app import services
from app.core.database import db
from app.core.permissions import Role
from app.models.order_states import Status
from tests.people import Person


@pytest.fixture
def product(make):
    """A product of which there are enough."""
    return make.product(stock=100)


@pytest.fixture
def buyer(make, product):
    """Makes a customer to whom the product was delivered."""

    def one():
        user = make.user()
        make.order(user, [(product, 1)], status=Status.DELIVERED)
        return make.person(user)

    return one


def review(person, product, rating):
    return person.post(f"/api/products/{product.id}/reviews", {"rating": rating})


def rating_of(person, product):
    shown = person.get(f"/api/products/{product.id}").json
    return shown["rating"], shown["rating_count"]


def test_reviews_of_one_product_at_the_same_moment_add_up(buyer, product, stranger, together, make):
    people = [buyer() for _ in range(10)]
    ratings = [1, 2, 3, 4, 5] * 2

    def one(person, rating):
        return lambda: review(person, product, rating)

    answers = together([one(person, rating) for person, rating in zip(people, ratings, strict=True)])
    assert {answer.status_code for answer in answers} == {201}
    assert rating_of(stranger, product) == (3.0, 10)
    assert make.do(services.doctor.examine) == []


def test_changing_hiding_and_removing_one_review_at_once_leaves_the_books_right(
    buyer, product, sign_in, together, make
):
    author, manager = buyer(), sign_in(Role.MANAGER)
    review(buyer(), product, 3)
    number = review(author, product, 1).json["review"]["id"]
    at = f"/api/reviews/{number}"

    def deed(person, act):
        return lambda: act(Person(person.app, token=person.token))

    together(
        [
            *(deed(author, lambda p, n=n: p.put(at, {"rating": n})) for n in (2, 3, 4, 5)),
            *(deed(manager, lambda p: p.post(f"{at}/hide", {"reason": "Rude."})) for _ in range(2)),
            *(deed(manager, lambda p: p.post(f"{at}/unhide")) for _ in range(2)),
        ]
    )
    assert make.do(services.doctor.examine) == []
    together([deed(author, lambda p: p.delete(at)), deed(manager, lambda p: p.post(f"{at}/hide", {"reason": "!"}))])
    assert make.do(services.doctor.examine) == []
    assert rating_of(author, product) == (3.0, 1)


def test_the_same_person_in_six_tabs_has_one_opinion(buyer, product, together, stranger):
    person = buyer()

    answers = together([lambda: review(Person(person.app, token=person.token), product, 2)] * 6)

    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 5
    assert rating_of(stranger, product) == (2.0, 1)


def test_editing_a_product_and_reviewing_it_at_once_loses_neither(buyer, product, sign_in, together, make):
    people, manager = [buyer() for _ in range(6)], sign_in(Role.MANAGER)
    path = f"/api/products/{product.id}"

    deeds = [lambda p=person: review(p, product, 4) for person in people]
    edits = [
        lambda n=n: Person(manager.app, token=manager.token).put(path, {"name": f"Lamp {n}"}) for n in range(4)
    ]
    answers = together([deed for pair in zip(deeds, edits, strict=False) for deed in pair] + deeds[len(edits) :])

    assert {answer.status_code for answer in answers} == {200, 201}
    assert rating_of(manager, product) == (4.0, 6)
    assert manager.get(path).headers["ETag"] == '"5"'
    assert make.do(services.doctor.examine) == []


@pytest.mark.parametrize(
    ("change", "what", "kept", "recomputed"),
    [("rating_total = 9", "rating_total", 9, 7), ("rating_count = 1", "rating_count", 1, 2)],
)
def test_the_doctor_finds_a_rating_that_its_reviews_do_not_explain(
    change, what, kept, recomputed, app, make, product
):
    hidden, *_ = [make.review(product, rating=rating) for rating in (1, 3, 4)]
    make.do(lambda: services.reviews.hide(make.boss, hidden.id, "Rude."))
    assert make.do(services.doctor.examine) == []
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text(f"UPDATE products SET {change} WHERE id = {product.id}"))

    (found,) = make.do(services.doctor.examine)

    assert found.what.startswith(what)
    assert (found.row, found.kept, found.recomputed) == (f"product {product.id}", kept, recomputed)
