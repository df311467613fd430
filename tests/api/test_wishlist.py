"""What somebody would like to have one day."""

import pytest

from app import services
from app.core.paging import PageWindow
from app.core.permissions import Role
from tests.factories import actor_of
from tests.people import Person
from tests.trails import deeds_of

PATH = "/api/wishlist"


def wish(person, product):
    return person.post(PATH, {"product_id": product.id})


def items(person):
    return person.get(PATH).json["items"]


def test_a_wish_shows_the_product_and_what_it_cost_then(sign_in, make):
    person, product = sign_in(Role.CUSTOMER), make.product(price=3700, stock=4)

    saved = wish(person, product)

    assert saved.status_code == 200
    assert saved.json["message"]
    (listed,) = items(person)
    assert listed == saved.json["item"]
    assert listed["product"]["name"] == listed["name"] == product.name
    assert (listed["price_when_added"], listed["price_changed"], listed["price_difference"]) == (37.0, False, 0)
    assert (listed["available"], listed["is_in_stock"], listed["product_id"]) == (4, True, product.id)


@pytest.mark.parametrize(("now", "difference"), [(2950, -7.5), (4000, 3.0)])
def test_a_wish_says_by_how_much_the_price_has_changed(now, difference, sign_in, make):
    person, product = sign_in(Role.CUSTOMER), make.product(price=3700)
    wish(person, product)
    make.do(lambda: services.products.update(make.boss, product.id, price_cents=now))

    (listed,) = items(person)

    assert (listed["price_changed"], listed["price_difference"]) == (True, difference)
    assert (listed["price_when_added"], listed["product"]["price"]) == (37.0, now / 100)


def test_wishing_twice_is_harmless_and_keeps_the_first(sign_in, make):
    person, product = sign_in(Role.CUSTOMER), make.product(price=3700)
    first = wish(person, product).json["item"]
    make.do(lambda: services.products.update(make.boss, product.id, price_cents=9900))

    again = wish(person, product)

    assert again.status_code == 200
    assert again.json["item"]["id"] == first["id"]
    assert (again.json["item"]["price_when_added"], again.json["item"]["created_at"]) == (37.0, first["created_at"])
    assert len(items(person)) == 1


def test_eight_simultaneous_wishes_are_one(make, app, together):
    person, product = make.person(), make.product()

    answers = together([lambda: wish(Person(app, token=person.token), product)] * 8)

    assert [answer.status_code for answer in answers] == [200] * 8
    assert len({answer.json["item"]["id"] for answer in answers}) == 1
    assert person.get(PATH).json["total"] == 1


def test_the_newest_wish_comes_first_page_by_page(sign_in, make):
    person = sign_in(Role.CUSTOMER)
    products = [make.product() for _ in range(3)]
    for product in products:
        wish(person, product)

    first, second = (person.get(f"{PATH}?per_page=2&page={page}").json for page in (1, 2))

    wished = [item["product_id"] for page in (first, second) for item in page["items"]]
    assert wished == [product.id for product in reversed(products)]
    assert (first["total"], first["pages"], first["has_next"], second["has_next"]) == (3, 2, True, False)


@pytest.mark.parametrize("how", ["deleted", "inactive"])
def test_what_is_no_longer_on_sale_stays_listed_by_its_name_alone(how, sign_in, make):
    person, product = sign_in(Role.CUSTOMER), make.product(price=3700, description="Our secret")
    wish(person, product)
    if how == "deleted":
        make.do(lambda: services.products.remove(make.boss, product.id))
    else:
        change = {"is_active": False, "price_cents": 1234}
        make.do(lambda: services.products.update(make.boss, product.id, **change))

    answer = person.get(PATH)

    (listed,) = answer.json["items"]
    assert (listed["name"], listed["product"]) == (product.name, None)
    assert (listed["available"], listed["is_in_stock"]) == (0, False)
    assert (listed["price_changed"], listed["price_difference"], listed["price_when_added"]) == (False, None, 37.0)
    assert "secret" not in answer.text
    assert "12.34" not in answer.text
    assert product.sku not in answer.text
    assert person.post(f"{PATH}/{product.id}/move-to-cart").status_code == 404
    assert len(items(person)) == 1
    assert person.delete(f"{PATH}/{product.id}").status_code == 200


def test_a_product_that_is_not_on_sale_cannot_be_wished_for(sign_in, make):
    person, hidden = sign_in(Role.CUSTOMER), make.product(is_active=False)

    assert wish(person, hidden).status_code == 404
    assert person.post(PATH, {"product_id": 999_999}).status_code == 404
    assert items(person) == []


