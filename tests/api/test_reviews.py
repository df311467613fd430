"""What buyers think of what they bought."""

import pytest

from app import services
from app.core.permissions import Role
from app.models.order_states import Status
from tests.trails import trail_of


@pytest.fixture
def product(make):
    """A product of which there are enough."""
    return make.product(stock=100)


@pytest.fixture
def buyer(make, product):
    """Makes a customer to whom the product, or another, was delivered."""

    def one(bought=product, **fields):
        user = make.user(**fields)
        make.order(user, [(bought, 1)], status=Status.DELIVERED)
        return make.person(user)

    return one


def path(product):
    return f"/api/products/{product.id}/reviews"


def review(person, product, rating=5, **fields):
    return person.post(path(product), {"rating": rating} | fields)


def edit(person, mine, **change):
    return person.put(f"/api/reviews/{mine['id']}", change)


def rating_of(person, product):
    shown = person.get(f"/api/products/{product.id}").json
    return shown["rating"], shown["rating_count"]


def test_a_buyer_reviews_what_was_delivered(buyer, product, stranger):
    ann = buyer(first_name="Ann", last_name="brown", email="ann@example.com")

    saved = review(ann, product, 4, text="  Bright.  ")

    assert saved.status_code == 201
    assert saved.json["message"]
    shown = stranger.get(path(product))
    (listed,) = shown.json["reviews"]
    assert listed == saved.json["review"]
    assert (listed["rating"], listed["text"], listed["author"]) == (4, "Bright.", "Ann B.")
    assert (listed["is_hidden"], listed["hidden_reason"], listed["product_id"]) == (False, None, product.id)
    assert "example.com" not in shown.text
    assert "brown" not in shown.text


def test_product_replies_carry_the_rating(buyer, product, stranger):
    assert rating_of(stranger, product) == (None, 0)
    for rating in (5, 5, 4):
        review(buyer(), product, rating)

    assert rating_of(stranger, product) == (4.67, 3)
    (listed,) = stranger.get("/api/products").json["products"]
    assert (listed["rating"], listed["rating_count"]) == (4.67, 3)


def test_the_summary_counts_stars(buyer, product, stranger):
    for rating in (5, 5, 2):
        review(buyer(), product, rating)

    assert stranger.get(path(product)).json["summary"] == {
        "rating": 4.0,
        "rating_count": 3,
        "by_stars": {"1": 0, "2": 1, "3": 0, "4": 0, "5": 2},
    }


def test_the_newest_review_comes_first_page_by_page(buyer, product, stranger):
    written = [review(buyer(), product).json["review"]["id"] for _ in range(3)]

    first, second = (stranger.get(f"{path(product)}?per_page=2&page={n}").json for n in (1, 2))

    assert [r["id"] for r in first["reviews"] + second["reviews"]] == written[::-1]
    assert (first["total"], first["pages"], first["has_next"]) == (3, 2, True)


@pytest.mark.parametrize("status", [s for s in Status if s not in (Status.DELIVERED, Status.REFUNDED)])
def test_nobody_reviews_what_was_not_delivered(status, make, sign_in, product):
    user = make.user()
    make.order(user, [(product, 1)], status=status)

    refused = review(sign_in(user), product)

    assert (refused.status_code, refused.json["code"]) == (409, "not_purchased")
    assert product.name in refused.json["error"]
    assert rating_of(sign_in(user), product) == (None, 0)


def test_a_delivery_of_something_else_or_to_somebody_else_does_not_count(buyer, make, sign_in, product):
    buyer()
    assert review(sign_in(Role.CUSTOMER), product).json["code"] == "not_purchased"
    assert review(buyer(make.product()), product).json["code"] == "not_purchased"


@pytest.mark.parametrize(("status", "expected"), [(Status.DELIVERED, 201), (Status.SHIPPED, 409)])
def test_after_a_refund_it_still_matters_whether_it_was_delivered(status, expected, make, sign_in, product):
    user = make.user()
    order = make.order(user, [(product, 1)], status=status, paid=True)
    make.do(lambda: services.refunds.refund(make.boss, order.id))

    assert review(sign_in(user), product).status_code == expected


def test_one_customer_has_one_opinion_of_a_product(buyer, product, stranger):
    review(person := buyer(), product, 5)
    again = review(person, product, 1)

    assert (again.status_code, again.json["code"]) == (409, "review_taken")
    assert rating_of(stranger, product) == (5.0, 1)


@pytest.mark.parametrize("role", [Role.CASHIER, Role.MANAGER, Role.ADMIN])
def test_staff_do_not_review(role, make, sign_in, product):
    user = make.user(role)
    make.order(user, [(product, 1)], status=Status.DELIVERED)

    assert review(sign_in(user), product).status_code == 403
    assert sign_in(user).get(path(product)).json["may_review"] is False


def test_a_stranger_reads_and_does_not_write(product, stranger):
    shown = stranger.get(path(product))
    assert (shown.status_code, shown.json["reviews"], shown.json["own_review"]) == (200, [], None)
    assert shown.json["may_review"] is False
    assert review(stranger, product).status_code == 401


