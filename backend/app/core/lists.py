"""Lists of things as CSV, in and out: read line by line however long they are, and written so that nothing runs."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any, BinaryIO

from app.core.errors import Invalid
from app.core.sheets import STARTS_A_FORMULA

MOST_LINE_BYTES = 64 * 1024
DELIMITERS = ",;\t"
BOM = "\ufeff"
# A text that a spreadsheet would run, with any number of apostrophes that already keep it from running.
RUNNABLE = re.compile(f"'*[{re.escape(''.join(STARTS_A_FORMULA))}\n]")


@dataclass(frozen=True)
class ListFile:
    """A list with its heading read; `rows` gives the rest once: line number and cells."""

    header: list[str]
    delimiter: str
    rows: Iterator[tuple[int, list[str]]]


def harmless(text: str) -> str:
    """`text` with an apostrophe before what would be a formula; `meant` takes exactly this one away again."""
    return f"'{text}" if RUNNABLE.match(text) else text


def meant(cell: str) -> str:
    """What a cell says, without the blanks around it and the apostrophe that keeps it from being a formula."""
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and RUNNABLE.match(cell) else cell


def write(rows: Iterable[Sequence[Any]]) -> str:
    """`rows` as lines of CSV, separated by commas; texts are made `harmless` by the caller."""
    page = StringIO(newline="")
    csv.writer(page).writerows(rows)
    return page.getvalue()


def read(file: BinaryIO) -> ListFile:
    """Read a list in UTF-8, separated by commas, semicolons or tabs, whichever its first line uses.

    Holds one row at a time. Invalid (broken_list) where it is not that: while reading too.
    """
    lines = _lines(file)
    heading = next(lines, "")
    if not heading.strip():
        raise broken("The first line must name the columns.")
    delimiter = max(DELIMITERS, key=lambda mark: len(_cells(heading, mark)))
    return ListFile([cell.strip() for cell in _cells(heading, delimiter)], delimiter, _rows(lines, delimiter))


def broken(sentence: str) -> Invalid:
    """The refusal of a file that cannot be read."""
    return Invalid(sentence, code="broken_list", details={"file": [sentence]})


def _cells(heading: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([heading], delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise broken("The first line is broken: a quote stands in the wrong place or is not closed.") from error


def _rows(lines: Iterator[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    start = 2  # the heading was the first
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield start, cells
            start = reader.line_num + 2
    except csv.Error as error:
        raise broken(
            f"The row at line {start} is broken: a quote stands in the wrong place or is not closed."
        ) from error


def _lines(file: BinaryIO) -> Iterator[str]:
    number = 1
    while line := file.readline(MOST_LINE_BYTES + 1):
        if len(line) > MOST_LINE_BYTES:
            raise broken(f"Line {number} is longer than {MOST_LINE_BYTES} bytes.")
        try:
            yield line.decode().removeprefix(BOM if number == 1 else "")
        except UnicodeDecodeError as error:
            raise broken(f"Line {number} is not UTF-8. Save the file as CSV in UTF-8.") from error
        number += 1
