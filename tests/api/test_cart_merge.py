"""What a browser collected before sign-in joins the cart of the account."""

import pytest

from app import services
from app.core.permissions import Role
from tests.people import Person
from tests.trails import deeds_of

PATH = "/api/cart/merge"


def asked(product, quantity):
    return {"product_id": product.id, "quantity": quantity}


def fill(person, product, quantity):
    assert person.post("/api/cart/items", asked(product, quantity)).status_code == 200


def merge(person, *items):
    return person.post(PATH, {"items": list(items)})


def held(person):
    return {item["product_id"]: item["quantity"] for item in person.get("/api/cart").json["items"]}


def kinds(answer):
    return {c["product_id"]: (c["kind"], c["asked"], c["now_in_cart"]) for c in answer.json["changes"]}


def test_a_browsers_cart_joins_the_accounts(sign_in, make):
    person = sign_in(Role.CUSTOMER)
    mine, both, new = (make.product(price=1000) for _ in range(3))
    fill(person, mine, 2)
    fill(person, both, 1)

    answer = merge(person, asked(new, 3), asked(both, 4))

    assert answer.status_code == 200
    assert answer.json["message"]
    assert kinds(answer) == {new.id: ("added", 3, 3), both.id: ("increased", 4, 4)}
    assert held(person) == {mine.id: 2, both.id: 4, new.id: 3}
    assert answer.json["cart"]["items"] == person.get("/api/cart").json["items"]
    assert answer.json["cart"]["subtotal"] == 90.0


def test_the_larger_quantity_stays_and_once_more_changes_nothing(sign_in, make):
    person = sign_in(Role.CUSTOMER)
    more_here, more_there = make.product(), make.product()
    fill(person, more_here, 5)
    fill(person, more_there, 1)
    items = [asked(more_here, 2), asked(more_there, 3)]

    first, second = merge(person, *items), merge(person, *items)

    assert kinds(first) == {more_there.id: ("increased", 3, 3)}
    assert second.json["changes"] == []
    assert second.json["cart"]["items"] == first.json["cart"]["items"]
    assert held(person) == {more_here.id: 5, more_there.id: 3}


def test_what_there_is_too_little_of_joins_as_far_as_it_can(sign_in, make):
    person = sign_in(Role.CUSTOMER)
    few, none, here_too, plenty = (make.product(stock=n) for n in (3, 0, 4, 500))
    fill(person, here_too, 2)
    items = [asked(few, 5), asked(none, 1), asked(here_too, 9), asked(plenty, 250)]

    first, second = merge(person, *items), merge(person, *items)

    capped = {few.id: (5, 3), none.id: (1, 0), here_too.id: (9, 4), plenty.id: (250, 100)}
    assert kinds(first) == {product: ("capped", *numbers) for product, numbers in capped.items()}
    assert kinds(second) == kinds(first)
    assert held(person) == {here_too.id: 4, few.id: 3, plenty.id: 100}
    assert person.get("/api/cart/validate").status_code == 200


def test_nothing_is_taken_out_of_the_cart_by_a_merge(sign_in, make):
    person, product = sign_in(Role.CUSTOMER), make.product(stock=5)
    fill(person, product, 5)
    make.order(lines=[(product, 3)])

    answer = merge(person, asked(product, 6))

    assert kinds(answer) == {product.id: ("capped", 6, 5)}
    assert held(person) == {product.id: 5}


def test_what_is_not_on_sale_is_reported_and_the_rest_joins(sign_in, make):
    person = sign_in(Role.CUSTOMER)
    hidden, gone, good = make.product(is_active=False), make.product(), make.product()
    fill(person, gone, 1)
    make.do(lambda: services.products.remove(make.boss, gone.id))
    unknown = {"product_id": 999_999, "quantity": 2}

    answer = merge(person, asked(hidden, 1), unknown, asked(gone, 4), asked(good, 1))

    assert answer.status_code == 200
    assert kinds(answer) == {
        hidden.id: ("unavailable", 1, 0),
        999_999: ("unavailable", 2, 0),
        gone.id: ("unavailable", 4, 1),
        good.id: ("added", 1, 1),
    }
    assert held(person) == {gone.id: 1, good.id: 1}


