"""What the shop sells."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Computed, Float, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core import clock
from app.core.database import Base, Id, Topic, shown
from app.core.database.base import taken
from app.models.categories import Category
from app.models.product_facts import ProductFacts

# What a product is reduced by, as a share of what it cost before. In these words, or no index has it.
DISCOUNT = "coalesce(1 - price_cents * 1.0 / compare_price_cents, 0)"
MOST_STOCK = 1_000_000_000
SHORT = {"message": "There is not enough stock for this.", "code": "insufficient_stock"}


class Product(ProductFacts, Base):
    """One article. `stock_quantity` is what can be sold now: the sum of its stock movements."""

    __tablename__ = "products"
    __table_args__ = (
        UniqueConstraint("sku_key", info=taken("sku", "Another product has this SKU.")),
        UniqueConstraint("barcode", info=taken("barcode", "Another product has this barcode.")),
        UniqueConstraint("slug", info={"retry": True}),
        CheckConstraint("stock_quantity >= 0", name="stock_not_negative", info={"conflict": SHORT}),
        CheckConstraint("price_cents > 0", name="price_positive"),
        # What each is for: docs/decisions/lists.md. None holds the stock, which every sale changes.
        Index("ix_products_newest", "created_at", "id", "is_active", "deleted_at"),
        Index("ix_products_price", "price_cents", "id", "is_active", "deleted_at"),
        Index("ix_products_name", text("lower(name)"), "id", "is_active", "deleted_at"),
        Index("ix_products_discount", text(DISCOUNT), "id", "is_active", "deleted_at"),
        Index("ix_products_featured", "is_featured", "created_at", "id", "is_active", "deleted_at"),
        Index("ix_products_sold_out", "is_sold_out", "created_at", "id", "is_active", "deleted_at"),
        Index("ix_products_category_price", "category_id", "price_cents", "id", "is_active", "deleted_at"),
        Index("ix_products_category", "category_id", "created_at", "id", "is_active", "deleted_at", "price_cents"),
        {"info": shown(Topic.CATALOGUE, Topic.RANGE, Topic.BOARD)},
    )

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(200))
    slug: Mapped[str] = mapped_column(String(240))
    description: Mapped[str | None] = mapped_column(Text)
    price_cents: Mapped[int]
    compare_price_cents: Mapped[int | None]
    sku: Mapped[str] = mapped_column(String(64))
    sku_key: Mapped[str] = mapped_column(String(130))
    barcode: Mapped[str | None] = mapped_column(String(64))
    stock_quantity: Mapped[int] = mapped_column(default=0)
    # What an index may hold of the stock: only the last piece that is sold changes it.
    is_sold_out: Mapped[bool] = mapped_column(Computed("stock_quantity = 0"), deferred=True)
    low_stock_threshold: Mapped[int] = mapped_column(default=5, server_default="5")
    # Both are projections of the reviews that are not hidden.
    rating_total: Mapped[int] = mapped_column(default=0, server_default="0")
    rating_count: Mapped[int] = mapped_column(default=0, server_default="0")
    # Deleted products lose their category when it is deleted; the living always have one.
    category_id: Mapped[int | None] = mapped_column(ForeignKey("categories.id"))
    weight: Mapped[float | None] = mapped_column(Float)
    dimensions: Mapped[str | None] = mapped_column(String(100))
    image: Mapped[str | None] = mapped_column(String(500))
    images: Mapped[list[str]] = mapped_column(default=list)
    is_active: Mapped[bool] = mapped_column(default=True)
    is_featured: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)
    deleted_at: Mapped[datetime | None]

    category: Mapped[Category | None] = relationship(lazy="raise_on_sql")

    @property
    def is_on_sale(self) -> bool:
        """Whether a shopper may put it into a cart at all."""
        return self.is_active and self.deleted_at is None


class ProductSlug(Base):
    """Every slug a product ever had, so that an old link still arrives."""

    __tablename__ = "product_slugs"
    __table_args__ = (
        UniqueConstraint("slug", info={"retry": True} | taken("slug", "This slug is taken.")),
        {"info": shown(Topic.CATALOGUE, Topic.RANGE)},
    )

    id: Mapped[Id]
    slug: Mapped[str] = mapped_column(String(240))
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), index=True)
