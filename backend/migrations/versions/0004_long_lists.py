"""Long lists: each order and filter of a list finds its rows, and its count, in an index alone."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

LIVING = "deleted_at IS NULL"
MADE = {
    "products": {
        "ix_products_newest": ("created_at", "id", "is_active"),
        "ix_products_price": ("price_cents", "id", "is_active"),
        "ix_products_name": (sa.text("lower(name)"), "id", "is_active"),
        "ix_products_featured": ("is_featured", "created_at", "id", "is_active"),
        "ix_products_category": ("category_id", "created_at", "id"),
    },
    "orders": {
        "ix_orders_newest": ("created_at", "id", "hidden_at"),
        "ix_orders_customer": ("customer_id", "created_at", "id", "hidden_at"),
        "ix_orders_status": ("status", "created_at", "id", "hidden_at"),
        "ix_orders_payment": ("payment_status", "created_at", "id", "hidden_at"),
        "ix_orders_method": ("payment_method", "created_at", "id", "hidden_at"),
        "ix_orders_total": ("total_cents", "id", "hidden_at"),
    },
    "audit_entries": {
        "ix_audit_entries_newest": ("created_at", "id"),
        "ix_audit_entries_actor": ("actor_id", "created_at", "id"),
        "ix_audit_entries_action": ("action", "created_at", "id"),
        "ix_audit_entries_outcome": ("outcome", "created_at", "id"),
    },
    "stock_movements": {"ix_stock_movements_product": ("product_id", "id", "kind", "quantity")},
    "reviews": {"ix_reviews_newest": ("product_id", "created_at", "id", "hidden_at")},
}
# What deleted products have no place in.
PARTIAL = ("ix_products_newest", "ix_products_price", "ix_products_name", "ix_products_featured")
DROPPED = {
    "products": {
        "ix_products_category_id": ("category_id",),
        "ix_products_created_at": ("created_at",),
        "ix_products_price_cents": ("price_cents",),
        "ix_products_shelf": ("is_active", "deleted_at", "created_at", "id"),
    },
    "orders": {
        "ix_orders_newest": ("created_at", "id"),
        "ix_orders_customer": ("customer_id", "created_at", "id"),
        "ix_orders_status": ("status",),
    },
    "audit_entries": {
        "ix_audit_entries_action": ("action",),
        "ix_audit_entries_actor_id": ("actor_id",),
        "ix_audit_entries_created_at": ("created_at",),
    },
    "stock_movements": {"ix_stock_movements_product_id": ("product_id",)},
    "reviews": {"ix_reviews_newest": ("product_id", "created_at", "id")},
}


def upgrade():
    _exchange(DROPPED, MADE)


def downgrade():
    _exchange(MADE, DROPPED)


def _exchange(old, new):
    for table, indexes in old.items():
        for name in indexes:
            op.drop_index(name, table_name=table)
    for table, indexes in new.items():
        for name, columns in indexes.items():
            where = {f"{db}_where": sa.text(LIVING) for db in ("sqlite", "postgresql")} if name in PARTIAL else {}
            op.create_index(name, table, list(columns), **where)
