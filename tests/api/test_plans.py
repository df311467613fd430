"""How a database goes about lists, which is what they take in a large shop."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.orm import ORMExecuteState

from app.core.database import db, is_sqlite
from app.core.paging import PageWindow
from app.core.permissions import Role
from app.models import Category, Product
from app.repositories import attention, board, pages, products, slugs, stock
from app.repositories.product_filters import ORDERS, ProductFilters
from tests.factories import actor_of


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


def test_the_board_finds_its_page_before_it_tells_of_it(app, make, database):
    cashier = actor_of(make.user(Role.CASHIER))
    with app.app_context():
        [query] = questions(lambda: board.page(cashier, PageWindow(1, 20), None))
        said = plan(query)
    if database == "sqlite":
        gone_about = set(re.findall(r"(SCAN|SEARCH|MATERIALIZE) (\w+)", said))
        assert {("SEARCH", "users"), ("SEARCH", "order_items")} <= gone_about
        # All of what is shown, which is a page, and of no table.
        assert {name for way, name in gone_about if way != "SEARCH"} == {"shown"}
    else:
        assert re.search(r"Scan on shown.*Limit", said)


def test_what_is_sold_out_and_wants_attention_is_found_by_its_index(app):
    with app.app_context():
        [query] = questions(lambda: attention.short(sold_out=True))
        assert uses(plan(query), "sold_out")


def plans(filters: ProductFilters) -> list[str]:
    """How the database goes about either way to the first page; nothing by the second if there is none."""
    shape, values = filters.opened()
    question: Any = products._question.__wrapped__(shape, False, True, is_sqlite())
    values |= {"limit": 20, "offset": 0}
    return ["" if way is None else plan(way.params(values)) for way in (question.rows, question.walked)]


def questions(ask: Callable[[], object]) -> list[Any]:
    """What is asked of the database meanwhile."""
    asked = list[Any]()

    def hear(execution: ORMExecuteState) -> None:
        asked.append(execution.statement)

    event.listen(db.session, "do_orm_execute", hear)
    try:
        ask()
    finally:
        event.remove(db.session, "do_orm_execute", hear)
    return asked


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