@pytest.mark.parametrize("rating", [0, 6, -1, 4.5, "five", None, True, 10**30])
def test_a_rating_is_a_whole_number_from_one_to_five(rating, buyer, product, stranger):
    refused = review(buyer(), product, rating)

    assert (refused.status_code, list(refused.json["details"])) == (400, ["rating"])
    assert rating_of(stranger, product) == (None, 0)


def test_a_text_has_at_most_two_thousand_letters_and_may_be_missing(buyer, product):
    person = buyer()
    assert list(review(person, product, text="x" * 2001).json["details"]) == ["text"]
    assert list(person.post(path(product), {"text": "Nice"}).json["details"]) == ["rating"]
    assert review(person, product, text="x" * 2000).status_code == 201
    assert review(buyer(), product, text="").json["review"]["text"] is None


def test_nobody_sets_what_is_not_theirs(buyer, product):
    other, person = buyer(), buyer()
    forged = {"id": 77, "customer_id": other.id, "author": "The King", "is_hidden": True, "product_id": 3}

    saved = review(person, product, **forged).json["review"]

    assert saved["id"] != 77
    assert (saved["is_hidden"], saved["product_id"]) == (False, product.id)
    assert review(other, product).status_code == 201


def test_the_list_says_what_is_ones_own_and_whether_one_may_write(buyer, product, sign_in):
    person = buyer()
    assert person.get(path(product)).json["may_review"] is True
    mine = review(person, product, 2).json["review"]

    shown = person.get(path(product)).json

    assert (shown["own_review"], shown["may_review"]) == (mine, False)
    other = sign_in(Role.CUSTOMER).get(path(product)).json
    assert (other["own_review"], other["may_review"]) == (None, False)


def test_an_opinion_may_change(buyer, product, stranger, freeze):
    freeze("2026-02-10T12:00:00Z")
    review(buyer(), product, 5)
    person = buyer()
    mine = review(person, product, 1, text="Broken").json["review"]
    freeze("2026-02-10T12:05:00Z")

    changed = edit(person, mine, rating=4)

    assert changed.status_code == 200
    assert (changed.json["review"]["rating"], changed.json["review"]["text"]) == (4, "Broken")
    assert changed.json["review"]["updated_at"] > changed.json["review"]["created_at"] == mine["created_at"]
    assert rating_of(stranger, product) == (4.5, 2)
    assert edit(person, mine, text="").json["review"]["text"] is None
    assert edit(person, mine).json["review"]["rating"] == 4
    assert list(edit(person, mine, rating=9).json["details"]) == ["rating"]
    assert rating_of(stranger, product) == (4.5, 2)


def test_an_opinion_may_be_taken_back_and_given_anew(buyer, product, stranger):
    person = buyer()
    mine = review(person, product, 1).json["review"]["id"]

    assert person.delete(f"/api/reviews/{mine}").status_code == 200
    assert rating_of(stranger, product) == (None, 0)
    assert person.delete(f"/api/reviews/{mine}").status_code == 404
    assert review(person, product, 3).status_code == 201
    assert rating_of(stranger, product) == (3.0, 1)


def test_another_persons_review_does_not_exist(buyer, product, stranger):
    theirs = review(buyer(), product, 5).json["review"]
    nosy = buyer()

    assert edit(nosy, theirs, rating=1).status_code == 404
    assert nosy.delete(f"/api/reviews/{theirs['id']}").status_code == 404
    assert rating_of(stranger, product) == (5.0, 1)


def test_a_manager_hides_a_review_and_shows_it_again(buyer, product, sign_in, stranger, app):
    manager, author = sign_in(Role.MANAGER), buyer()
    review(buyer(), product, 5)
    mine = review(author, product, 1, text="Ask for Bob, 01 23 45").json["review"]

    hidden = manager.post(f"/api/reviews/{mine['id']}/hide", {"reason": "Names a person."})
    assert hidden.status_code == 200
    assert (hidden.json["review"]["is_hidden"], hidden.json["review"]["hidden_reason"]) == (True, "Names a person.")
    assert hidden.json["review"]["updated_at"] == mine["updated_at"]
    public = stranger.get(path(product))
    assert (public.json["total"], public.json["summary"]["by_stars"]["1"]) == (1, 0)
    assert "Bob" not in public.text
    assert rating_of(stranger, product) == (5.0, 1)
    seen = manager.get(path(product)).json
    assert {r["id"]: r["hidden_reason"] for r in seen["reviews"]}[mine["id"]] == "Names a person."
    assert seen["total"] == 2

    shown = manager.post(f"/api/reviews/{mine['id']}/unhide")
    assert (shown.status_code, shown.json["review"]) == (200, mine)
    assert stranger.get(path(product)).json["total"] == 2
    assert rating_of(stranger, product) == (3.0, 2)
    entries = [(e.action, e.object_type, e.object_id) for e in trail_of(app, manager.user)]
    assert entries == [("review.hide", "review", mine["id"]), ("review.unhide", "review", mine["id"])]


