"""Lists that are longer than anybody counts: totals are exact up to a limit, then said to be a lower bound."""

from collections.abc import Iterator

import pytest

from app.core import paging
from app.core.permissions import Role
from app.models.order_states import Status
from app.repositories import pages, products
from app.services import popularity
from tests.people import Person

PRODUCTS = 8


@pytest.fixture
def short_counts(monkeypatch) -> Iterator[None]:
    """A shop that counts to five and takes what is behind two rows for deep."""
    monkeypatch.setattr(pages, "MOST_COUNTED", 5)
    monkeypatch.setattr(pages, "DEEP", 2)
    # What was put into words with other numbers, and what is with these, is nobody else's.
    forget()
    yield
    forget()


def forget() -> None:
    """Put every list into words anew."""
    for asked in (products._question, products._popular, products._total):
        asked.cache_clear()


def paged(person, page, **more):
    query = "&".join(f"{name}={value}" for name, value in ({"page": page, "per_page": 2} | more).items())
    return person.get(f"/api/products?{query}").json


def said(reply):
    return {name: value for name, value in reply.items() if name not in ("products", "per_page")}


def test_a_total_within_the_limit_is_exact_and_nothing_is_added(short_counts, make, stranger):
    for _ in range(5):
        make.product()
    exact = {"total": 5, "pages": 3, "current_page": 2, "has_next": True, "has_prev": True}
    assert said(paged(stranger, 2)) == exact
    assert said(paged(stranger, 3)) == exact | {"current_page": 3, "has_next": False}
    assert said(paged(stranger, 4)) == exact | {"current_page": 4, "has_next": False}


def test_a_longer_list_says_how_many_there_are_at_least_until_its_last_page(short_counts, make, stranger):
    for _ in range(PRODUCTS):
        make.product()
    found = {page: said(paged(stranger, page)) for page in (1, 2, 3, 4, 9)}
    more = {"total_is_lower_bound": True, "has_next": True, "has_prev": True}
    assert found[1] == more | {"total": 5, "pages": 3, "current_page": 1, "has_prev": False}
    assert found[2] == more | {"total": 5, "pages": 3, "current_page": 2}
    assert found[3] == more | {"total": 7, "pages": 4, "current_page": 3}
    assert found[4] == {"total": 8, "pages": 4, "current_page": 4, "has_next": False, "has_prev": True}
    assert found[9] == more | {"total": 5, "pages": 3, "current_page": 9, "has_next": False}


@pytest.mark.parametrize("order", ["asc", "desc"])
@pytest.mark.parametrize("sort", ["price", "name", "created_at", "popular"])
def test_deep_pages_show_what_one_long_page_shows(short_counts, make, stranger, sort, order):
    for number in range(PRODUCTS):
        make.product(name=f"Thing {number % 3}", price_cents=100 + number % 2)
    asked = {"sort_by": sort, "sort_order": order}
    whole = stranger.get(f"/api/products?per_page=100&sort_by={sort}&sort_order={order}").json["products"]
    assert [row for page in range(1, 5) for row in paged(stranger, page, **asked)["products"]] == whole
    assert len(whole) == PRODUCTS


@pytest.mark.parametrize("surely", [0, 1.5, 100])
def test_what_was_sold_comes_before_what_nobody_bought_on_every_page(make, stranger, monkeypatch, surely):
    monkeypatch.setattr(products, "SURELY", surely)
    monkeypatch.setattr(popularity, "MOST_SOLD", (2, 4))
    monkeypatch.setattr(pages, "DEEP", 4)
    made = [make.product(name=f"Thing {number} of T 2", sku=f"T-{number}", stock=99) for number in range(9)]
    for product, units in zip(made, (1, 3, 0, 2, 1, 0, 5, 0, 4), strict=True):
        if units:
            make.order(lines=[(product, units)])
    expected = [made[number].id for number in (6, 8, 1, 3, 4, 0, 7, 5, 2)]
    for size in (2, 3, 6, 7, 100):
        found, page, more = list[int](), 0, True
        while more:
            page += 1
            reply = stranger.get(f"/api/products?sort_by=popular&per_page={size}&page={page}").json
            found += [row["id"] for row in reply["products"]]
            more = reply["has_next"]
            assert reply["total"] == 9
        assert found == expected
    path = "/api/products?sort_by=popular&search=T-2&per_page=2"
    assert [row["id"] for row in stranger.get(path).json["products"]] == [made[2].id, made[6].id]
    path = "/api/products?sort_by=popular&search=thing&per_page=2"
    assert [row["id"] for row in stranger.get(path).json["products"]] == expected[:2]


def test_a_shop_of_more_than_is_counted_tells_its_first_page_by_sales_of_few(
    short_counts, make, stranger, monkeypatch
):
    monkeypatch.setattr(popularity, "MOST_SOLD", (4,))
    for _ in range(20):
        make.order(lines=[(make.product(stock=9), 1)])
    asked, real = list[bool](), products._popular
    with monkeypatch.context() as patch:
        patch.setattr(
            products, "_popular", lambda *a, only_sold: asked.append(only_sold) or real(*a, only_sold=only_sold)
        )
        assert len(paged(stranger, 1, sort_by="popular")["products"]) == 2
    assert asked == [True]


FILTERS = {
    "category_id={shelf}": lambda row, shelf: row["category_id"] == shelf,
    "featured=true": lambda row, _: row["is_featured"],
    "in_stock=false": lambda row, _: row["stock_quantity"] == 0,
    "min_price=2&max_price=3": lambda row, _: 2 <= row["price"] <= 3,
    "search=lam": lambda row, _: row["description"] == "A lamp",
    "search=lamp&min_price=2": lambda row, _: row["description"] == "A lamp",
    "category_id={shelf}&min_price=2": lambda row, shelf: row["category_id"] == shelf and row["price"] >= 2,
}
SORTS = {
    "price": lambda row: (row["price"], row["id"]),
    "name": lambda row: (row["name"].lower(), row["id"]),
    "created_at": lambda row: (row["created_at"], row["id"]),
    "stock": lambda row: (row["stock_quantity"], row["id"]),
    "discount": lambda row: (row["discount_percentage"], row["id"]),
}


