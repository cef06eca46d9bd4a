"""Keep hand-overs, house rules and the calendar; who answers, with what evidence, and what the committee made of it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TEXT, INTEGER, BOOLEAN, DATE = sa.Text(), sa.Integer(), sa.Boolean(), sa.Date()
INSTANT = sa.DateTime(timezone=True)

HIDDEN = "since when the row is hidden; null: it stands"

ADDED = (
    ("deadline", sa.Column("asked_by", TEXT, comment="who asked for the extension")),
    ("deadline", sa.Column("granted_on", DATE)),
    ("deadline", sa.Column("counted_from", DATE, comment="the hand-over that a house rule counts from")),
    (
        "deadline",
        sa.Column("basis_text", TEXT, comment="what the date rests on, in words: the rule with its source, the resolution"),
    ),
    ("decision", sa.Column("withdrawn_at", INSTANT, comment=HIDDEN)),
    ("organization", sa.Column("withdrawn_at", INSTANT, comment=HIDDEN)),
    ("organization", sa.Column("succeeded_on", DATE, comment="since when the successor acts in its place")),
    ("organization_name", sa.Column("withdrawn_at", INSTANT, comment=HIDDEN)),
    ("reply", sa.Column("from_name", TEXT, comment="the body that answers, as typed; null: the report's")),
    ("reply", sa.Column("promised_on", DATE, comment="until when it promises what is not done yet")),
    ("reply", sa.Column("evidence", TEXT, comment="what the body shows for it")),
    ("reply", sa.Column("evidence_on", DATE, comment="the day that the evidence is of")),
)
# A column with a CHECK is added by a statement that both engines understand: Alembic would make the table anew on SQLite.
CHECK = "ck_reply_judgement CHECK (judgement IN ('accepted', 'sent_back'))"


def key() -> sa.Column[int]:
    """The row's own number."""
    return sa.Column("id", INTEGER, primary_key=True, comment="the short number: given once, never used again")


def points(name: str, table: str, *, nullable: bool = False) -> sa.Column[int]:
    """A reference; what is pointed to cannot be deleted."""
    reference = sa.ForeignKey(f"{table}.id", ondelete="RESTRICT")
    return sa.Column(name, INTEGER, reference, nullable=nullable, index=True)


def withdrawn() -> sa.Column[object]:
    """Rows are hidden, not deleted."""
    return sa.Column("withdrawn_at", INSTANT, comment=HIDDEN)


def upgrade() -> None:
    """Add the tables, then the columns at the end of theirs."""
    op.create_table(
        "hand_over",
        key(),
        points("body_id", "body"),
        points("recommendation_id", "recommendation", nullable=True),
        points("report_id", "report", nullable=True),
        sa.Column("handed_over_on", DATE, nullable=False),
        sa.Column("document_number", TEXT, comment="发文字号 of the hand-over letter"),
        withdrawn(),
        sa.CheckConstraint("(recommendation_id IS NULL) <> (report_id IS NULL)", name="of_one_thing"),
        sa.UniqueConstraint("body_id", "recommendation_id", name="uq_hand_over_recommendation"),
        sa.UniqueConstraint("body_id", "report_id", name="uq_hand_over_report"),
    )
    op.create_table(
        "house_rule",
        key(),
        points("body_id", "body"),
        sa.Column("kind", TEXT, nullable=False, comment="what is due: the act, the plan or the answer"),
        sa.Column("origin", TEXT, comment="null: whatever its origin"),
        sa.Column("amount", INTEGER, nullable=False),
        sa.Column("unit", TEXT, nullable=False),
        sa.Column("starts_on", DATE, comment="first day on which a hand-over falls under it"),
        sa.Column("ends_on", DATE, comment="last such day"),
        sa.Column("source", TEXT, nullable=False, comment="the paper and article that it rests on"),
        withdrawn(),
        sa.CheckConstraint("amount > 0", name="amount"),
        sa.CheckConstraint("ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on", name="dates_in_order"),
        sa.CheckConstraint("kind IN ('act', 'plan', 'answer')", name="kind"),
        sa.CheckConstraint("origin IN ('opinion', 'suggestion', 'commitment')", name="origin"),
        sa.CheckConstraint("unit IN ('months', 'days', 'working_days')", name="unit"),
    )
    op.create_table(
        "calendar_year",
        key(),
        points("body_id", "body", nullable=True),
        sa.Column("year", INTEGER, nullable=False),
        sa.Column("source", TEXT, nullable=False, comment="the notice that published the plan"),
        withdrawn(),
        sa.UniqueConstraint("body_id", "year"),
    )
    op.create_table(
        "calendar_day",
        key(),
        points("body_id", "body", nullable=True),
        sa.Column("day_on", DATE, nullable=False),
        sa.Column("works", BOOLEAN, nullable=False, comment="true: a weekend day that is worked (调休上班)"),
        sa.Column("name", TEXT, nullable=False, comment="春节"),
        withdrawn(),
        sa.UniqueConstraint("body_id", "day_on"),
    )
    for table, column in ADDED:
        op.add_column(table, column)
    op.execute(f"ALTER TABLE reply ADD COLUMN judgement TEXT CONSTRAINT {CHECK}")
    op.add_column("reply", sa.Column("judged_on", DATE))
    if op.get_context().dialect.name == "postgresql":
        op.execute("COMMENT ON COLUMN reply.judgement IS 'what the committee made of it; null: not judged yet'")


def downgrade() -> None:
    """Take them away again."""
    op.drop_column("reply", "judged_on")
    op.drop_column("reply", "judgement")
    for table, column in reversed(ADDED):
        op.drop_column(table, column.name)
    for table in ("calendar_day", "calendar_year", "house_rule", "hand_over"):
        op.drop_table(table)
