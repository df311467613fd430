"""Documents on paper: what stands on one, and how it is drawn as PDF on A4 or on the till's roll."""

from app.core.printing.document import Amount, Document, Line, Paper
from app.core.printing.pages import draw

__all__ = ["Amount", "Document", "Line", "Paper", "draw"]
