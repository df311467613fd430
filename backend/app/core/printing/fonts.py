"""The two fonts on paper, which reportlab brings along, and what they cannot show."""

import unicodedata
from functools import lru_cache
from html import escape
from pathlib import Path

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

PLAIN, BOLD = "Vera", "VeraBd"
FOLDER = Path(reportlab.__file__).parent / "fonts"


@lru_cache
def glyphs() -> frozenset[int]:
    """The characters both fonts can show; they are read from their files when first asked for."""
    shown: list[frozenset[int]] = []
    for name in (PLAIN, BOLD):
        font = TTFont(name, str(FOLDER / f"{name}.ttf"))
        pdfmetrics.registerFont(font)
        shown.append(frozenset(font.face.charToGlyph))  # pyright: ignore[reportAttributeAccessIssue]
    return shown[0] & shown[1]


def printable(text: str) -> str:
    """`text` with what the fonts cannot show as its letter without accents, or else as "?".

    Nothing vanishes: a name in Hebrew or Chinese, or an emoji, leaves one "?" for each character.
    """
    return "".join(_shown(char) for char in unicodedata.normalize("NFC", text))


def markup(text: str) -> str:
    """`text` for a paragraph: printable, never read as markup, with its line breaks kept."""
    lines = [" ".join(line.split()) for line in printable(text).splitlines()]
    return "<br/>".join(escape(line) for line in lines if line)


def _shown(char: str) -> str:
    if char in "\n\r\t" or ord(char) in glyphs() or unicodedata.category(char) == "Zs":
        return char if unicodedata.category(char) != "Zs" else " "
    plain = unicodedata.normalize("NFKD", char)[0]
    if plain != char and ord(plain) in glyphs():
        return plain
    # Accents and joiners that stand beside a letter show nothing by themselves.
    return "" if unicodedata.category(char) in ("Mn", "Me", "Cf") else "?"
