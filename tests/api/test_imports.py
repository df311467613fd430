"""Lists of products by file: looked at, applied as a whole, taken back."""

import csv
import io
from typing import Any

import pytest
from sqlalchemy import text

from app import services
from app.core.database import db
from app.core.permissions import Role
from app.models import PriceChange, Product, ProductSlug, StockMovement
from tests.trails import trail_of

HEADER = "sku,name,price,category_slug,stock_quantity"


@pytest.fixture
def manager(sign_in):
    return sign_in(Role.MANAGER)


@pytest.fixture
def shelf(make):
    return make.category(name="Lamps")


def send(person, text: str | bytes, query: str = "?dry_run=1", **kwargs: Any):
    body = text if isinstance(text, bytes) else text.encode()
    kwargs = {"content_type": "text/csv"} | kwargs
    return person.call("POST", f"/api/products/import{query}", data=body, **kwargs)


def listed(*rows: str, header: str = HEADER) -> str:
    return "\n".join((header, *rows))


def applied(person, *rows: str, header: str = HEADER) -> int:
    answer = send(person, listed(*rows, header=header), "")
    assert answer.status_code == 201, answer.text
    return answer.json["import"]["id"]


def of_sku(person, sku: str) -> Any:
    found = person.get(f"/api/products?search_type=sku&search_value={sku}&include_inactive=true").json["products"]
    return found[0] if found else None


def the_books_agree(make) -> bool:
    return make.do(services.doctor.examine) == []


def test_a_preview_says_what_each_row_would_do_and_changes_nothing(manager, make, shelf):
    same = make.product(name="Same", sku="A-1", price=500, stock=3, category_id=shelf.id)
    make.product(name="Old", sku="B-1", price=1000, stock=3, category_id=shelf.id)
    answer = send(
        manager,
        listed("a-1,Same,5.00,lamps,3", "B-1,New,12,lamps,7", "C-1,Third,1,lamps,0", "D-1,Fourth,free,lamps,-2"),
    )
    assert answer.status_code == 201
    found, rows = answer.json["import"], answer.json["rows"]
    assert found["state"] == "previewed"
    assert found["counts"] == {"new": 1, "changed": 1, "unchanged": 1, "error": 1}
    assert found["mapping"] == dict.fromkeys(HEADER.split(",")) | {name: name for name in HEADER.split(",")}
    assert [(row["line"], row["kind"]) for row in rows] == [
        (2, "unchanged"),
        (3, "changed"),
        (4, "new"),
        (5, "error"),
    ]
    assert rows[1]["changes"] == {"name": ["Old", "New"], "price": [10, 12], "stock_quantity": [3, 7]}
    assert rows[2]["changes"]["price"] == [None, 1]
    assert "price: Not a valid amount of money." in rows[3]["error"]
    assert "stock_quantity: Must be greater than or equal to 0" in rows[3]["error"]
    assert of_sku(manager, "B-1")["name"] == "Old"
    assert of_sku(manager, "C-1") is None
    assert manager.get(f"/api/products/{same.id}").headers["ETag"] == '"1"'
    again = manager.get(f"/api/products/import/{found['id']}")
    assert (again.status_code, again.json) == (200, found)
    errors = manager.get(f"/api/products/import/{found['id']}/rows?kind=error&per_page=1").json
    assert (errors["total"], [row["line"] for row in errors["rows"]]) == (1, [5])


