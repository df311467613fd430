"""The parts of a document: head, facts, lines, sums, notes, each for a sheet and for the till's roll."""

from collections.abc import Sequence
from typing import Any, Literal

from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, HRFlowable, Paragraph, Spacer, Table

from app.core.printing import fonts
from app.core.printing.document import Amount, Document, Line

GREY = colors.HexColor("#555555")
BARCODE: dict[str, Any] = {"barHeight": 12 * mm, "barWidth": 0.33 * mm, "humanReadable": False}
UNPADDED: list[Any] = [
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 1.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]
RIGHT: dict[str, Any] = {"alignment": TA_RIGHT}
CENTRE: dict[str, Any] = {"alignment": TA_CENTER}


def on_a_sheet(document: Document, width: float) -> list[Flowable]:
    """The document in columns, for a page `width` points wide between its margins."""
    half = width / 2
    who = [said(document.shop, 18, strong=True), said(document.title, 12, colour=GREY)]
    number = [said(document.number, 18, strong=True, **RIGHT), Spacer(0, 4), barcode(document)]
    recipient = [said("Ship to", 8, colour=GREY), *(said(line, 10) for line in document.recipient)]
    columns = [("Item", None), ("Qty", 34), ("Unit price", 86), ("Total", 96)]
    return [
        grid([[who, number]], [half, half], style=[("ALIGN", (1, 0), (1, 0), "RIGHT")]),
        Spacer(0, 14),
        grid([[recipient, facts(document, half)]], [half, half]),
        Spacer(0, 14),
        *warning(document, 12),
        sheet_lines(document.lines, columns if document.amounts else columns[:2], width),
        Spacer(0, 8),
        *sums(document.amounts, width * 0.5, 10, align="RIGHT"),
        *notes(document, 10),
    ]


def on_the_roll(document: Document, width: float) -> list[Flowable]:
    """The document in one column, `width` points wide."""
    return [
        said(document.shop, 14, strong=True, **CENTRE),
        said(document.title, 9, colour=GREY, **CENTRE),
        Spacer(0, 6),
        said(document.number, 15, strong=True, **CENTRE),
        Spacer(0, 3),
        barcode(document),
        Spacer(0, 8),
        facts(document, width, size=8),
        rule(),
        *(said(line, 8) for line in document.recipient),
        rule(),
        *warning(document, 10),
        *(part for line in document.lines for part in roll_line(line, width)),
        rule(),
        *sums(document.amounts, width, 8, align="LEFT"),
        *notes(document, 8),
    ]


def said(text: str, size: float, *, strong: bool = False, **look: Any) -> Flowable:
    """A paragraph of plain text."""
    font, colour = fonts.BOLD if strong else fonts.PLAIN, look.pop("colour", colors.black)
    look = {"splitLongWords": 1, "textColor": colour} | look
    style = ParagraphStyle("said", fontName=font, fontSize=size, leading=size * 1.3, **look)
    return Paragraph(fonts.markup(text), style)


def barcode(document: Document) -> Flowable:
    """The number for a scanner, and below it for a person."""
    bars = Code128(document.number, **BARCODE)
    return grid([[bars], [said(document.number, 8, **CENTRE)]], [bars.width], align="CENTER")


def facts(document: Document, width: float, *, size: float = 9) -> Flowable:
    """What is to know about the order: a name and what it is, row by row."""
    rows = [[said(name, size, colour=GREY), said(fact, size, **RIGHT)] for name, fact in document.facts]
    return grid(rows, [width * 0.42, width * 0.58])


def sheet_lines(lines: Sequence[Line], columns: list[tuple[str, int | None]], width: float) -> Flowable:
    """The lines as a table whose head is repeated on every page."""
    fixed = [size for _, size in columns if size is not None]
    head = [said(columns[0][0], 8, strong=True), *(said(name, 8, strong=True, **RIGHT) for name, _ in columns[1:])]
    rows = [head, *([article(line, 10), *numbers(line, 10)] for line in lines)]
    drawn = [
        *UNPADDED,
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, colors.black),
        ("LINEBELOW", (0, 1), (-1, -1), 0.25, colors.lightgrey),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ("TOPPADDING", (0, 1), (-1, -1), 4),
    ]
    return Table(rows, colWidths=[width - sum(fixed), *fixed], repeatRows=1, style=drawn)


def roll_line(line: Line, width: float) -> list[Flowable]:
    """One article: its name, then how many and how much; without money, first of all how many."""
    if line.unit_price is None or line.total is None:
        return [said(f"{line.quantity} × {line.name}", 9, strong=True), said(line.detail, 7), Spacer(0, 5)]
    counted = [said(f"{line.quantity} × {line.unit_price}", 8), said(line.total, 8, **RIGHT)]
    return [*article(line, 8), grid([counted], [width * 0.6, width * 0.4]), Spacer(0, 3)]


def article(line: Line, size: float) -> list[Flowable]:
    """An article's name, and in small print what else is to know of it."""
    return [said(line.name, size), said(line.detail, size - 2, colour=GREY)]


def numbers(line: Line, size: float) -> list[Flowable]:
    """How many, and where the document shows money, how much."""
    shown = [str(line.quantity), line.unit_price, line.total]
    return [said(number, size, **RIGHT) for number in shown if number is not None]


def sums(
    amounts: Sequence[Amount], width: float, size: float, *, align: Literal["LEFT", "RIGHT"]
) -> list[Flowable]:
    """The sum under the lines, which stays in one piece."""
    if not amounts:
        return []
    rows = [
        [said(row.label, size, strong=row.strong), said(row.amount, size, strong=row.strong, **RIGHT)]
        for row in amounts
    ]
    above = [("LINEABOVE", (0, n), (-1, n), 0.5, colors.black) for n, row in enumerate(amounts) if row.strong]
    return [grid(rows, [width * 0.5, width * 0.5], align=align, style=above, whole=True)]


def warning(document: Document, size: float) -> list[Flowable]:
    """What must not be overlooked."""
    if not document.warning:
        return []
    frame: dict[str, Any] = {
        "borderWidth": 1,
        "borderColor": colors.black,
        "borderPadding": 5,
        "leftIndent": 6,
        "rightIndent": 6,
    }
    return [Spacer(0, 6), said(document.warning, size, strong=True, **frame), Spacer(0, 12)]


def notes(document: Document, size: float) -> list[Flowable]:
    """What the customer asked for."""
    if not document.notes:
        return []
    return [Spacer(0, 8), said("Customer's notes", size - 1, colour=GREY), said(document.notes, size)]


def rule() -> Flowable:
    """A line across."""
    return HRFlowable(width="100%", thickness=0.6, color=colors.black, spaceBefore=5, spaceAfter=5)


def grid(
    rows: list[list[Any]],
    widths: list[float],
    *,
    align: Literal["LEFT", "CENTER", "RIGHT"] = "LEFT",
    style: Sequence[Any] = (),
    whole: bool = False,
) -> Flowable:
    """Cells side by side, without lines between them; `whole` never breaks over pages."""
    extra = [("NOSPLIT", (0, 0), (-1, -1))] if whole else []
    return Table(rows, colWidths=widths, hAlign=align, style=[*UNPADDED, *style, *extra])
