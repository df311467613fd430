"""Versions of more than the catalogue: of what the board shows, too."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.create_table(
        "topic_versions",
        sa.Column("topic", sa.String(length=24), nullable=False),
        sa.Column("part", NUMBER, autoincrement=False, nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("topic", "part", name=op.f("pk_topic_versions")),
    )
    op.drop_table("catalogue_versions")


def downgrade():
    op.create_table(
        "catalogue_versions",
        sa.Column("part", NUMBER, autoincrement=False, nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("part", name=op.f("pk_catalogue_versions")),
    )
    op.drop_table("topic_versions")
