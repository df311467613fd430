"""Finding products by what people type: an exact code first, then words, each by its beginning.

The index lives in the database, by migration 0002: FTS5 in SQLite, a GIN index over an expression
in PostgreSQL. Next to `core.database` this is the only place that tells the two apart.
"""

import unicodedata
from typing import Any

from sqlalchemy import ColumnElement, case, column, false, func, literal, literal_column, or_, select, table

from app.core.database import is_sqlite
from app.models import Product
from app.models.users import key_of

# Words are letters of any script and these; both indexes agree.
DIGITS = "0123456789"
FTS5 = table("product_search", column("rowid"))
# PostgreSQL uses its index only for the very expression that the index is made of.
NAME_WORDS = "to_tsvector('simple', regexp_replace({}, '[^[:alnum:]]+', ' ', 'g'))"
ALL_WORDS = NAME_WORDS.format("products.name || ' ' || coalesce(products.description, '') || ' ' || products.sku")

Clause = ColumnElement[bool]


def words_of(text: str) -> list[str]:
    """The words of `text`, as people see them: composed letters, no punctuation."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(c if c.isalpha() or c in DIGITS else " " for c in composed).split()


def matches(text: str) -> Clause:
    """Products whose SKU or barcode is `text`, or that have every word of it by its beginning."""
    return or_(has_code(text), has_words(text))


def has_code(text: str) -> Clause:
    """Products whose SKU or barcode is `text`, whatever the case of its letters."""
    return or_(Product.sku_key == key_of(text), has_barcode(text))


def has_barcode(text: str) -> Clause:
    """The product with this barcode; codes are written in one case, which need not be the one typed."""
    code = text.strip()
    return Product.barcode.in_(sorted({code, code.upper(), code.lower()}))


def code_first(text: str) -> ColumnElement[Any]:
    """Sorts products whose code is `text` before all others."""
    return case((has_code(text), 0), else_=1)


def has_words(text: str) -> Clause:
    """Products with every word of `text` in name, description or SKU; none where `text` has no words."""
    words = words_of(text)
    if not words:
        return false()
    return _fts5(" AND ".join(_starts(words))) if is_sqlite() else _tsvector(ALL_WORDS, words)


def named(text: str) -> Clause:
    """Products with every word of `text` in their name."""
    words = words_of(text)
    if not words:
        return false()
    if is_sqlite():
        return _fts5(f"name : ({' AND '.join(_starts(words))})")
    # The first condition is the one with an index.
    return _tsvector(ALL_WORDS, words) & _tsvector(NAME_WORDS.format("products.name"), words)


def _starts(words: list[str]) -> list[str]:
    return [f'"{word}"*' for word in words]


def _fts5(query: str) -> Clause:
    found = select(FTS5.c.rowid).where(literal_column("product_search").op("MATCH")(literal(query)))
    return Product.id.in_(found)


def _tsvector(expression: str, words: list[str]) -> Clause:
    query = func.to_tsquery(literal_column("'simple'"), " & ".join(f"{word}:*" for word in words))
    return literal_column(expression).op("@@", is_comparison=True)(query)