def test_a_product_named_twice_counts_with_its_larger_quantity(sign_in, make):
    person, product = sign_in(Role.CUSTOMER), make.product()

    answer = merge(person, asked(product, 2), {"product_id": str(product.id)}, asked(product, 3))

    assert kinds(answer) == {product.id: ("added", 3, 3)}


def test_a_cart_still_holds_at_most_a_hundred_products(sign_in, make):
    person, category = sign_in(Role.CUSTOMER), make.category()
    products = [make.product(category_id=category.id) for _ in range(102)]
    fill(person, products[0], 1)

    answer = merge(person, asked(products[0], 2), *(asked(product, 1) for product in products[1:100]))
    beyond = merge(person, asked(products[100], 1), asked(products[5], 2), asked(products[101], 1))

    assert len(answer.json["cart"]["items"]) == 100
    assert kinds(beyond) == {
        products[100].id: ("capped", 1, 0),
        products[101].id: ("capped", 1, 0),
        products[5].id: ("increased", 2, 2),
    }
    assert len(held(person)) == 100


def test_an_empty_browser_changes_nothing(sign_in, make):
    person, product = sign_in(Role.CUSTOMER), make.product()
    fill(person, product, 1)

    answer = merge(person)

    assert (answer.status_code, answer.json["changes"]) == (200, [])
    assert held(person) == {product.id: 1}


@pytest.mark.parametrize(
    ("items", "field"),
    [
        (None, "items"),
        ("all", "items"),
        ([{"quantity": 1}], "items.0.product_id"),
        ([{"product_id": 1, "quantity": 0}], "items.0.quantity"),
        ([{"product_id": 1, "quantity": -3}], "items.0.quantity"),
        ([{"product_id": 1, "quantity": 1.5}], "items.0.quantity"),
        ([{"product_id": 1, "quantity": 10**7}], "items.0.quantity"),
        ([{"product_id": 1, "quantity": None}], "items.0.quantity"),
        ([{"product_id": n} for n in range(1, 102)], "items"),
    ],
)
def test_a_list_that_is_none_is_named_and_nothing_joins(items, field, sign_in, make):
    person, product = sign_in(Role.CUSTOMER), make.product()
    given = [asked(product, 1), *items] if field.startswith("items.") else items

    refused = person.post(PATH, {"items": given})

    assert refused.status_code == 400
    assert list(refused.json["details"]) == [field.replace(".0.", ".1.")]
    assert held(person) == {}


def test_a_merge_needs_its_items_and_a_person(sign_in, stranger):
    assert list(sign_in(Role.CUSTOMER).post(PATH, {}).json["details"]) == ["items"]
    assert stranger.post(PATH, {"items": []}).status_code == 401


def test_merging_from_six_tabs_at_once_is_merging_once(make, app, together):
    person, one, two = make.person(), make.product(), make.product()
    fill(person, two, 1)

    items = [asked(one, 2), asked(two, 3)]
    answers = together([lambda: merge(Person(app, token=person.token), *items)] * 6)

    assert {answer.status_code for answer in answers} == {200}
    assert sorted(len(answer.json["changes"]) for answer in answers) == [0] * 5 + [2]
    assert held(person) == {one.id: 2, two.id: 3}


def test_a_long_cart_takes_no_more_statements(sign_in, make, statements):
    counts, category = [], make.category()
    for lines in (2, 20):
        person = sign_in(Role.CUSTOMER)
        products = [make.product(category_id=category.id) for _ in range(2 * lines)]
        for product in products[:lines]:
            fill(person, product, 1)
        with statements() as said:
            merge(person, *(asked(product, 2) for product in products))
        counts.append(len(said))
    assert counts[0] == counts[1] <= 9


def test_what_staff_merge_is_in_the_trail_once(sign_in, make, app):
    cashier, product = sign_in(Role.CASHIER), make.product()

    merge(cashier, asked(product, 1))
    merge(cashier, asked(product, 1))

    assert deeds_of(app, cashier.user) == ["cart.merge"]