@pytest.mark.parametrize("body", [{}, {"product_id": None}, {"product_id": "many"}, {"product_id": 0}])
def test_a_wish_names_a_product(body, sign_in):
    refused = sign_in(Role.CUSTOMER).post(PATH, body)

    assert (refused.status_code, list(refused.json["details"])) == (400, ["product_id"])


def test_a_wish_is_taken_back_once(sign_in, make):
    person, product = sign_in(Role.CUSTOMER), make.product()
    wish(person, product)

    assert person.delete(f"{PATH}/{product.id}").status_code == 200
    assert person.delete(f"{PATH}/{product.id}").status_code == 404
    assert items(person) == []


def test_a_wish_moves_to_the_cart(sign_in, make):
    person, one, two = sign_in(Role.CUSTOMER), make.product(price=1000), make.product()
    wish(person, one)
    wish(person, two)

    moved = person.post(f"{PATH}/{one.id}/move-to-cart")
    more = person.post(f"{PATH}/{two.id}/move-to-cart", {"quantity": 3})

    assert (moved.status_code, more.status_code) == (200, 200)
    assert moved.json["cart"]["subtotal"] == 10.0
    assert {i["product_id"]: i["quantity"] for i in more.json["cart"]["items"]} == {one.id: 1, two.id: 3}
    assert person.get("/api/cart").json["total_items"] == 4
    assert items(person) == []
    assert person.post(f"{PATH}/{one.id}/move-to-cart").status_code == 404


def test_a_wish_that_does_not_fit_into_the_cart_stays_a_wish(sign_in, make):
    person, product = sign_in(Role.CUSTOMER), make.product(stock=2)
    wish(person, product)

    refused = person.post(f"{PATH}/{product.id}/move-to-cart", {"quantity": 3})

    assert (refused.status_code, refused.json["code"]) == (409, "insufficient_stock")
    assert refused.json["details"]["available"] == 2
    assert len(items(person)) == 1
    assert person.get("/api/cart").json["items"] == []


def test_six_simultaneous_moves_put_it_into_the_cart_once(make, app, together):
    person, product = make.person(), make.product()
    wish(person, product)

    path = f"{PATH}/{product.id}/move-to-cart"
    answers = together([lambda: Person(app, token=person.token).post(path)] * 6)

    assert sorted(answer.status_code for answer in answers) == [200] + [404] * 5
    assert person.get("/api/cart").json["total_items"] == 1


@pytest.mark.parametrize("quantity", [0, -1, 101, 1.5, True])
def test_a_quantity_that_is_none_moves_nothing(quantity, sign_in, make):
    person, product = sign_in(Role.CUSTOMER), make.product(stock=200)
    wish(person, product)

    refused = person.post(f"{PATH}/{product.id}/move-to-cart", {"quantity": quantity})

    assert (refused.status_code, list(refused.json["details"])) == (400, ["quantity"])
    assert len(items(person)) == 1


def test_one_persons_wishes_are_nobody_elses(sign_in, make):
    person, product = sign_in(Role.CUSTOMER), make.product()
    wish(person, product)

    for nosy in (sign_in(Role.CUSTOMER), sign_in(Role.ADMIN)):
        assert items(nosy) == []
        assert nosy.delete(f"{PATH}/{product.id}").status_code == 404
        assert nosy.post(f"{PATH}/{product.id}/move-to-cart").status_code == 404
    assert len(items(person)) == 1


def test_wishes_are_for_people_who_are_signed_in(stranger):
    assert stranger.get(PATH).status_code == 401
    assert stranger.post(PATH, {"product_id": 1}).status_code == 401


def test_what_staff_wish_for_is_in_the_trail(sign_in, make, app):
    cashier, product = sign_in(Role.CASHIER), make.product()
    wish(cashier, product)
    wish(cashier, product)
    cashier.delete(f"{PATH}/{product.id}")

    assert deeds_of(app, cashier.user) == ["wish.add", "wish.remove"]


def test_a_deleted_account_wishes_for_nothing(sign_in, make):
    user = make.user()
    wish(sign_in(user), make.product())

    make.do(lambda: services.accounts.delete(make.boss, user.id))

    assert make.do(lambda: services.wishes.mine(actor_of(user), PageWindow())).total == 0


def test_a_long_list_takes_no_more_statements(sign_in, make, statements):
    person, counts = sign_in(Role.CUSTOMER), []
    for _ in range(2):
        for _ in range(3):
            wish(person, make.product())
        with statements() as said:
            assert person.get(PATH).status_code == 200
        counts.append(len(said))
    assert counts[0] == counts[1] <= 3
