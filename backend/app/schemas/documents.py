"""Shapes of documents."""

from app.core.printing import Paper
from app.schemas.fields import Word
from app.schemas.replies import Command


class PaperQuery(Command):
    """What a document is printed on."""

    paper = Word(
        Paper,
        load_default=Paper.A4,
        metadata={"description": "`a4`, or `80mm` for the roll of a till: one page as long as what stands on it."},
    )