@pytest.mark.parametrize("many", [0, 1, 2, 4])
@pytest.mark.parametrize("query", FILTERS)
def test_few_and_many_are_found_in_their_order(short_counts, make, stranger, query, many):
    """Whether what is left is gathered and sorted, or found on the way through all products, nobody can see."""
    shelf, other = make.category(), make.category()
    for number in range(12):
        is_one = number % 3 < many
        price = 200 + 25 * (number % 4) if is_one else 100
        more = {"price": price, "compare_price_cents": 400 + 100 * (number % 2)}
        more |= {"stock": 0 if is_one and "in_stock" in query else 1 + number % 4}
        more |= {"category_id": (shelf if is_one else other).id, "is_featured": is_one}
        make.product(name=f"Thing {number % 5}", description="A lamp" if is_one else "A bed", **more)
    everything = stranger.get("/api/products?per_page=100").json["products"]
    asked, of = query.format(shelf=shelf.id), FILTERS[query]
    left = [row for row in everything if of(row, shelf.id)]
    assert len(left) == 4 * min(many, 3)
    for sort, key in SORTS.items():
        for order in ("asc", "desc"):
            expected = sorted(left, key=key, reverse=order == "desc")
            path = f"/api/products?{asked}&sort_by={sort}&sort_order={order}&per_page="
            assert stranger.get(f"{path}100").json["products"] == expected
            pages_of_three = [stranger.get(f"{path}3&page={page}").json["products"] for page in (1, 2, 3, 4)]
            assert [row for rows in pages_of_three for row in rows] == expected


@pytest.mark.parametrize("deep", [2, 100])
@pytest.mark.parametrize("is_listed", [True, False])
@pytest.mark.parametrize("code", ["sku", "barcode"])
def test_what_was_looked_for_by_its_code_comes_before_however_many(
    short_counts, make, stranger, monkeypatch, deep, is_listed, code
):
    monkeypatch.setattr(pages, "DEEP", deep)
    meant = make.product(name="A bed", **{code: "LAMP"}, is_active=is_listed)
    others = [make.product(name=f"Lamp {number}").id for number in range(PRODUCTS)]
    expected = [*([meant.id] if is_listed else []), *others[::-1]]
    for size in (2, 3, 100):
        found = [
            row["id"]
            for page in range(1, 6)
            for row in stranger.get(f"/api/products?search=lamp&per_page={size}&page={page}").json["products"]
        ]
        assert found == expected[: 5 * size]


def test_a_search_looks_for_many_only_in_a_long_shop_that_keeps_how_long_it_is(
    short_counts, make, stranger, installation, statements
):
    def asked(person, path):
        with statements() as said:
            assert person.get(path).status_code == 200
        return said

    bare, path = Person(installation.with_settings(reply_cache_megabytes=0)), "/api/products?search=lamp&per_page=2"
    for number in range(PRODUCTS):
        make.product(name=f"Lamp {number}")
        is_long = number >= 5
        assert any("NOT (EXISTS" in said for said in asked(stranger, path)) == is_long
        assert not any("EXISTS" in said for said in asked(bare, path))


ORDER_FILTERS = {
    "status=confirmed": lambda row, _: row["status"] == "confirmed",
    "payment_status=paid": lambda row, _: row["payment_status"] == "paid",
    "customer_id={buyer}": lambda row, buyer: row["customer_id"] == buyer,
    "from=2020-01-01": lambda _, __: True,
}


@pytest.mark.parametrize("many", [2, 9])
@pytest.mark.parametrize("query", ORDER_FILTERS)
def test_orders_by_total_are_the_same_however_they_are_found(short_counts, make, sign_in, query, many):
    boss, buyer, product = sign_in(Role.ADMIN), make.user(Role.CUSTOMER), make.product(stock=1000)
    for number in range(many):
        make.order(customer=buyer, lines=[(product, 1 + number % 3)], status=Status.CONFIRMED, paid=True)
    make.order()
    everything = boss.get("/api/orders/admin?per_page=100").json["orders"]
    left = [row for row in everything if ORDER_FILTERS[query](row, buyer.id)]
    assert len(left) >= many
    for order in ("asc", "desc"):
        expected = sorted(left, key=lambda row: (row["total"], row["id"]), reverse=order == "desc")
        path = f"/api/orders/admin?{query.format(buyer=buyer.id)}&sort_by=total&sort_order={order}&per_page="
        assert boss.get(f"{path}100").json["orders"] == expected
        fours = [boss.get(f"{path}4&page={page}").json["orders"] for page in (1, 2, 3)]
        assert [row for rows in fours for row in rows] == expected


@pytest.mark.parametrize("path", ["users", "orders/admin", "audit"])
def test_other_lists_are_paged_alike(path, short_counts, make, sign_in):
    boss = sign_in(Role.ADMIN)
    for _ in range(7):
        make.order(paid=True)
    first = boss.get(f"/api/{path}?per_page=100").json
    [rows] = [value for value in first.values() if isinstance(value, list)]
    second = boss.get(f"/api/{path}?per_page=2&page=3").json
    [shown] = [value for value in second.values() if isinstance(value, list)]
    assert shown == rows[4:6]
    assert second["total_is_lower_bound"]


def test_what_is_counted_is_ten_thousand():
    assert paging.MOST_COUNTED == pages.MOST_COUNTED == 10_000
