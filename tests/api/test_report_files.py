"""What runs out, what is on the shelf, and reports that leave as files."""

import csv
import io
import zipfile
from typing import Any
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest

from app import services
from app.core import sheets
from app.core.permissions import Role
from app.models.order_states import Status
from tests.factories import Make

LOW = "/api/reports/low-stock"
INVENTORY = "/api/reports/inventory"
SALES = "/api/reports/sales"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEET = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
TRICKS = ['=HYPERLINK("http://evil.example")', "+1+1", "-2+3", "@SUM(A1)"]


def rows_of_csv(answer: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.get_data(as_text=True), newline="")))


def cells_of_workbook(answer: Any) -> list[list[tuple[str, str]]]:
    """Every cell of the sheet with its type: `s` is text, `n` a number, `f` would be a formula."""
    with zipfile.ZipFile(io.BytesIO(answer.get_data())) as book:
        words = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        texts = [node.text or "" for node in words.iterfind(".//m:t", SHEET)]
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    found = []
    for row in sheet.iterfind(".//m:row", SHEET):
        cells = []
        for cell in row.iterfind("m:c", SHEET):
            kind = "f" if cell.find("m:f", SHEET) is not None else cell.get("t", "n")
            value = cell.findtext("m:v", "", SHEET)
            cells.append((kind, texts[int(value)] if kind == "s" else value))
        found.append(cells)
    return found


def as_text(value: Any) -> str:
    return "" if value is None else str(value)


def test_what_is_at_its_threshold_or_soon_gone_is_low(make, sign_in, freeze):
    freeze("2026-03-01T10:00:00Z")
    forgotten = make.product(stock=1000)
    make.order(lines=[(forgotten, 100)])
    freeze("2026-04-15T10:00:00Z")
    plenty, at_threshold, fast = make.product(stock=50), make.product(stock=5), make.product(stock=100)
    make.product(stock=0, is_active=False)
    make.order(lines=[(fast, 70)])  # 30 are left of what sells 70 in 30 days: 12.8 days
    cancelled = make.order(lines=[(plenty, 30)])
    make.do(lambda: services.orders.set_status(make.boss, cancelled.id, Status.CANCELLED))
    found = sign_in(Role.MANAGER).get(LOW).json
    assert [(row["product_id"], row["reason"]) for row in found["products"]] == [
        (fast.id, "cover"),
        (at_threshold.id, "threshold"),
    ]
    assert [row["days_of_cover"] for row in found["products"]] == [12.8, None]
    assert (found["total"], found["days"], found["products"][0]["sold_30_days"]) == (2, 14, 70)
    shorter = sign_in(Role.MANAGER).get(f"{LOW}?days=12").json
    assert [row["product_id"] for row in shorter["products"]] == [at_threshold.id]


def test_low_stock_comes_in_pages_and_says_both_reasons(make, sign_in):
    products = [make.product(stock=4) for _ in range(3)]
    make.order(lines=[(products[1], 3)])
    manager = sign_in(Role.MANAGER)
    first = manager.get(f"{LOW}?per_page=2").json
    second = manager.get(f"{LOW}?per_page=2&page=2").json
    assert [row["product_id"] for row in first["products"]] == [products[1].id, products[0].id]
    assert [row["product_id"] for row in second["products"]] == [products[2].id]
    assert (first["products"][0]["reason"], first["pages"], second["has_prev"]) == ("both", 2, True)
    assert manager.get(f"{LOW}?page=9").json["products"] == []


@pytest.mark.parametrize("days", ["0", "366", "soon"])
def test_days_of_cover_are_from_one_to_a_year(days, sign_in):
    refused = sign_in(Role.ADMIN).get(f"{LOW}?days={days}")
    assert (refused.status_code, list(refused.json["details"])) == (400, ["days"])


def test_the_inventory_is_units_at_their_price(make, sign_in):
    shelf, other = make.category(), make.category()
    make.product(stock=3, price=1050, category_id=shelf.id)
    make.product(stock=2, price=1, category_id=shelf.id, is_active=False)
    make.product(stock=7, price=333, category_id=other.id)
    gone = make.product(stock=9, category_id=other.id)
    make.do(lambda: services.products.remove(make.boss, gone.id))
    found = sign_in(Role.MANAGER).get(INVENTORY).json
    assert found["total"] == {"products": 3, "units": 12, "value": 54.83}
    assert [(r["category_id"], r["products"], r["units"], r["value"]) for r in found["by_category"]] == [
        (shelf.id, 2, 5, 31.52),
        (other.id, 1, 7, 23.31),
    ]


def test_an_empty_shop_has_nothing_on_the_shelf(sign_in):
    found = sign_in(Role.ADMIN).get(INVENTORY).json
    assert (found["total"], found["by_category"]) == ({"products": 0, "units": 0, "value": 0.0}, [])


