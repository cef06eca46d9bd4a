"""Keep what follows for each leaf from the rows around it, so that a large database is counted without putting it together anew.

The indexes that counting needed before go.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# Name, columns of a recommendation, and the rows that it holds.
COMMITMENTS = (
    "ix_recommendation_commitment",
    ["origin"],
    "is_leaf AND origin = 'commitment' AND withdrawn_at IS NULL AND dropped_at IS NULL",
)
NO_LONGER_NEEDED = (
    (
        "ix_recommendation_done",
        ["report_id", "origin"],
        "is_leaf AND status = 'done' AND withdrawn_at IS NULL AND dropped_at IS NULL",
    ),
    ("ix_recommendation_dropped", ["dropped_at"], "dropped_at IS NOT NULL"),
)


def due(owner: str, kind: str) -> str:
    """The last date of this kind that is given to ``owner``."""
    return f"""(SELECT d.due_on FROM deadline d WHERE d.{owner} AND d.kind = '{kind}'
        AND d.due_on IS NOT NULL AND d.withdrawn_at IS NULL ORDER BY d.sequence DESC LIMIT 1)"""  # noqa: S608 -- our own words


def nearest(kind: str) -> str:
    """The date that is given to the leaf, to what it stands in, and to what that stands in."""
    return ", ".join(due(f"recommendation_id = {one}", kind) for one in ("r.id", "r.parent_id", "up.parent_id"))


# What the table held when it was made.
FOLLOWED = f"""
    SELECT r.id, r.body_id, r.report_id,
        (SELECT x.name FROM responsibility x WHERE x.recommendation_id = r.id AND x.withdrawn_at IS NULL
            ORDER BY CASE x.role WHEN 'lead' THEN 0 ELSE 1 END, CASE x.basis WHEN 'assigned' THEN 0 ELSE 1 END, x.id LIMIT 1),
        r.dropped_at IS NOT NULL,
        r.status,
        (SELECT MIN(x.due_on) FROM (
            SELECT COALESCE({nearest("act")}) AS due_on
            UNION ALL SELECT COALESCE({nearest("answer")}, {due("report_id = r.report_id", "answer")})
            WHERE NOT EXISTS (SELECT 1 FROM reply y WHERE y.recommendation_id IN (r.id, r.parent_id, up.parent_id)
                AND y.kind = 'answer' AND y.withdrawn_at IS NULL)) x)
    FROM recommendation r LEFT JOIN recommendation up ON up.id = r.parent_id
    WHERE r.is_leaf AND r.withdrawn_at IS NULL AND r.origin IN ('opinion', 'suggestion')
        AND NOT (r.origin = 'suggestion' AND EXISTS (SELECT 1 FROM link l JOIN recommendation o ON o.id = l.to_id
            WHERE l.from_id = r.id AND l.kind = 'same_as' AND l.withdrawn_at IS NULL AND o.withdrawn_at IS NULL
                AND o.origin = 'opinion'))
        AND (r.dropped_at IS NULL
            OR NOT EXISTS (SELECT 1 FROM link l WHERE l.from_id = r.id AND l.kind = 'merged_into' AND l.withdrawn_at IS NULL))"""  # noqa: S608 -- our own words


def upgrade() -> None:
    """Make the table and fill it."""
    op.create_table(
        "followed",
        sa.Column(
            "id",
            sa.Integer(),
            sa.ForeignKey("recommendation.id", name="fk_followed_id_recommendation", ondelete="CASCADE"),
            autoincrement=False,
            comment="of the recommendation",
        ),
        sa.Column(
            "body_id",
            sa.Integer(),
            sa.ForeignKey("body.id", name="fk_followed_body_id_body", ondelete="RESTRICT"),
            nullable=False,
        ),
        sa.Column(
            "report_id",
            sa.Integer(),
            sa.ForeignKey("report.id", name="fk_followed_report_id_report", ondelete="RESTRICT"),
            nullable=False,
        ),
        sa.Column("first_body", sa.Text(), comment="the body that it counts with; null: the addressee of its paper"),
        sa.Column("dropped", sa.Boolean(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), comment="the next day on which something of it falls due"),
        sa.PrimaryKeyConstraint("id", name="pk_followed"),
        comment="what follows from the other tables for each leaf that was raised; written with them",
    )
    op.execute(f"INSERT INTO followed {FOLLOWED}")
    op.create_index("ix_followed_standing", "followed", ["report_id", "first_body", "dropped", "status", "due_on"])
    _create(COMMITMENTS)
    for name, _columns, _where in NO_LONGER_NEEDED:
        op.drop_index(name, "recommendation")


def downgrade() -> None:
    """Take it away again."""
    for index in NO_LONGER_NEEDED:
        _create(index)
    op.drop_index(COMMITMENTS[0], "recommendation")
    op.drop_table("followed")


def _create(index: tuple[str, list[str], str]) -> None:
    name, columns, where = index
    op.create_index(name, "recommendation", columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
