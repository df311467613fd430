"""The version of what everybody may see, by which ready-made replies are known to be right."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "catalogue_versions",
        sa.Column(
            "part", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("part", name=op.f("pk_catalogue_versions")),
    )


def downgrade():
    op.drop_table("catalogue_versions")
