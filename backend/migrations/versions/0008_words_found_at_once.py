"""New words go into PostgreSQL's index of words at once, not onto a list that every search has to read."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade():
    if op.get_context().dialect.name == "postgresql":
        op.execute("ALTER INDEX product_search_words SET (fastupdate = off)")
        op.execute("SELECT gin_clean_pending_list('product_search_words'::regclass)")


def downgrade():
    if op.get_context().dialect.name == "postgresql":
        op.execute("ALTER INDEX product_search_words RESET (fastupdate)")
