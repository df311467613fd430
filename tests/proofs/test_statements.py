"""SQL statements per request: few, and no more when there is more in the shop."""

import pytest

from app.core.permissions import Role
from app.routes import guard
from tests.factories import ADDRESS

# Token and user are one; a list reads, and counts where it has more pages;
# staff see each order with its customer and its lines.
BOUNDS = {
    "/api/products?per_page=100": 3,
    "/api/products/facets?in_stock=true": 8,
    "/api/categories": 3,
    "/api/cart": 2,
    "/api/orders": 4,
    "/api/orders/today": 3,  # who asks, whether they have it already, and all of it at once
    "/api/orders/admin?waiting=false&sort_by=total&q=100": 4,
    # One more says when they were last here, and for customers one what they spent.
    "/api/users/customers": 5,
    "/api/users": 4,
    "/api/users?sort_by=last_seen": 4,
    # One more for each kind of thing that has a name: people, products, categories.
    "/api/audit?per_page=100": 5,
}


@pytest.mark.parametrize(("path", "bound"), BOUNDS.items())
def test_a_list_asks_as_much_for_many_rows_as_for_few(path, bound, make, sign_in, statements):
    admin = sign_in(Role.ADMIN)
    counts = []
    for _ in range(2):
        for _ in range(3):
            product = make.product()
            make.order(lines=[(product, 1), (make.product(), 1)])
            admin.post("/api/cart/items", {"product_id": product.id})
        with statements() as said:
            assert admin.get(path).status_code == 200
        counts.append(len(said))
    assert counts[0] == counts[1] <= bound


def test_a_list_by_sales_asks_once_more_after_a_sale_however_many_there_were(make, sign_in, statements):
    admin = sign_in(Role.ADMIN)
    admin.get("/api/products?sort_by=popular")  # of a new shop, which begins to note what changes
    counts = []
    for _ in range(2):
        for _ in range(3):
            make.order(lines=[(make.product(), 1), (make.product(), 1)])
        for _ in ("after a sale", "again"):
            with statements() as said:
                assert admin.get("/api/products?sort_by=popular").status_code == 200
            counts.append(len(said))
    assert counts == [4, 3, 4, 3]


@pytest.mark.parametrize("role", Role)
def test_knowing_who_asks_takes_one_statement(role, app, sign_in, statements):
    person = sign_in(role)
    headers = {"Authorization": f"Bearer {person.token}"}
    with app.test_request_context(headers=headers), statements() as said:
        assert guard.signed_in().role is role
    assert len(said) == 1, "\n".join(said)


# Beside the person: the cart waits its turn, its lines are read with the product, one line is written.
CLICKS = [("POST", "/api/cart/items", 4), ("PUT", "/api/cart/items/{}", 4), ("DELETE", "/api/cart/items/{}", 4)]


@pytest.mark.parametrize("held", [1, 10])
@pytest.mark.parametrize(("method", "path", "bound"), CLICKS)
def test_a_click_in_a_full_cart_says_no_more_than_in_an_empty_one(
    method, path, bound, held, make, sign_in, statements
):
    person, category = sign_in(Role.CUSTOMER), make.category().id
    products = [make.product(category_id=category) for _ in range(held)]
    for product in products:
        person.post("/api/cart/items", {"product_id": product.id})
    with statements() as said:
        reply = person.call(
            method, path.format(products[-1].id), json={"product_id": products[-1].id, "quantity": 2}
        )
    assert reply.status_code == 200
    assert len(said) <= bound, "\n".join(said)


# The person, the cart, its lines, the stock, and one for each table that is written: orders, their items, the
# ledger, the timeline, the catalogue's version. A key adds three: free the old, claim, keep the reply.
@pytest.mark.parametrize(("headers", "bound"), [({}, 9), ({"Idempotency-Key": "one"}, 12)])
@pytest.mark.parametrize("lines", [1, 3, 10])
def test_an_order_of_ten_lines_says_no_more_than_an_order_of_one(lines, headers, bound, make, sign_in, statements):
    person, category = sign_in(Role.CUSTOMER), make.category().id
    for _ in range(lines):
        person.post("/api/cart/items", {"product_id": make.product(category_id=category).id})
    with statements() as said:
        reply = person.post("/api/orders", {"shipping_address": ADDRESS}, headers=headers)
    assert reply.status_code == 201
    assert len(said) <= bound, "\n".join(said)


def test_an_order_without_a_cart_says_two_less(make, sign_in, statements):
    person, category = sign_in(Role.CUSTOMER), make.category().id
    items = [{"product_id": make.product(category_id=category).id, "quantity": 2} for _ in range(3)]
    with statements() as said:
        reply = person.post("/api/orders", {"shipping_address": ADDRESS, "items": items})
    assert reply.status_code == 201
    assert len(said) <= 7, "\n".join(said)
