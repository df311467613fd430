"""An index of what is sold out, which a sale changes only with the last piece."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TABLE, COLUMN, INDEX = "products", "is_sold_out", "ix_products_sold_out"


def upgrade():
    # SQLite cannot store what is added afterwards; its index does. PostgreSQL stores it, or has no index of it.
    is_stored = op.get_context().dialect.name != "sqlite"
    op.add_column(TABLE, sa.Column(COLUMN, sa.Boolean, sa.Computed("stock_quantity = 0", persisted=is_stored)))
    op.create_index(INDEX, TABLE, [COLUMN, "created_at", "id", "is_active", "deleted_at"])


def downgrade():
    op.drop_index(INDEX, TABLE)
    op.drop_column(TABLE, COLUMN)
