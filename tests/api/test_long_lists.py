"""Lists that are longer than anybody counts: totals are exact up to a limit, then said to be a lower bound."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from app.core import paging
from app.core.database import db, is_sqlite
from app.core.permissions import Role
from app.models import Category, Product
from app.models.order_states import Status
from app.repositories import pages, products, slugs, stock
from app.repositories.product_filters import ORDERS, ProductFilters
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


def test_a_word_that_many_have_is_met_on_the_way_and_few_are_gathered(app, database, monkeypatch):
    monkeypatch.setattr(pages, "glanced", lambda query: query)
    for sort, index in (("created_at", "newest"), ("price", "price"), ("name", "name")):
        with app.app_context():
            gathered, walked = plans(ProductFilters(search="lamp", sort_by=sort))
        assert sorts(gathered)
        assert not sorts(walked)
        assert uses(walked, index)
        if database == "sqlite":  # in an empty table PostgreSQL finds every index as good, to sort what it finds
            assert not uses(gathered, index)
    with app.app_context():
        assert plans(ProductFilters(search="lamp", sort_by="stock"))[1] == ""


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


PLANS = [
    # A filter, an order; where few are looked for, and where many are on the way.
    ({"shelves": (1, 2), "category_id": 1, "sort_by": "price"}, "category", "price"),
    ({"shelves": (1, 2), "category_id": 1, "sort_by": "name"}, "category", "name"),
    ({"min_price": 1, "max_price": 2}, "price", "newest"),
    ({"min_price": 1, "max_price": 2, "sort_by": "name"}, "price", "name"),
    ({"featured": True, "sort_by": "price"}, "featured", "price"),
    ({"in_stock": False, "sort_by": "price"}, "sold_out", "price"),
    ({"in_stock": False, "sort_by": "name"}, "sold_out", "name"),
]


@pytest.mark.parametrize(("filters", "few", "many"), PLANS)
def test_a_few_are_never_walked_to_nor_many_sorted(app, database, monkeypatch, filters, few, many):
    """Told by no statistics: a shop in a file has none, and a new category is in nobody's."""
    monkeypatch.setattr(pages, "glanced", lambda query: query)
    with app.app_context():
        if database == "postgresql":  # which keeps them of a table that was emptied
            db.session.execute(text("DELETE FROM pg_statistic WHERE starelid = 'products'::regclass"))
        gathered, walked = plans(ProductFilters(**filters))
    assert sorts(gathered)
    assert not uses(gathered, many)
    assert not sorts(walked)
    assert uses(walked, many)
    if database == "sqlite":  # in an empty table PostgreSQL finds every index as good
        assert uses(gathered, few)


@pytest.mark.parametrize("shelves", [(1,), (1, 2)])
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_category_is_found_by_prices_if_it_is_asked_for_some_and_by_time_otherwise(app, monkeypatch, shelves):
    monkeypatch.setattr(pages, "glanced", lambda query: query)
    of_all = ProductFilters(category_id=1, shelves=shelves)
    of_a_few = replace(of_all, min_price=1, max_price=2)
    with app.app_context():
        newest, (of_some, on_the_way) = plans(of_all)[0], plans(of_a_few)
        assert uses(newest, "category")
        assert uses(of_some, "category_price")
        assert uses(on_the_way, "category")
        for narrower in (of_all, of_a_few, ProductFilters(featured=True), ProductFilters(search="lamp")):
            assert not uses(plans(replace(narrower, in_stock=False))[0], "sold_out")


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_only_the_last_piece_that_is_sold_is_written_into_an_index(app, make):
    product = make.product(stock=3)
    hot = text("SELECT pg_stat_get_xact_tuples_hot_updated('products'::regclass)")
    with app.app_context():
        for left, without_index in ((2, 1), (1, 2), (0, 2)):
            assert stock.shift(product.id, -1) == left
            assert db.session.scalar(hot) == without_index
        db.session.rollback()


@pytest.mark.parametrize("kind", [Product, Category])
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_slugs_are_looked_for_by_an_index(app, kind):
    with app.app_context():
        said = plan(slugs.taken(kind, "lamp"))
    assert "SEARCH" in said
    assert "SCAN" not in said


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_slugs_of_products_are_so_too_in_a_database_that_sorts_by_a_language(app):
    collations = "SELECT collname FROM pg_collation WHERE collprovider = 'c' AND collcollate NOT IN ('C', 'POSIX')"
    with app.app_context():
        language = db.session.scalars(text(collations)).first()
        retype = f'ALTER TABLE product_slugs ALTER slug TYPE varchar(240) COLLATE "{language}"'
        db.session.execute(text(retype))
        said = plan(slugs.taken(Product, "lamp"))
        db.session.rollback()
    assert "~>=~" in said
    assert "Seq Scan" not in said


def test_no_order_of_products_but_by_stock_has_to_sort_them(app):
    with app.app_context():
        plans = {sort: plan(products.listed(None, ProductFilters(sort_by=sort)).limit(20)) for sort in ORDERS}
    assert [sort for sort, said in plans.items() if sorts(said)] == ["stock"]


def plans(filters: ProductFilters) -> list[str]:
    """How the database goes about either way to the first page; nothing by the second if there is none."""
    shape, values = filters.opened()
    question: Any = products._question.__wrapped__(shape, False, True, is_sqlite())
    values |= {"limit": 20, "offset": 0}
    return ["" if way is None else plan(way.params(values)) for way in (question.rows, question.walked)]


def plan(query):
    """How the database goes about it; PostgreSQL if it knew how many rows there will be."""
    if not is_sqlite():
        db.session.execute(text("SET LOCAL enable_seqscan = off"))
        db.session.execute(text("SET LOCAL enable_sort = off"))
    said = query.compile(db.engine, compile_kwargs={"literal_binds": True})
    explain = "EXPLAIN QUERY PLAN " if is_sqlite() else "EXPLAIN "
    return str(db.session.connection().exec_driver_sql(f"{explain}{said}").all())


def uses(plan, index):
    """Whether products are found by that index of theirs, and not by one whose name only begins so."""
    return re.search(rf"ix_products_{index}\b", plan) is not None


def sorts(plan):
    """Whether all that is found has to be sorted, and not only what is equal by an index."""
    return "USE TEMP B-TREE FOR ORDER BY" in plan or "  Sort  " in plan.replace("->", "")


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


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_board_looks_at_no_line_of_another_day_nor_at_those_who_bought_none(make, sign_in, statements, app):
    make.order()
    cashier = sign_in(Role.CASHIER)
    with statements() as said:
        assert cashier.get("/api/orders/today").json["total"] == 1
    [query] = [sentence for sentence in said if "order_items" in sentence]
    with app.app_context():
        given = (None,) * query.count("?")
        rows = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", given).all()
    ways = [re.match(r"(SCAN|SEARCH|MATERIALIZE) (\w+)", row[3]) for row in rows]
    gone_about = {(way[1], way[2]) for way in ways if way}
    assert ("SEARCH", "order_items") in gone_about
    # All of what is shown, which is a page, and of no table.
    assert {name for way, name in gone_about if way != "SEARCH"} == {"shown"}


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
