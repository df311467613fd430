"""Finding products: filters, order, pages, codes and words. The same answers on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from app.core import clock
from app.core.database import db, is_sqlite
from app.core.permissions import Role
from app.models import Product
from app.models.order_states import Status
from app.repositories import products, search
from app.services import popularity


@pytest.fixture
def found(stranger):
    """The names of the products that a query finds, in order."""

    def ask(**query):
        reply = stranger.get("/api/products", query_string=query)
        assert reply.status_code == 200, reply.json
        assert reply.json["total"] >= len(reply.json["products"])
        return [product["name"] for product in reply.json["products"]]

    return ask


@pytest.fixture
def shelf(make):
    """A shop with a few lamps."""
    lamps = make.category(name="Lamps")
    desk = make.category(name="Desk lamps", parent_id=lamps.id)
    make.product(name="Alpha", price=1000, stock=0, category_id=lamps.id, is_featured=True)
    make.product(name="bravo", price=2000, stock=1, category_id=desk.id)
    make.product(name="Charlie", price=1000, stock=2, category_id=desk.id)
    make.product(name="Delta", price=4000, stock=3)
    return lamps


FILTERS = [
    ({}, ["Delta", "Charlie", "bravo", "Alpha"]),
    ({"sort_order": "asc"}, ["Alpha", "bravo", "Charlie", "Delta"]),
    ({"sort_by": "name", "sort_order": "asc"}, ["Alpha", "bravo", "Charlie", "Delta"]),
    ({"sort_by": "price", "sort_order": "asc"}, ["Alpha", "Charlie", "bravo", "Delta"]),
    ({"sort_by": "price", "sort_order": "desc"}, ["Delta", "bravo", "Charlie", "Alpha"]),
    ({"featured": "true"}, ["Alpha"]),
    ({"featured": "false", "in_stock": "true", "max_price": "20"}, ["Charlie", "bravo"]),
    ({"in_stock": "false"}, ["Alpha"]),
    ({"min_price": "20.00"}, ["Delta", "bravo"]),
    ({"min_price": "10.01", "max_price": "39.99"}, ["bravo"]),
    ({"min_price": "30", "max_price": "20"}, []),
    ({"min_price": "", "search": "", "featured": "", "category_id": ""}, ["Delta", "Charlie", "bravo", "Alpha"]),
    ({"category_id": "999999"}, []),
    ({"category_id": "999999", "search_type": "category_id", "search_value": "999999"}, []),
    ({"unknown": "filter"}, ["Delta", "Charlie", "bravo", "Alpha"]),
]


def test_filters_and_orders_combine(shelf, found):
    for query, names in FILTERS:
        assert found(**query) == names, query


def test_on_sale_is_what_costs_less_than_it_did(make, found):
    make.product(name="Reduced", price=800, compare_price_cents=1000)
    make.product(name="Plain", price=800)
    assert found(on_sale="true") == ["Reduced"]
    assert found(on_sale="false") == ["Plain"]
    assert found(sort_by="discount") == ["Reduced", "Plain"]


def test_the_greatest_reduction_comes_first_and_ties_go_by_id(make, found):
    for name, price, was in [("Half", 500, 1000), ("None", 100, None), ("Half too", 50, 100), ("Tenth", 900, 1000)]:
        make.product(name=name, price=price, compare_price_cents=was)
    assert found(sort_by="discount") == ["Half too", "Half", "Tenth", "None"]
    assert found(sort_by="discount", sort_order="asc") == ["None", "Tenth", "Half", "Half too"]


def test_stock_and_sku_are_orders_too(make, found):
    for name, sku, stock in [("One", "b-1", 5), ("Two", "A-1", 7), ("Three", "a-2", 5)]:
        make.product(name=name, sku=sku, stock=stock)
    assert found(sort_by="sku", sort_order="asc") == ["Two", "Three", "One"]
    assert found(sort_by="stock", sort_order="asc") == ["One", "Three", "Two"]


def test_popular_is_what_was_sold_in_the_last_thirty_days(make, found, freeze):
    freeze("2026-03-31T12:00:00Z")
    once, often, never, long_ago, called_off = (
        make.product(name=name) for name in ("Once", "Often", "Never", "Long ago", "Called off")
    )
    make.order(lines=[(once, 1), (often, 2)])
    make.order(lines=[(often, 1)])
    make.order(lines=[(called_off, 9)], status=Status.CANCELLED)
    with clock.pretend(clock.now() - timedelta(days=31)):
        make.order(lines=[(long_ago, 9)])
    assert found(sort_by="popular") == ["Often", "Once", "Called off", "Long ago", "Never"]
    assert found(sort_by="popular", sort_order="asc")[-1] == "Often"
    assert found(sort_by="popular", in_stock="true", per_page=1, page=2) == ["Once"]
    assert never.name in found(sort_by="popular", search="never")


def test_a_category_filter_includes_descendants(shelf, found):
    assert found(category_id=shelf.id) == ["Charlie", "bravo", "Alpha"]
    assert found(category_id=shelf.id, in_stock="true", sort_by="price") == ["bravo", "Charlie"]
    assert found(search_type="category_id", search_value=shelf.id) == ["Charlie", "bravo", "Alpha"]


def test_pages(shelf, stranger):
    second = stranger.get("/api/products?page=2&per_page=3").json
    assert [product["name"] for product in second.pop("products")] == ["Alpha"]
    assert second == {
        "total": 4, "pages": 2, "current_page": 2, "per_page": 3, "has_next": False, "has_prev": True
    }  # fmt: skip
    beyond = stranger.get("/api/products?page=9").json
    assert (beyond["products"], beyond["pages"], beyond["current_page"]) == ([], 1, 9)
    for page, per_page in (("0", "0"), ("-1", "-5"), ("x", "many"), ("1e3", "1.5")):
        fallen_back = stranger.get(f"/api/products?page={page}&per_page={per_page}").json
        assert (fallen_back["current_page"], fallen_back["per_page"]) == (1, 20)
    assert stranger.get(f"/api/products?page={10**30}&per_page={10**30}").json["per_page"] == 100


WRONG = [
    ("sort_by", "sort_by=password"), ("sort_order", "sort_order=up"), ("featured", "featured=maybe"),
    ("in_stock", "in_stock=2"), ("category_id", "category_id=lamps"), ("category_id", f"category_id={10**30}"),
    ("min_price", "min_price=cheap"), ("min_price", "min_price=NaN"), ("max_price", "max_price=-1"),
    ("max_price", "max_price=1.999"), ("max_price", "max_price=1e30"), ("search", f"search={'a' * 201}"),
    ("search", "search=a%00"), ("search_type", "search_type=price&search_value=1"),
    ("search_value", "search_type=id&search_value=lamp"), ("search_value", f"search_type=id&search_value={10**30}"),
    ("search_value", "search_type=sku&search_value=%00"),
]  # fmt: skip


def test_a_filter_of_the_wrong_type_is_named(stranger):
    for field, query in WRONG:
        reply = stranger.get(f"/api/products?{query}")
        assert (reply.status_code, reply.json["code"]) == (400, "validation_failed"), query
        assert list(reply.json["details"]) == [field]


@pytest.fixture
def words(make):
    """A shop whose products are found by words."""
    shelf = make.category().id
    for name, sku, more in (
        (
            "Café Crème Glacée",
            "SKU-00001",
            {"description": "Ice-cold coffee, 2nd edition", "barcode": "4006381333931"},
        ),
        ("Cable USB-C 3.0, 10m²", "SKU-00002", {"barcode": "ab-12"}),
        ('Coffee "Grinder" O\'Neill', "SKU-00010", {"description": "Grinds SKU-00001 beans AND more NOT less"}),
        ("Größe ÉTÉ ЖУК 日本語", "x:y*z", {}),
        ("snake_case under_score", "Near(2)", {}),
    ):
        make.product(name=name, sku=sku, category_id=shelf, **more)


CAFE, CABLE, GRINDER = "Café Crème Glacée", "Cable USB-C 3.0, 10m²", 'Coffee "Grinder" O\'Neill'
WORLD, SNAKE = "Größe ÉTÉ ЖУК 日本語", "snake_case under_score"


WORDS = [
    ("café", [CAFE]), ("CAFÉ", [CAFE]), ("cafe\u0301", [CAFE]), ("caf", [CAFE]), ("afé", []), ("cafe", []),
    ("crème café", [CAFE]), ("crè glac", [CAFE]), ("café grinder", []),
    ("coffee", [GRINDER, CAFE]), ("COFF", [GRINDER, CAFE]), ("edition 2nd", [CAFE]), ("2n", [CAFE]),
    ("usb-c", [CABLE]), ("usb c 3", [CABLE]), ("10m²", [CABLE]), ("10m", [CABLE]), ("3.0", [CABLE]), ("²", []),
    ("größe", [WORLD]), ("GRÖSSE", []), ("été жук", [WORLD]), ("日本", [WORLD]), ("本語", []),
    ("o'neill", [GRINDER]), ('"grinder"', [GRINDER]), ("grinder*", [GRINDER]), ("name:grinder", []),
    ("beans AND more", [GRINDER]), ("AND", [GRINDER]), ("NOT", [GRINDER]), ("OR", []), ("coffee AND café", []),
    ("near", [SNAKE]), ("NEAR(2", [SNAKE]), ("NEAR(2)", [SNAKE]), ("case score", [SNAKE]), ("snake_case", [SNAKE]),
    ("x y z", [WORLD]), ("X:Y*Z", [WORLD]), ("!!!", []), ("*", []), ('"', []), ("'", []), (":", []), ("(", []),
    ("%", []), ("_", []), ("\\", []), ("& | ! <->", []), ("a:*", [GRINDER]), ("'); DROP TABLE products;--", []),
]  # fmt: skip


def test_words_are_found_by_their_beginnings(words, found):
    for typed, names in WORDS:
        assert found(search=typed) == names, typed
        assert found(search_value=typed) == names, "a value without a type is searched for alike"


CODES = [
    ("SKU-00001", [CAFE, GRINDER]), ("sku-00001", [CAFE, GRINDER]), (" SKU-00001 ", [CAFE, GRINDER]),
    ("sku 00001", [GRINDER, CAFE]), ("00001", [GRINDER, CAFE]), ("SKU-0000", [GRINDER, CABLE, CAFE]),
    ("4006381333931", [CAFE]), ("400638133393", []), ("AB-12", [CABLE]), ("ab-12", [CABLE]),
]  # fmt: skip


def test_an_exact_code_comes_first(words, found):
    for typed, names in CODES:
        assert found(search=typed) == names, typed


def test_the_code_wins_over_the_requested_order(words, found):
    for order in ("asc", "desc"):
        assert found(search="SKU-00001", sort_by="name", sort_order=order)[0] == CAFE


TYPES = [
    ("sku", "sku-00002", [CABLE]), ("sku", "sku", []), ("sku", "X:Y*Z", [WORLD]), ("barcode", "AB-12", [CABLE]),
    ("barcode", "4006381333931", [CAFE]), ("barcode", "SKU-00001", []), ("slug", "cafe-creme-glacee", [CAFE]),
    ("slug", "cafe", []), ("name", "coffee", [GRINDER]), ("name", "grin cof", [GRINDER]), ("name", "SKU-00001", []),
    ("name", "!", []), ("name", "NOT", []),
]  # fmt: skip


def test_a_search_of_a_type_looks_at_one_thing(words, found):
    for kind, value, names in TYPES:
        assert found(search_type=kind, search_value=value) == names, (kind, value)


def test_a_search_by_id_still_answers_a_list(make, stranger, found):
    product = make.product()
    reply = stranger.get(f"/api/products?search_type=id&search_value={product.id}").json
    assert ([one["id"] for one in reply["products"]], reply["total"]) == ([product.id], 1)
    assert found(search_type="id", search_value=product.id + 1) == []
    assert found(search_type="id", search_value="") == [product.name], "an empty box asks for nothing"


def test_a_search_follows_changes_and_skips_what_is_not_on_sale(make, sign_in, found):
    admin, product = sign_in(Role.ADMIN), make.product(name="Old name", description="Velvet")
    path = f"/api/products/{product.id}"
    admin.put(path, {"name": "New title", "description": "Linen"})
    assert (found(search="old"), found(search="velvet")) == ([], [])
    assert found(search="title linen") == ["New title"]
    admin.put(path, {"is_active": False})
    assert found(search="title") == []
    listed = admin.get("/api/products?search=title&include_inactive=true").json["products"]
    assert [one["id"] for one in listed] == [product.id]
    admin.delete(path)
    assert admin.get("/api/products?search=title&include_inactive=true").json["total"] == 0


def test_both_databases_look_words_up_in_an_index(make, app):
    make.product(name="Velvet")

    def plan():
        query = select(Product.id).where(search.has_words(search.typed("velvet cur").words))
        if not is_sqlite():
            db.session.execute(text("SET LOCAL enable_seqscan = off"))
        said = query.compile(db.engine, compile_kwargs={"literal_binds": True})
        explain = "EXPLAIN QUERY PLAN " if is_sqlite() else "EXPLAIN "
        return str(db.session.connection().exec_driver_sql(f"{explain}{said}").all())

    explained = make.do(plan)
    assert "product_search VIRTUAL TABLE" in explained or "product_search_words" in explained


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_no_search_reads_a_list_of_words_that_are_not_in_the_index_yet(app):
    options = text("SELECT reloptions FROM pg_class WHERE relname = 'product_search_words'")
    with app.app_context():
        assert db.session.scalar(options) == ["fastupdate=off"]


def test_what_was_sold_is_added_up_again_only_after_something_was_sold(make, found, sign_in, statements):
    first, second = (make.product(name=name) for name in ("First", "Second"))
    make.order(lines=[(first, 1)])
    assert found(sort_by="popular") == ["First", "Second"]
    with statements() as spoken:
        assert found(sort_by="popular") == ["First", "Second"]
    assert not any("order_items" in one for one in spoken)
    order = make.order(lines=[(second, 2)])
    assert found(sort_by="popular") == ["Second", "First"]
    assert sign_in(Role.MANAGER).put(f"/api/orders/{order.id}/status", {"status": "cancelled"}).status_code == 200
    assert found(sort_by="popular") == ["First", "Second"]


@pytest.mark.parametrize("surely", [0, 1.5, 100])
def test_a_page_of_what_was_sold_is_one_however_many_are_told_first(make, found, monkeypatch, surely):
    names = [f"Thing {number}" for number in range(6)]
    shelf = make.category()
    made = [make.product(name=name, **({"category_id": shelf.id} if name > "Thing 3" else {})) for name in names]
    for number, product in enumerate(made[1:], start=1):
        make.order(lines=[(product, number)])
    monkeypatch.setattr(popularity, "MOST_SOLD", (1, 2))
    monkeypatch.setattr(products, "SURELY", surely)
    assert found(sort_by="popular", per_page=2) == ["Thing 5", "Thing 4"]
    assert found(sort_by="popular", per_page=2, page=2) == ["Thing 3", "Thing 2"]
    assert found(sort_by="popular", per_page=4) == ["Thing 5", "Thing 4", "Thing 3", "Thing 2"]
    assert found(sort_by="popular", category_id=shelf.id) == ["Thing 5", "Thing 4"]
    assert found(sort_by="popular", sort_order="asc") == names
