"""An index for a range of prices within a category."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TABLE = "products"
BY_TIME = ["category_id", "created_at", "id", "is_active", "deleted_at", "price_cents"]
BY_PRICE = ["category_id", "price_cents", "id", "is_active", "deleted_at"]


def upgrade():
    # Of two that are equally good, as far as it knows without statistics, SQLite takes the one that was made last.
    # That has to be the one by time, which is the order of a category nobody asked to sort.
    op.drop_index("ix_products_category", TABLE)
    op.create_index("ix_products_category_price", TABLE, BY_PRICE)
    op.create_index("ix_products_category", TABLE, BY_TIME)


def downgrade():
    op.drop_index("ix_products_category_price", TABLE)