def test_hiding_twice_counts_once_and_the_later_reason_holds(buyer, product, sign_in, stranger, app):
    admin, mine = sign_in(Role.ADMIN), review(buyer(), product, 2).json["review"]["id"]
    review(buyer(), product, 4)

    for reason in ("Rude.", "Rude.", "Very rude."):
        answer = admin.post(f"/api/reviews/{mine}/hide", {"reason": reason})
    assert answer.json["review"]["hidden_reason"] == "Very rude."
    assert rating_of(stranger, product) == (4.0, 1)
    for _ in range(2):
        assert admin.post(f"/api/reviews/{mine}/unhide").status_code == 200
    assert rating_of(stranger, product) == (3.0, 2)
    assert len(trail_of(app, admin.user)) == 3


@pytest.mark.parametrize("body", [{}, {"reason": ""}, {"reason": "x" * 201}, {"reason": 5}])
def test_hiding_needs_a_reason(body, buyer, product, sign_in, stranger):
    mine = review(buyer(), product, 2).json["review"]["id"]

    refused = sign_in(Role.MANAGER).post(f"/api/reviews/{mine}/hide", body)

    assert (refused.status_code, list(refused.json["details"])) == (400, ["reason"])
    assert rating_of(stranger, product) == (2.0, 1)


@pytest.mark.parametrize("role", [Role.CUSTOMER, Role.CASHIER])
def test_who_may_not_hide_neither_hides_nor_sees_what_is_hidden(role, buyer, product, sign_in):
    mine, nosy = review(buyer(), product).json["review"]["id"], sign_in(role)

    assert nosy.post(f"/api/reviews/{mine}/hide", {"reason": "Mine is better."}).status_code == 403
    sign_in(Role.MANAGER).post(f"/api/reviews/{mine}/hide", {"reason": "Rude."})
    assert nosy.post(f"/api/reviews/{mine}/unhide").status_code == 403
    assert nosy.get(path(product)).json["reviews"] == []


def test_a_hidden_review_may_change_or_go_and_still_does_not_count(buyer, product, sign_in, stranger, make):
    author, manager = buyer(), sign_in(Role.MANAGER)
    mine = review(author, product, 1).json["review"]
    manager.post(f"/api/reviews/{mine['id']}/hide", {"reason": "Rude."})

    assert edit(author, mine, rating=5).json["review"]["is_hidden"] is True
    assert rating_of(stranger, product) == (None, 0)
    own = author.get(path(product)).json["own_review"]
    assert (own["rating"], own["is_hidden"], own["hidden_reason"]) == (5, True, "Rude.")
    assert author.delete(f"/api/reviews/{mine['id']}").status_code == 200
    assert rating_of(stranger, product) == (None, 0)
    assert make.do(services.doctor.examine) == []


def test_what_cannot_be_seen_has_no_reviews(buyer, product, stranger, sign_in, make):
    mine = review(author := buyer(), product, 5).json["review"]
    make.do(lambda: services.products.update(make.boss, product.id, is_active=False))

    assert stranger.get(path(product)).status_code == 404
    assert review(sign_in(Role.CUSTOMER), product).status_code == 404
    assert sign_in(Role.MANAGER).get(path(product)).json["total"] == 1
    assert edit(author, mine, rating=3).status_code == 200
    assert stranger.get("/api/products/999999/reviews").status_code == 404
    assert sign_in(Role.MANAGER).post("/api/reviews/999999/unhide").status_code == 404


def test_a_review_outlives_its_account_without_the_name(buyer, product, stranger, make):
    ann = buyer(first_name="Ann", last_name="Brown")
    review(ann, product, 4)

    make.do(lambda: services.accounts.delete(make.boss, ann.id))

    (listed,) = stranger.get(path(product)).json["reviews"]
    assert (listed["author"], listed["rating"]) == ("Customer", 4)
    assert rating_of(stranger, product) == (4.0, 1)


@pytest.mark.parametrize(
    ("names", "author"),
    [
        ({"first_name": "Ann", "last_name": None}, "Ann"),
        ({"first_name": None, "last_name": "Brown"}, "Customer"),
        ({"first_name": None, "last_name": None}, "Customer"),
    ],
)
def test_an_author_is_called_by_what_they_told_us(names, author, buyer, product):
    assert review(buyer(**names), product).json["review"]["author"] == author


def test_a_product_may_be_edited_while_it_is_reviewed(buyer, product, sign_in):
    manager = sign_in(Role.MANAGER)
    before = manager.get(f"/api/products/{product.id}")
    review(buyer(), product, 4)
    after = manager.get(f"/api/products/{product.id}")

    assert after.headers["ETag"] == before.headers["ETag"]
    assert after.json["updated_at"] == before.json["updated_at"]
    edited = manager.put(
        f"/api/products/{product.id}", {"name": "Lamp"}, headers={"If-Match": before.headers["ETag"]}
    )
    assert (edited.status_code, edited.json["rating"], edited.json["rating_count"]) == (200, 4.0, 1)


def test_a_long_list_takes_no_more_statements(buyer, product, stranger, statements):
    counts = []
    for _ in range(2):
        for _ in range(3):
            review(buyer(), product)
        with statements() as said:
            assert stranger.get(path(product)).status_code == 200
        counts.append(len(said))
    assert counts[0] == counts[1] <= 4
