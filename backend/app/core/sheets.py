"""A table as a file: CSV, or a workbook. Text can never become a formula on the reader's machine."""

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import StrEnum
from io import BytesIO, StringIO
from typing import Any


class Format(StrEnum):
    """How a report may be asked for."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


MEDIA_TYPES = {
    Format.JSON: "application/json",
    Format.CSV: "text/csv",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# What spreadsheets take for the beginning of a formula.
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def neutral(cell: Any) -> Any:
    """`cell` as it may stand in a file: text that would be a formula gets an apostrophe, numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(STARTS_A_FORMULA) else cell


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """The table in UTF-8, separated by commas, a heading first. None is an empty cell."""
    page = StringIO(newline="")
    writer = csv.writer(page)
    writer.writerow(columns)
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return page.getvalue().encode()


def as_xlsx(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """The table as the only sheet of a workbook."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - no start waits for what few ever ask for

    file = BytesIO()
    with Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        money = book.add_format({"num_format": "0.00"})
        sheet.write_row(0, 0, columns)
        for number, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                if isinstance(cell, Decimal):
                    sheet.write_number(number, place, float(cell), money)
                elif isinstance(cell, str):
                    sheet.write_string(number, place, neutral(cell))
                elif cell is not None:
                    sheet.write(number, place, cell)
    return file.getvalue()


WRITERS = {Format.CSV: as_csv, Format.XLSX: as_xlsx}
