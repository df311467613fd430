"""Days added up once for reports, and triggers that say what may have changed them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# What a report sees of each table. To payments and refunds rows are only ever added, and an order's `paid_cents`
# changes with its payments.
ORDER = (
    "customer_id, payment_method, channel, subtotal_cents, discount_cents, tax_cents, shipping_cents, total_cents,"
    " total_items, created_at, cancelled_at, hidden_at"
)
ADDED = {"orders": "id", "payments": "order_id", "refunds": "order_id"}
CHANGED = {
    "orders": (ORDER, "id"),
    "products": ("name, sku, category_id", None),
    "categories": ("name", None),
    "users": ("username", None),
}


def upgrade():
    big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "tallies",
        sa.Column("id", big, nullable=False),
        sa.Column("start", sa.DateTime(timezone=True), nullable=False),
        sa.Column("end", sa.DateTime(timezone=True), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("cuts", sa.Text(), nullable=False),
        sa.Column("goods", sa.Text(), nullable=False),
        sa.Column("people", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tallies")),
    )
    op.create_index(op.f("ix_tallies_start"), "tallies", ["start"])
    op.create_table(
        "tally_changes",
        sa.Column("id", big, nullable=False),
        sa.Column("order_id", big, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tally_changes")),
    )
    op.create_table(
        "tally_rounds",
        sa.Column("id", big, nullable=False),
        sa.Column("token", big, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tally_rounds")),
    )
    op.create_index(op.f("ix_refunds_created_at"), "refunds", ["created_at"])
    for statement in {"sqlite": _sqlite, "postgresql": _postgresql}.get(op.get_context().dialect.name, tuple)():
        op.execute(statement)


def downgrade():
    dialect = op.get_context().dialect.name
    for name, table in _triggers():
        if dialect in ("sqlite", "postgresql"):
            op.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if dialect == "postgresql" else ""))
    if dialect == "postgresql":
        for function in ("id", "order_id", "name"):
            op.execute(f"DROP FUNCTION tally_change_of_{function}()")
    op.drop_index(op.f("ix_refunds_created_at"), table_name="refunds")
    op.drop_table("tally_rounds")
    op.drop_table("tally_changes")
    op.drop_index(op.f("ix_tallies_start"), table_name="tallies")
    op.drop_table("tallies")


def _triggers():
    return [(f"{table}_tally_added", table) for table in ADDED] + [
        (f"{table}_tally_changed", table) for table in CHANGED
    ]


def _sqlite():
    noted = "BEGIN INSERT INTO tally_changes(order_id) VALUES ({}); END"
    for table, column in ADDED.items():
        yield f"CREATE TRIGGER {table}_tally_added AFTER INSERT ON {table} " + noted.format(f"new.{column}")
    for table, (columns, column) in CHANGED.items():
        differs = " OR ".join(f"old.{name} IS NOT new.{name}" for name in columns.split(", "))
        yield (
            f"CREATE TRIGGER {table}_tally_changed AFTER UPDATE OF {columns} ON {table} WHEN {differs} "
            + noted.format(f"new.{column}" if column else "NULL")
        )


def _postgresql():
    noted = "BEGIN INSERT INTO tally_changes(order_id) VALUES ({}); RETURN NULL; END"
    for name, value in (("id", "NEW.id"), ("order_id", "NEW.order_id"), ("name", "NULL")):
        # They outlive their tables when the backup of an older program is restored.
        yield (
            f"CREATE OR REPLACE FUNCTION tally_change_of_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
            + noted.format(value)
            + " $$"
        )
    for table, column in ADDED.items():
        yield (
            f"CREATE TRIGGER {table}_tally_added AFTER INSERT ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION tally_change_of_{column}()"
        )
    for table, (columns, column) in CHANGED.items():
        differs = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in columns.split(", "))
        yield (
            f"CREATE TRIGGER {table}_tally_changed AFTER UPDATE OF {columns} ON {table} "
            f"FOR EACH ROW WHEN ({differs}) EXECUTE FUNCTION tally_change_of_{column or 'name'}()"
        )
