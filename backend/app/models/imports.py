"""Lists of products that came as a file."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id
from app.core.database.base import word


class ImportState(StrEnum):
    """What became of an import."""

    PREVIEWED = "previewed"
    APPLIED = "applied"
    UNDONE = "undone"


class RowKind(StrEnum):
    """What a row of an import would do, or did."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    ERROR = "error"


@dataclass(frozen=True)
class GivenRow:
    """What one line of a file says of a product, and a sentence for each field that cannot be so."""

    line: int
    sku: str | None
    values: dict[str, Any]
    errors: dict[str, str]


class ProductImport(Base):
    """One file of products: looked at, then applied, perhaps undone."""

    __tablename__ = "product_imports"

    id: Mapped[Id]
    state: Mapped[ImportState] = mapped_column(word(ImportState), default=ImportState.PREVIEWED)
    actor_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    mapping: Mapped[dict[str, Any]]
    counts: Mapped[dict[str, Any]]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    applied_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]


class ImportRow(Base):
    """One line of the file, what it says, and what it did. `version` is the product's after it was applied."""

    __tablename__ = "import_rows"
    __table_args__ = (Index("ix_import_rows_line", "import_id", "line", unique=True),)

    id: Mapped[Id]
    import_id: Mapped[int] = mapped_column(ForeignKey("product_imports.id"))
    line: Mapped[int]
    kind: Mapped[RowKind] = mapped_column(word(RowKind))
    sku: Mapped[str | None] = mapped_column(String(64))
    product_id: Mapped[int | None] = mapped_column(ForeignKey("products.id"))
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]
    error: Mapped[str | None] = mapped_column(String(500))
    version: Mapped[int | None]
