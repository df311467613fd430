"""Lists of products as a file, and the commands that read and write one."""

import csv
import io
from typing import Any

import pytest

from app import services
from app.core.paging import PageWindow
from app.core.permissions import Role
from app.services.exports import COLUMNS

ALL = PageWindow(1, 100)
NAMES = ["=1+1", "'=1+1", "''+x", "-5", "@me", "+49", "'tis", "Lamp, “big”\nand; wide", 'a "b"', "é" * 200, "007"]


@pytest.fixture
def manager(sign_in):
    return sign_in(Role.MANAGER)


@pytest.fixture
def stocked(make):
    """A shop with everything that is hard to write into a cell."""
    shelf = make.category(name="Lamps")
    for number, name in enumerate(NAMES):
        make.product(
            name=name,
            description=f"{name}\r\nand more" if number % 2 else None,
            sku=f"=S-{number}",
            barcode=f"00{number}" if number % 3 else None,
            price=999 + number,
            compare_price_cents=2000 if number % 2 else None,
            weight=0.1 * number if number % 2 else None,
            dimensions="-1 x 2" if number % 2 else None,
            image="/static/x.png" if number % 2 else None,
            images=["https://example.com/a.png"],
            is_active=number != 4,
            is_featured=number == 5,
            low_stock_threshold=number,
            category_id=shelf.id,
        )
    return shelf


def exported(person, query: str = "") -> list[dict[str, str]]:
    answer = person.get(f"/api/products/export{query}")
    assert (answer.status_code, answer.content_type) == (200, "text/csv; charset=utf-8"), answer.text
    assert "products.csv" in answer.headers["Content-Disposition"]
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))


def test_what_was_exported_is_unchanged_when_it_is_imported(manager, stocked):
    file = manager.get("/api/products/export?include_inactive=true").data
    answer = manager.call("POST", "/api/products/import?dry_run=1", data=file, content_type="text/csv")
    assert answer.status_code == 201, answer.text
    counts = answer.json["import"]["counts"]
    assert counts == {"new": 0, "changed": 0, "unchanged": len(NAMES), "error": 0}, answer.json["rows"]


def test_what_was_exported_makes_the_same_products_in_another_shop(manager, stocked, make):
    file = manager.get("/api/products/export?include_inactive=true").data
    before = exported(manager, "?include_inactive=true&sort_by=price")
    for product in make.do(lambda: services.products.page(make.boss, ALL, include_inactive=True)).items:
        make.do(lambda product=product: services.products.remove(make.boss, product.id))
    answer = manager.call("POST", "/api/products/import", data=file, content_type="text/csv")
    assert answer.json["import"]["counts"]["new"] == len(NAMES), answer.text
    assert exported(manager, "?include_inactive=true&sort_by=price") == before


def test_no_text_of_an_export_is_a_formula_and_numbers_are_numbers(manager, stocked):
    rows = exported(manager, "?sort_by=price&sort_order=asc")
    assert tuple(rows[0]) == COLUMNS
    assert [row["name"] for row in rows[:3]] == ["'=1+1", "''=1+1", "'''+x"]
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
    assert (rows[0]["price"], rows[0]["stock_quantity"], rows[1]["compare_price"]) == ("9.99", "10", "20.00")
    assert (rows[0]["sku"], rows[0]["category_slug"], rows[0]["is_active"]) == ("'=S-0", "lamps", "true")


def test_an_export_takes_the_query_of_the_list_without_its_pages(manager, make, stocked):
    other = make.category()
    make.product(name="Chair", sku="C-1", price=5000, stock=0, category_id=other.id)
    for query in (
        f"?category_id={other.id}",
        "?search=chair",
        "?min_price=50",
        "?in_stock=false",
        "?search_type=sku&search_value=c-1",
    ):
        assert [row["sku"] for row in exported(manager, f"{query}&page=7&per_page=1")] == ["C-1"], query
    listed = manager.get("/api/products?sort_by=name&sort_order=asc&per_page=100").json["products"]
    assert len(exported(manager, "?sort_by=name&sort_order=asc")) == len(listed) == len(NAMES)
    assert len(exported(manager, "?include_inactive=true")) == len(NAMES) + 1
    assert manager.get("/api/products/export?min_price=cheap").status_code == 400


def test_an_export_of_nothing_has_its_heading(manager):
    assert manager.get("/api/products/export").data.decode("utf-8-sig").strip() == ",".join(COLUMNS)


def test_a_long_export_asks_once(manager, make, statements, stocked):
    with statements() as few:
        exported(manager)
    rows = [",".join((f"N-{n}", f"N {n}", "1", "lamps", "1")) for n in range(1200)]
    file = "\n".join(("sku,name,price,category,stock", *rows)).encode()
    assert manager.call("POST", "/api/products/import", data=file, content_type="text/csv").status_code == 201
    with statements() as many:
        assert len(exported(manager)) == len(NAMES) - 1 + 1200
    assert len(many) == len(few) <= 3


def run(app, *args: str) -> Any:
    return app.test_cli_runner().invoke(args=["products", *args])


def test_the_commands_write_a_list_and_read_it_again(app, make, manager, stocked, tmp_path):
    path, admin = tmp_path / "list.csv", make.user(Role.ADMIN)
    written = run(app, "export", str(path))
    assert written.exit_code == 0, written.output
    assert f"{len(NAMES)} product(s)" in written.output
    assert run(app, "export").stdout.startswith("sku,name,description,price")
    looked = run(app, "import", str(path))
    assert looked.exit_code == 0, looked.output
    assert f"0 new, 0 changed, {len(NAMES)} unchanged, 0 error" in looked.output

    path.write_text("sku,name,price,category,stock\nNEW-1,New,1,lamps,1\n")
    assert run(app, "import", str(path)).exit_code == 0
    assert manager.get("/api/products?search=new-1").json["total"] == 0
    applied = run(app, "import", str(path), "--apply", "--as", admin.username)
    assert (applied.exit_code, "Applied." in applied.output) == (0, True), applied.output
    assert manager.get("/api/products?search=new-1").json["total"] == 1


@pytest.mark.parametrize(
    ("content", "args", "sentence"),
    [
        ("sku,colour\n", [], "colour"),
        ("sku,name\nA,b\n", [], "line 2: price: A new product needs this."),
        ("sku\n", ["--as", "nobody"], "There is no such active admin."),
        ("", [], "The first line must name the columns."),
    ],
)
def test_a_command_that_cannot_do_it_says_why_and_changes_nothing(
    content, args, sentence, app, make, stocked, tmp_path
):
    path = tmp_path / "list.csv"
    path.write_text(content)
    answer = run(app, "import", str(path), "--apply", *args)
    assert answer.exit_code == 1
    assert sentence in answer.output
    assert make.do(lambda: services.products.page(make.boss, ALL)).total == len(NAMES) - 1


def test_a_shop_without_an_admin_has_nobody_to_act(app, tmp_path):
    answer = run(app, "export", str(tmp_path / "list.csv"))
    assert (answer.exit_code, answer.output.strip()) == (1, "This shop has no active admin.")
