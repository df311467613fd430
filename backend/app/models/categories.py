"""The tree of categories."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id, Topic, shown
from app.core.database.base import taken


class Category(Base):
    """A shelf. Roots have no parent."""

    __tablename__ = "categories"
    __table_args__ = (
        UniqueConstraint("slug", info={"retry": True}),
        {"sqlite_autoincrement": True, "info": shown(Topic.CATALOGUE, Topic.RANGE)},
    )

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(120))
    slug: Mapped[str] = mapped_column(String(160))
    description: Mapped[str | None] = mapped_column(Text)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("categories.id"), index=True)
    is_active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)


class CategorySlug(Base):
    """Every slug a category ever had, so that an old link still arrives."""

    __tablename__ = "category_slugs"
    __table_args__ = (
        UniqueConstraint("slug", info={"retry": True} | taken("slug", "This slug is taken.")),
        {"info": shown(Topic.CATALOGUE, Topic.RANGE)},
    )

    id: Mapped[Id]
    slug: Mapped[str] = mapped_column(String(160))
    category_id: Mapped[int] = mapped_column(ForeignKey("categories.id"), index=True)