@pytest.mark.parametrize(
    ("path", "rows"), [(f"{SALES}?bucket=day", "buckets"), (LOW, "products"), (INVENTORY, "by_category")]
)
def test_a_file_has_the_rows_of_the_json(path, rows, make, sign_in, freeze):
    freeze("2026-03-30T10:00:00Z")
    make.order(lines=[(make.product(stock=5, price=1099), 2)], paid=True)
    make.product(stock=2)
    admin = sign_in(Role.ADMIN)
    expected = admin.get(path).json[rows]
    mark = "&" if "?" in path else "?"
    read = rows_of_csv(admin.get(f"{path}{mark}format=csv"))
    assert [list(row) for row in read] == [list(row) for row in expected]
    for row, shown in zip(read, expected, strict=True):
        for name, value in shown.items():
            if isinstance(value, int | float):
                assert float(row[name]) == value
            else:
                assert row[name] == as_text(value)
    head, *sheet = cells_of_workbook(admin.get(f"{path}{mark}format=xlsx"))
    assert [text for _, text in head] == list(expected[0])
    for cells, shown in zip(sheet, expected, strict=True):
        filled = [value for value in shown.values() if value is not None]
        assert [kind for kind, _ in cells] == ["n" if isinstance(v, int | float) else "s" for v in filled]
        assert [float(text) if kind == "n" else text for kind, text in cells] == filled


def test_text_that_would_be_a_formula_is_text(make, sign_in):
    for trick in TRICKS:
        make.product(stock=1, name=trick)
    admin = sign_in(Role.ADMIN)
    names = [row["name"] for row in rows_of_csv(admin.get(f"{LOW}?format=csv"))]
    assert names == [f"'{trick}" for trick in TRICKS]
    _, *sheet = cells_of_workbook(admin.get(f"{LOW}?format=xlsx"))
    assert [row[1] for row in sheet] == [("s", f"'{trick}") for trick in TRICKS]


@pytest.mark.parametrize("start", "=+-@\t\r")
def test_no_cell_begins_like_a_formula(start):
    assert sheets.as_csv(["name"], [[f"{start}1"], [-1]]).decode() in (
        f"name\r\n'{start}1\r\n-1\r\n",
        f'name\r\n"\'{start}1"\r\n-1\r\n',
    )


def test_a_loss_stays_a_number(make, sign_in, freeze):
    freeze("2026-03-02T10:00:00Z")
    order = make.order(lines=[(make.product(price=1999), 1)], paid=True)
    freeze("2026-03-03T10:00:00Z")
    make.do(lambda: services.refunds.refund(make.boss, order.id))
    admin = sign_in(Role.ADMIN)
    (row,) = rows_of_csv(admin.get(f"{SALES}?from=2026-03-03&format=csv"))
    assert (row["label"], row["net"], row["orders"]) == ("2026-03-03", "-19.99", "0")
    _, cells = cells_of_workbook(admin.get(f"{SALES}?from=2026-03-03&format=xlsx"))
    assert ("n", "-19.99") in cells


def test_a_file_is_named_after_its_range_and_asked_for_by_header_too(sign_in, freeze):
    freeze("2026-03-30T10:00:00Z")
    admin = sign_in(Role.ADMIN)
    path = f"{SALES}?from=2026-03-01&to=2026-03-05"
    for accept, asked, kind, name in (
        ("text/csv", "", "text/csv; charset=utf-8", "csv"),
        (XLSX, "", XLSX, "xlsx"),
        ("application/json", "&format=csv", "text/csv; charset=utf-8", "csv"),
    ):
        answer = admin.get(path + asked, headers={"Accept": accept})
        assert answer.content_type == kind
        said = answer.headers["Content-Disposition"]
        assert said == f'attachment; filename="sales-2026-03-01_2026-03-05.{name}"'
    for accept in ("application/json", "*/*", "text/html", "text/csv;q=0.1, application/json"):
        assert admin.get(path, headers={"Accept": accept}).content_type == "application/json"
    assert admin.get(f"{path}&format=json", headers={"Accept": "text/csv"}).content_type == "application/json"


def test_what_is_on_the_shelf_is_dated_by_the_shops_day(installation, freeze):
    freeze("2026-03-30T22:30:00Z")
    manager = Make(installation.with_settings(shop_timezone=ZoneInfo("Europe/Berlin"))).person(Role.MANAGER)
    for path, name in ((INVENTORY, "inventory"), (LOW, "low-stock")):
        said = manager.get(f"{path}?format=xlsx").headers["Content-Disposition"]
        assert said == f'attachment; filename="{name}-2026-03-31.xlsx"'
        assert manager.get(path).json["date"] == "2026-03-31"


def test_the_description_says_that_reports_may_be_files(stranger):
    paths = stranger.get("/api/docs/openapi.json").json["paths"]
    for path in (SALES, LOW, INVENTORY):
        content = paths[path]["get"]["responses"]["200"]["content"]
        assert set(content) == {"application/json", "text/csv", XLSX}
