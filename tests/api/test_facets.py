"""What is left to choose: each number is what the list would say after the choice."""

import pytest

from app import services
from app.core.permissions import Role

PATH = "/api/products/facets"


@pytest.fixture
def shelves(make):
    """Lamps, with desk lamps under them, and chairs: every combination of stock, reduction and price."""
    lamps = make.category(name="Lamps")
    desk = make.category(name="Desk lamps", parent_id=lamps.id)
    chairs = make.category(name="Chairs")
    empty = make.category(name="Empty")
    make.product(name="Tall lamp", price=1000, stock=0, category_id=lamps.id, is_featured=True)
    make.product(name="Red lamp", price=2000, compare_price_cents=2500, category_id=desk.id)
    make.product(name="Blue lamp", price=3000, stock=0, compare_price_cents=4000, category_id=desk.id)
    make.product(name="Red chair", price=5000, compare_price_cents=6000, category_id=chairs.id, is_featured=True)
    make.product(name="Old chair", price=9000, category_id=chairs.id, is_active=False)
    gone = make.product(name="Lost chair", price=1, category_id=chairs.id)
    make.do(lambda: services.products.remove(make.boss, gone.id))
    return {"lamps": lamps.id, "desk": desk.id, "chairs": chairs.id, "empty": empty.id}


FILTERS = [
    {},
    {"in_stock": "true"},
    {"in_stock": "false"},
    {"on_sale": "true", "in_stock": "true"},
    {"on_sale": "false"},
    {"featured": "true"},
    {"category_id": "lamps"},
    {"category_id": "desk", "in_stock": "true", "on_sale": "true"},
    {"category_id": "999999"},
    {"min_price": "15", "max_price": "30"},
    {"search": "lamp"},
    {"search": "red", "max_price": "20"},
    {"search_type": "category_id", "search_value": "lamps", "featured": "false"},
    {"search": "nothing like it"},
]


@pytest.mark.parametrize("role", [None, Role.CUSTOMER, Role.MANAGER])
def test_every_number_is_the_total_of_the_list_after_that_choice(role, shelves, sign_in, stranger):
    person = sign_in(role) if role else stranger

    def total(query, **choice):
        return person.get("/api/products", query_string=query | choice).json["total"]

    for filters in FILTERS:
        query = {name: shelves.get(value, value) for name, value in filters.items()} | {"include_inactive": "true"}
        told = person.get(PATH, query_string=query).json
        assert told["total"] == total(query), query
        for choice in ("in_stock", "on_sale", "featured"):
            assert told[choice] == total(query, **{choice: "true"}), (query, choice)
        for category in told["categories"]:
            assert category["count"] == total(query, category_id=category["id"]), (query, category)
        anywhere = {name: value for name, value in query.items() if not name.endswith("_price")} | {"per_page": 100}
        prices = [
            product["price"] for product in person.get("/api/products", query_string=anywhere).json["products"]
        ]
        assert (told["min_price"], told["max_price"]) == (min(prices, default=None), max(prices, default=None)), (
            query
        )


def test_categories_are_named_by_name_with_their_parents_and_what_they_hold(shelves, stranger):
    assert stranger.get(PATH, query_string={"in_stock": "true"}).json == {
        "total": 2,
        "in_stock": 2,
        "on_sale": 2,
        "featured": 1,
        "min_price": 20.00,
        "max_price": 50.00,
        "categories": [
            {"id": shelves["chairs"], "name": "Chairs", "parent_id": None, "count": 1},
            {"id": shelves["desk"], "name": "Desk lamps", "parent_id": shelves["lamps"], "count": 1},
            {"id": shelves["empty"], "name": "Empty", "parent_id": None, "count": 0},
            {"id": shelves["lamps"], "name": "Lamps", "parent_id": None, "count": 1},
        ],
    }


def test_a_category_that_is_not_shown_is_not_a_choice(shelves, make, stranger, sign_in):
    make.do(lambda: services.categories.update(make.boss, shelves["chairs"], is_active=False))
    assert shelves["chairs"] not in {category["id"] for category in stranger.get(PATH).json["categories"]}
    manager = sign_in(Role.MANAGER)
    assert shelves["chairs"] in {category["id"] for category in manager.get(PATH).json["categories"]}


def test_a_wrong_filter_is_named_and_a_page_means_nothing(shelves, stranger):
    refused = stranger.get(PATH, query_string={"on_sale": "perhaps"})
    assert (refused.status_code, list(refused.json["details"])) == (400, ["on_sale"])
    assert stranger.get(PATH, query_string={"page": 7, "sort_by": "nonsense"}).json["total"] == 4
