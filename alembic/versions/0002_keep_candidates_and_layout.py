"""Keep what a doubt lies between, the passage that it is about, and how the lines of a paper were cut.

All three are empty for what was stored before: the next load of the same papers fills in what it can.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add three columns at the end of their tables."""
    op.add_column("doubt", sa.Column("passage", sa.Text(), comment="the text that it is about, as read"))
    op.add_column("doubt", sa.Column("candidates", sa.Text(), comment="JSON: the answers that it lies between"))
    op.add_column(
        "source_document", sa.Column("layout", sa.Text(), comment="JSON: pages, and what is read of lines that are not plain")
    )


def downgrade() -> None:
    """Take them away again."""
    op.drop_column("source_document", "layout")
    op.drop_column("doubt", "candidates")
    op.drop_column("doubt", "passage")
