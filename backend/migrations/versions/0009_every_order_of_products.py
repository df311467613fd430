"""Each index of products tells of all of them: of some, SQLite takes it for a way through all. One more for reductions."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TABLE = "products"
NAME = sa.text("lower(name)")
REDUCED_BY = sa.text("coalesce(1 - price_cents * 1.0 / compare_price_cents, 0)")
WHOLE = {
    "ix_products_newest": ["created_at", "id", "is_active", "deleted_at"],
    "ix_products_price": ["price_cents", "id", "is_active", "deleted_at"],
    "ix_products_name": [NAME, "id", "is_active", "deleted_at"],
    "ix_products_discount": [REDUCED_BY, "id", "is_active", "deleted_at"],
    "ix_products_featured": ["is_featured", "created_at", "id", "is_active", "deleted_at"],
    "ix_products_category": ["category_id", "created_at", "id", "is_active", "deleted_at", "price_cents"],
}
LIVING = {
    "ix_products_newest": ["created_at", "id", "is_active"],
    "ix_products_price": ["price_cents", "id", "is_active"],
    "ix_products_name": [NAME, "id", "is_active"],
    "ix_products_featured": ["is_featured", "created_at", "id", "is_active"],
}
WHERE = dict.fromkeys(("sqlite_where", "postgresql_where"), sa.text("deleted_at IS NULL"))


def upgrade():
    for name in [*LIVING, "ix_products_category"]:
        op.drop_index(name, TABLE)
    for name, columns in WHOLE.items():
        op.create_index(name, TABLE, columns)


def downgrade():
    for name in WHOLE:
        op.drop_index(name, TABLE)
    for name, columns in LIVING.items():
        op.create_index(name, TABLE, columns, **WHERE)
    op.create_index("ix_products_category", TABLE, ["category_id", "created_at", "id"])
