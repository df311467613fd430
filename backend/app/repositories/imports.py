"""Questions about imports: the files that came, and each of their rows."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Row, bindparam, insert, select, update

from app.core.database import db
from app.core.paging import Page, PageWindow
from app.models import ImportRow, Product, ProductImport
from app.models.imports import RowKind
from app.repositories.pages import paginate

BATCH = 500
TABLE: Any = ImportRow.__table__

Rows = Sequence[Row[Any]]


def add(found: ProductImport) -> ProductImport:
    """Keep an import; it has its id afterwards."""
    db.session.add(found)
    db.session.flush()
    return found


def add_rows(rows: list[dict[str, Any]]) -> None:
    """Keep rows of an import, all in one statement."""
    db.session.execute(insert(TABLE), rows)


def find(import_id: int) -> ProductImport | None:
    """An import, by its number."""
    return db.session.get(ProductImport, import_id)


def locked(import_id: int) -> ProductImport | None:
    """An import, with everybody else who would apply or undo it made to wait."""
    query = select(ProductImport).where(ProductImport.id == import_id).with_for_update()
    return db.session.scalar(query.execution_options(populate_existing=True))


def page(import_id: int, window: PageWindow, kind: RowKind | None = None) -> Page[ImportRow]:
    """Rows of an import in the order of the file, all or those of one kind."""
    query = select(ImportRow).where(ImportRow.import_id == import_id)
    if kind is not None:
        query = query.where(ImportRow.kind == kind)
    return paginate(query.order_by(ImportRow.line), window)


def by_product(import_id: int, *kinds: RowKind) -> Iterator[Rows]:
    """Rows about products there are, some at a time, in the order in which products are locked everywhere."""
    return _batches(import_id, kinds, ImportRow.product_id)


def by_line(import_id: int, *kinds: RowKind) -> Iterator[Rows]:
    """Rows in the order of the file, some at a time."""
    return _batches(import_id, kinds, ImportRow.line)


def name_products(rows: list[dict[str, Any]]) -> None:
    """Note which product each row `made`."""
    statement = update(TABLE).where(TABLE.c.id == bindparam("row_id")).values(product_id=bindparam("made"))
    db.session.execute(statement, rows)


def note_versions(import_id: int) -> None:
    """Note with each row that did something the version its product has now."""
    now = select(Product.version).where(Product.id == TABLE.c.product_id).scalar_subquery()
    did = TABLE.c.kind.in_([RowKind.NEW, RowKind.CHANGED])
    db.session.execute(update(TABLE).where(TABLE.c.import_id == import_id, did).values(version=now))


def _batches(import_id: int, kinds: tuple[RowKind, ...], key: Any) -> Iterator[Rows]:
    query = select(
        ImportRow.id,
        ImportRow.line,
        ImportRow.kind,
        ImportRow.sku,
        ImportRow.product_id,
        ImportRow.before,
        ImportRow.after,
        ImportRow.version,
        key.label("place"),
    )
    query = query.where(ImportRow.import_id == import_id, ImportRow.kind.in_(kinds)).order_by(key).limit(BATCH)
    last = 0
    while rows := db.session.execute(query.where(key > last)).all():
        yield rows
        last = rows[-1].place
