"""Documents on paper: what stands on one, and how it is drawn as PDF on A4 or on the till's roll."""

from app.core.printing.document import Amount, Document, Line, Paper


def draw(document: Document, paper: Paper) -> bytes:
    """`document` as PDF. The same document always comes to the same bytes."""
    from app.core.printing import pages  # noqa: PLC0415 - 14 MB that a shop which prints nothing does without

    return pages.draw(document, paper)


__all__ = ["Amount", "Document", "Line", "Paper", "draw"]