def test_an_import_is_applied_by_the_rules_of_the_shop(manager, make, shelf, app):
    product = make.product(name="Old", sku="B-1", price=1000, stock=3, category_id=shelf.id)
    found = send(manager, listed("B-1,New,12,lamps,7", "C-1,New,1,lamps,4", "D-1,New,1,lamps,0")).json["import"]
    answer = manager.post(f"/api/products/import/{found['id']}/apply")
    assert (answer.status_code, answer.json["import"]["state"]) == (200, "applied")
    changed = manager.get(f"/api/products/{product.id}")
    assert (changed.json["price"], changed.json["stock_quantity"], changed.headers["ETag"]) == (12, 7, '"2"')
    slugs = [of_sku(manager, sku)["slug"] for sku in ("B-1", "C-1", "D-1")]
    assert slugs == ["new", "new-2", "new-3"]
    assert len(manager.get("/api/products?search_type=slug&search_value=old").json["products"]) == 1
    assert len(manager.get("/api/products?search=new").json["products"]) == 3
    assert the_books_agree(make)
    with app.app_context():
        prices = db.session.query(PriceChange).filter_by(product_id=product.id).order_by(PriceChange.id).all()
        assert [(p.from_cents, p.to_cents) for p in prices] == [(None, 1000), (1000, 1200)]
        assert (prices[-1].actor_id, prices[-1].reason) == (manager.id, f"import {found['id']}")
        moved = db.session.query(StockMovement).filter_by(actor_id=manager.id).order_by(StockMovement.id).all()
        assert [(m.kind, m.quantity) for m in moved] == [("adjusted", 4), ("received", 4)]
    assert [entry.action for entry in trail_of(app, manager.user)] == ["import.preview", "import.apply"]


def test_names_that_many_want_get_numbers_and_none_is_given_twice(manager, make, shelf):
    make.product(name="Lamp", category_id=shelf.id)
    make.product(name="Lamp 2 2", category_id=shelf.id)
    names = ["Lamp"] * 30 + ["Lamp 2", "Lamp 2", "Lamp 31", "Chair"]
    applied(manager, *[f"N-{number},{name},1,lamps,1" for number, name in enumerate(names)])
    slugs = [of_sku(manager, f"N-{number}")["slug"] for number in range(len(names))]
    assert slugs[:30] == [f"lamp-{number}" for number in range(2, 32)]
    assert slugs[30:] == ["lamp-2-3", "lamp-2-4", "lamp-31-2", "chair"]


def test_an_import_is_applied_once(manager, shelf):
    number = applied(manager, "C-1,Third,1,lamps,4")
    answer = manager.post(f"/api/products/import/{number}/apply")
    assert (answer.status_code, answer.json["code"]) == (409, "import_applied")


def test_two_who_apply_one_import_apply_it_once(sign_in, make, shelf, together):
    managers = [sign_in(Role.MANAGER) for _ in range(2)]
    number = send(managers[0], listed("C-1,Third,1,lamps,4")).json["import"]["id"]
    answers = together([lambda m=m: m.post(f"/api/products/import/{number}/apply").status_code for m in managers])
    assert sorted(answers) == [200, 409]
    assert the_books_agree(make)


def test_with_one_wrong_row_nothing_is_applied(manager, shelf):
    answer = send(manager, listed("C-1,Third,1,lamps,4", "D-1,Fourth,1,attic,4"), "")
    assert (answer.status_code, answer.json["code"]) == (400, "import_has_errors")
    assert answer.json["details"]["rows"] == {"3": "category_slug: There is no such category."}
    number = answer.json["details"]["import_id"]
    refused = manager.post(f"/api/products/import/{number}/apply")
    assert (refused.status_code, refused.json["code"]) == (409, "import_has_errors")
    assert of_sku(manager, "C-1") is None


def test_what_changed_after_the_preview_stops_all_of_it_and_is_named(manager, make, shelf):
    product = make.product(sku="B-1", price=1000, category_id=shelf.id)
    found = send(manager, listed("C-1,Third,1,lamps,4", "B-1,New,12,lamps,7", "D-1,x,1,lamps,4")).json["import"]
    manager.put(f"/api/products/{product.id}", {"price": 11})
    make.product(sku="d-1")
    answer = manager.post(f"/api/products/import/{found['id']}/apply")
    assert (answer.status_code, answer.json["code"]) == (409, "import_stale")
    assert answer.json["details"] == {"lines": [3, 4], "count": 2}
    assert of_sku(manager, "C-1") is None
    assert manager.get(f"/api/products/{product.id}").json["price"] == 11


def test_an_absent_column_is_untouched_and_an_empty_cell_clears(manager, make, shelf):
    make.product(
        sku="B-1", name="Old", price=1000, compare_price_cents=2000, description="Bright", category_id=shelf.id
    )
    applied(manager, "B-1,,12.50", header="SKU;RRP;Price".replace(";", ","))
    product = of_sku(manager, "B-1")
    assert (product["price"], product["compare_price"]) == (12.5, None)
    assert (product["name"], product["description"]) == ("Old", "Bright")


