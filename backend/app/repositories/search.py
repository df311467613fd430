"""Finding products by what people type: an exact code first, then words, each by its beginning.

The index lives in the database, by migration 0002: FTS5 in SQLite, a GIN index over an expression
in PostgreSQL. Next to `core.database` this is the only place that tells the two apart.
"""

import unicodedata
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Text,
    and_,
    bindparam,
    case,
    column,
    exists,
    false,
    func,
    literal_column,
    or_,
    select,
    table,
)
from sqlalchemy.orm import aliased

from app.core.database import is_sqlite, unindexed
from app.models import Product
from app.models.users import key_of

# Words are letters of any script and these; both indexes agree.
DIGITS = "0123456789"
FTS5 = table("product_search", column("rowid"))
# PostgreSQL uses its index only for the very expression that the index is made of.
NAME_WORDS = "to_tsvector('simple', regexp_replace({}, '[^[:alnum:]]+', ' ', 'g'))"
ALL_WORDS = NAME_WORDS.format("products.name || ' ' || coalesce(products.description, '') || ' ' || products.sku")

Clause = ColumnElement[bool]


@dataclass(frozen=True)
class Typed:
    """What somebody typed to find something: taken for an SKU, for barcodes and for words, None if it has none.

    `words` are what the index of this database is asked. Each value may be left open.
    """

    sku_key: Any
    barcodes: tuple[Any, ...]
    words: Any


# Whatever was typed, with words in it and without.
ANYTHING = {
    with_words: Typed(
        bindparam("sku_key", type_=Product.sku_key.type),
        tuple(bindparam(f"typed_{number}", type_=Product.barcode.type) for number in range(3)),
        bindparam("words", type_=Text) if with_words else None,
    )
    for with_words in (True, False)
}


def words_of(text: str) -> list[str]:
    """The words of `text`, as people see them: composed letters, no punctuation."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(c if c.isalpha() or c in DIGITS else " " for c in composed).split()


def typed(text: str) -> Typed:
    """`text` as it is looked for. Codes are written in one case, which need not be the one typed."""
    code = text.strip()
    return Typed(key_of(text), (code, code.upper(), code.lower()), _all_of(words_of(text)))


def opened(wanted: Typed) -> tuple[Typed, dict[str, Any]]:
    """One of `ANYTHING` that stands for `wanted`, and what it leaves open."""
    values = {"sku_key": wanted.sku_key, "words": wanted.words}
    values |= {f"typed_{number}": code for number, code in enumerate(wanted.barcodes)}
    return ANYTHING[wanted.words is not None], values


def matches(wanted: Typed) -> Clause:
    """Products whose SKU or barcode was typed, or that have every word of it by its beginning."""
    return or_(has_code(wanted), has_words(wanted.words))


def on_the_way(wanted: Typed, *, in_order: bool) -> Clause:
    """The same, found on the way through all products; none of them if a code was typed, which comes first.

    `in_order` says that the database would not go that way by itself.
    """
    return and_(has_words(wanted.words, in_order=in_order), ~exists().where(has_code(wanted, of=aliased(Product))))


def has_code(wanted: Typed, *, of: type[Product] = Product) -> Clause:
    """Products whose SKU or barcode was typed, whatever the case of its letters."""
    return or_(of.sku_key == wanted.sku_key, of.barcode.in_(wanted.barcodes))


def has_barcode(text: str) -> Clause:
    """The product whose barcode is `text`, whatever the case of its letters."""
    return Product.barcode.in_(typed(text).barcodes)


def code_first(wanted: Typed) -> ColumnElement[Any]:
    """Sorts products whose code was typed before all others."""
    return case((has_code(wanted), 0), else_=1)


def has_words(words: Any, *, in_order: bool = False) -> Clause:
    """Products with all of `words`, as in `Typed`, in name, description or SKU."""
    if words is None:
        return false()
    return _fts5(words, in_order=in_order) if is_sqlite() else _tsvector(ALL_WORDS, words)


def named(text: str) -> Clause:
    """Products with every word of `text` in their name; none where it has no words."""
    words = _all_of(words_of(text))
    if words is None:
        return false()
    if is_sqlite():
        return _fts5(f"name : ({words})")
    # The first condition is the one with an index.
    return _tsvector(ALL_WORDS, words) & _tsvector(NAME_WORDS.format("products.name"), words)


def _all_of(words: list[str]) -> str | None:
    if is_sqlite():
        return " AND ".join(f'"{word}"*' for word in words) or None
    return " & ".join(f"{word}:*" for word in words) or None


def _fts5(query: Any, *, in_order: bool = False) -> Clause:
    found = select(FTS5.c.rowid).where(literal_column("product_search").op("MATCH")(query))
    number = Product.id.expression
    return (unindexed(number) if in_order else number).in_(found)


def _tsvector(expression: str, query: Any) -> Clause:
    asked = func.to_tsquery(literal_column("'simple'"), query)
    return literal_column(expression).op("@@", is_comparison=True)(asked)
