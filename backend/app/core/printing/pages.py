"""Pages: a document becomes the same bytes each time, on A4 or on a page as long as what stands on it."""

from io import BytesIO
from threading import Lock
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from app.core.printing import fonts, parts
from app.core.printing.document import Document, Paper

SHEET_MARGIN, FOOT = 18 * mm, 8 * mm
ROLL_WIDTH, ROLL_MARGIN = 80 * mm, 4 * mm
# The longest page that every reader of PDF shows (200 inches); what is longer goes on a second one.
LONGEST_ROLL = 14_000
# The fonts are shared by all documents and note in themselves what each one uses.
_drawing = Lock()


def draw(document: Document, paper: Paper) -> bytes:
    """`document` as PDF. The same document always comes to the same bytes."""
    with _drawing:
        fonts.glyphs()
        if paper is Paper.ROLL:
            return _roll(document)[0]
        drawn, pages = _sheets(document, 1)
        return drawn if pages == 1 else _sheets(document, pages)[0]


def _sheets(document: Document, pages: int) -> tuple[bytes, int]:
    """The sheets and how many there are, each saying that it is one of `pages`."""

    def foot(canvas: Canvas, made: Any) -> None:
        canvas.setFont(fonts.PLAIN, 8)
        canvas.setFillColor(parts.GREY)
        canvas.drawString(SHEET_MARGIN, FOOT, fonts.printable(f"{document.shop} · {document.number}"))
        canvas.drawRightString(A4[0] - SHEET_MARGIN, FOOT, f"Page {made.page} of {pages}")

    story = parts.on_a_sheet(document, A4[0] - 2 * SHEET_MARGIN)
    return _printed(document, story, A4, SHEET_MARGIN, foot)


def _roll(document: Document) -> tuple[bytes, int]:
    width = ROLL_WIDTH - 2 * ROLL_MARGIN
    length = _height(parts.on_the_roll(document, width), width) + 2 * ROLL_MARGIN
    size = (ROLL_WIDTH, min(length, LONGEST_ROLL))
    return _printed(document, parts.on_the_roll(document, width), size, ROLL_MARGIN, lambda *_: None)


def _height(story: list[Flowable], width: float) -> float:
    between = sum(part.getSpaceBefore() + part.getSpaceAfter() for part in story)
    return sum(part.wrap(width, LONGEST_ROLL)[1] for part in story) + between


def _printed(
    document: Document, story: list[Flowable], size: tuple[float, float], margin: float, foot: Any
) -> tuple[bytes, int]:
    out = BytesIO()
    inside = Frame(
        margin,
        margin,
        size[0] - 2 * margin,
        size[1] - 2 * margin,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    # Invariant: without the moment of printing, so that printing again gives the same file.
    made = BaseDocTemplate(
        out,
        pagesize=size,
        pageTemplates=[PageTemplate(frames=[inside], onPage=foot)],
        title=fonts.printable(f"{document.title} {document.number}"),
        author=fonts.printable(document.shop),
        lang="en",
        invariant=1,
    )
    made.build(story)
    return out.getvalue(), made.page