def test_columns_are_known_by_many_names_and_marks(manager, shelf):
    header = "\ufeffCode;Title;Price;Category;Stock Quantity;EAN;Active"
    number = applied(manager, 'C-1;"Lamp; ""big""";1;LAMPS;4;4001;no', header=header)
    found = manager.get(f"/api/products/import/{number}").json
    assert found["mapping"]["Stock Quantity"] == "stock_quantity"
    assert found["mapping"]["Code"] == "sku"
    product = of_sku(manager, "C-1")
    assert (product["name"], product["barcode"], product["is_active"]) == ('Lamp; "big"', "4001", False)


def test_a_list_may_come_as_a_form(manager, shelf):
    form = {"file": (io.BytesIO(listed("C-1,Third,1,lamps,4").encode()), "list.csv")}
    answer = manager.call("POST", "/api/products/import?dry_run=true", data=form)
    assert (answer.status_code, answer.json["import"]["counts"]["new"]) == (201, 1)


BROKEN = {
    "nothing": (b"", "broken_list"),
    "blank": (b"\n\n", "broken_list"),
    "Latin-1": ("sku,name\nA,é".encode("latin-1"), "broken_list"),
    "UTF-16": ("sku,name\nA,b".encode("utf-16"), "broken_list"),
    "a long line": (b"sku,name\nA," + b"x" * 70_000, "broken_list"),
    "one endless line": (b"x" * 5_000_000, "broken_list"),
    "an open quote": (b'sku,name\nA,"b\n', "broken_list"),
    "an endless cell": (b'sku,name\nA,"' + b"x\n" * 200_000, "broken_list"),
    "a quote inside": (b'sku,name\nA,"b"c\n', "broken_list"),
    "an unknown column": (b"sku,colour\nA,red\n", "unknown_columns"),
    "a column twice": (b"sku,price,Price\nA,1,2\n", "unknown_columns"),
    "no sku": (b"name,price\nA,1\n", "unknown_columns"),
    "two categories": (b"sku,category,category_id\nA,1,1\n", "unknown_columns"),
    "a NUL above": (b"sku,na\0me\nA,1\n", "unknown_columns"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_list_that_cannot_be_read_is_refused_with_a_sentence(kind, manager):
    body, code = BROKEN[kind]
    answer = send(manager, body)
    assert (answer.status_code, answer.json["code"]) == (400, code), answer.text
    assert answer.json["details"]


def test_an_unknown_column_is_named(manager):
    assert "colour" in send(manager, "sku,colour\n").json["details"]


@pytest.mark.parametrize(("content_type", "status"), [("application/json", 415), ("text/plain", 415), ("", 415)])
def test_only_csv_is_taken(content_type, status, manager):
    assert send(manager, HEADER, content_type=content_type).status_code == status


def test_more_than_64_mb_are_refused_before_they_are_read(manager):
    answer = send(manager, HEADER, environ_overrides={"CONTENT_LENGTH": str(64 * 1024 * 1024 + 1)})
    assert (answer.status_code, answer.json["code"]) == (413, "too_large")


ROWS = {
    "a price": ("A,x,1.999,lamps,1", "price: Has more than two decimals."),
    "no price": ("A,x,,lamps,1", "price: Not a valid amount of money."),
    "a price of nothing": ("A,x,0,lamps,1", "price: Must be from"),
    "a negative count": ("A,x,1,lamps,-1", "stock_quantity: Must be greater than or equal to 0"),
    "half a piece": ("A,x,1,lamps,1.5", "stock_quantity: Not a valid integer."),
    "no name": ("A,,1,lamps,1", "name: "),
    "a NUL": ("A,a\0b,1,lamps,1", "name: Contains a character that cannot be stored."),
    "a NUL in the SKU": ("A\0,x,1,lamps,1", "sku: "),
    "a long SKU": ("A" * 65 + ",x,1,lamps,1", "sku: "),
    "no SKU": (",x,1,lamps,1", "sku: "),
    "no such category": ("A,x,1,attic,1", "category_slug: There is no such category."),
    "too few cells": ("A,x,1", "row: This row has 3 cells, the first line has 5."),
    "too many cells": ("A,x,1,lamps,1,1", "row: This row has 6 cells, the first line has 5."),
}


@pytest.mark.parametrize("kind", ROWS)
def test_a_row_that_cannot_be_says_why(kind, manager, shelf):
    row, sentence = ROWS[kind]
    answer = send(manager, listed(row, "OK,x,1,lamps,1"))
    assert answer.json["import"]["counts"] == {"new": 1, "changed": 0, "unchanged": 0, "error": 1}
    assert answer.json["rows"][0]["error"].startswith(sentence)


def test_what_is_there_twice_is_an_error_in_the_second_row(manager, make, shelf):
    make.product(sku="B-1", barcode="77", category_id=shelf.id)
    header = "sku,name,price,category,stock,barcode"
    rows = ["A-1,x,1,lamps,1,1", "a-1,y,1,lamps,1,2", "A-2,x,1,lamps,1,1", "A-3,x,1,lamps,1,77"]
    said = [row["error"] for row in send(manager, listed(*rows, header=header)).json["rows"]]
    assert said == [
        None,
        "sku: Line 2 has this sku too.",
        "barcode: Line 2 has this barcode too.",
        "barcode: Another product has this barcode.",
    ]


def test_a_new_product_needs_what_no_product_may_lack(manager, make):
    make.product(sku="B-1", price=100)
    rows = send(manager, "sku,price\nB-1,2\nC-1,2").json["rows"]
    assert rows[0]["kind"] == "changed"
    assert rows[1]["error"] == (
        "name: A new product needs this. category: A new product needs this. "
        "stock_quantity: A new product needs this."
    )


def test_a_category_whose_name_is_not_its_own_needs_its_slug(manager, make, shelf):
    make.category(name="Lamps", parent_id=make.category().id)
    answer = send(manager, listed("A,x,1,LAMPS,1", header="sku,name,price,category,stock"))
    assert answer.json["rows"][0]["kind"] == "new"  # the slug of the first
    make.category(name="Big  Lamps", parent_id=shelf.id)
    make.category(name="Big  Lamps")
    answer = send(manager, listed("A,x,1,Big  Lamps,1", header="sku,name,price,category,stock"))
    assert answer.json["rows"][0]["error"] == "category: Several have this name; use the slug."


def test_a_compare_price_must_be_higher_here_too(manager, make):
    make.product(sku="B-1", price=100)
    rows = send(manager, "sku,price,compare_price\nB-1,2,2").json["rows"]
    assert rows[0]["error"] == "compare_price: The compare price must be higher than the price, or empty."


def test_a_formula_in_a_name_is_just_text(manager, shelf):
    applied(manager, "A-1,=1+1,1,lamps,1", "A-2,'=1+1,1,lamps,1", "A-3,''=1+1,1,lamps,1", "A-4,'tis,1,lamps,1")
    names = [of_sku(manager, f"A-{number}")["name"] for number in range(1, 5)]
    assert names == ["=1+1", "=1+1", "'=1+1", "'tis"]


def test_an_import_is_taken_back(manager, make, shelf, app):
    product = make.product(name="Old", sku="B-1", price=1000, stock=3, category_id=shelf.id)
    number = applied(manager, "B-1,New,12,lamps,7", "C-1,Third,1,lamps,4")
    new = of_sku(manager, "C-1")["id"]
    make.order(lines=[(product, 2)])
    answer = manager.post(f"/api/products/import/{number}/undo")
    assert (answer.status_code, answer.json["import"]["state"]) == (200, "undone")
    back = manager.get(f"/api/products/{product.id}")
    assert (back.json["name"], back.json["slug"], back.json["price"]) == ("Old", "old", 10)
    assert back.json["stock_quantity"] == 1  # three, and two were sold meanwhile
    assert back.headers["ETag"] == '"3"'
    assert manager.get(f"/api/products/{new}").status_code == 404
    assert the_books_agree(make)
    with app.app_context():
        prices = db.session.query(PriceChange).filter_by(product_id=product.id).order_by(PriceChange.id).all()
        assert [price.to_cents for price in prices] == [1000, 1200, 1000]
        assert db.session.get(Product, new).stock_quantity == 0
        assert {row.slug for row in db.session.query(ProductSlug)} >= {"old", "new", "third"}
    again = manager.post(f"/api/products/import/{number}/undo")
    assert (again.status_code, again.json["code"]) == (409, "import_not_applied")
    assert send(manager, listed("C-1,Third,1,lamps,4"), "").status_code == 201


TOUCHES = {
    "edited": lambda person, make, old, new: person.put(f"/api/products/{old.id}", {"name": "Mine"}),
    "deleted": lambda person, make, old, new: make.do(lambda: services.products.remove(make.boss, old.id)),
    "sold out": lambda person, make, old, new: make.order(lines=[(old, 6)]),
    "a new one edited": lambda person, make, old, new: person.put(f"/api/products/{new.id}", {"name": "Mine"}),
    "a new one sold": lambda person, make, old, new: make.order(lines=[(new, 1)]),
    "a new one received": lambda person, make, old, new: make.do(
        lambda: services.stock.receive(make.boss, new.id, quantity=1)
    ),
}


@pytest.mark.parametrize("touch", TOUCHES)
def test_what_somebody_touched_since_is_not_taken_back(touch, manager, make, shelf):
    old = make.product(sku="B-1", name="Old", price=1000, stock=3, category_id=shelf.id)
    number = applied(manager, "B-1,New,12,lamps,7", "C-1,Third,1,lamps,4")
    new = make.do(lambda: services.products.read(make.boss, of_sku(manager, "C-1")["id"]))
    TOUCHES[touch](manager, make, old, new)
    answer = manager.post(f"/api/products/import/{number}/undo")
    assert (answer.status_code, answer.json["code"]) == (409, "import_touched")
    assert answer.json["details"] == {"lines": [3 if "new one" in touch else 2], "count": 1}
    assert of_sku(manager, "C-1") is not None
    assert the_books_agree(make)


def test_who_may_not_import_may_not_look_either(sign_in, make):
    cashier = sign_in(Role.CASHIER)
    for path in ("import", "import/1/apply", "import/1/undo"):
        assert cashier.call("POST", f"/api/products/{path}").status_code == 403
    for path in ("import/1", "import/1/rows", "export"):
        assert cashier.get(f"/api/products/{path}").status_code == 403


def test_there_is_no_import_of_an_unknown_number(manager):
    answers = [manager.get(f"/api/products/import/7{rest}") for rest in ("", "/rows")]
    answers += [manager.post(f"/api/products/import/7/{deed}") for deed in ("apply", "undo")]
    assert [answer.status_code for answer in answers] == [404] * 4


@pytest.mark.timeout(120)
def test_two_thousand_rows_take_a_few_statements_for_each_batch(manager, make, shelf, statements):
    def rows(count: int, price: int) -> str:
        page = io.StringIO()
        csv.writer(page).writerows(
            [HEADER.split(","), *([f"N-{n:05}", f"Lamp {n % 900}", price, "lamps", n % 7] for n in range(count))]
        )
        return page.getvalue()

    said: dict[tuple[int, int], int] = {}
    for count, price in ((500, 1), (2000, 1), (2000, 2)):
        with statements() as heard:
            assert send(manager, rows(count, price), "").status_code == 201
        said[count, price] = len(heard)
    # Three batches more of new rows (and 500 that change nothing), then four of changed ones.
    assert said[2000, 1] <= said[500, 1] + 3 * 30
    assert said[2000, 2] <= 100
    assert the_books_agree(make)


def test_a_new_row_is_told_all_that_is_wrong_with_it_at_once(manager, shelf):
    answer = send(manager, "sku,name,price,category_slug\nNEW-1,Pan,cheap,lamps\n")
    [row] = answer.json["rows"]
    assert "price: Not a valid amount of money." in row["error"]
    assert "stock_quantity: A new product needs this." in row["error"]
    assert "category: " not in row["error"]


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
@pytest.mark.parametrize(("many", "known"), [(2, 2), (3, -1)])
def test_after_a_large_import_the_planner_knows_how_many_products_there_are(
    many, known, manager, shelf, make, monkeypatch
):
    monkeypatch.setattr(services.imports, "MANY", many)
    applied(manager, "A-1,One,5.00,lamps,3", "B-1,Two,12,lamps,7")
    told = make.do(lambda: db.session.scalar(text("SELECT reltuples FROM pg_class WHERE relname = 'products'")))
    assert told == known
