"""An index on PostgreSQL for what slugs begin with, whatever language the database sorts by."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

INDEX = "ix_product_slugs_beginning"


def upgrade():
    # The index of every slug only knows how slugs begin where the database sorts by bytes. SQLite's always does.
    if op.get_context().dialect.name == "postgresql":
        op.execute(f"CREATE INDEX {INDEX} ON product_slugs (slug varchar_pattern_ops)")


def downgrade():
    if op.get_context().dialect.name == "postgresql":
        op.execute(f"DROP INDEX {INDEX}")
