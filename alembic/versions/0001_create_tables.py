"""Create the tables.

This is what the tables were on the first day: it imports nothing of the program, which may look otherwise by now.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

METADATA = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

TEXT, INTEGER, BOOLEAN, DATE = sa.Text(), sa.Integer(), sa.Boolean(), sa.Date()
INSTANT = sa.DateTime(timezone=True)


def column(
    name: str, kind: sa.types.TypeEngine[Any], comment: str | None = None, *, index: bool | None = None
) -> sa.Column[Any]:
    """A column that always has a value."""
    return sa.Column(name, kind, nullable=False, comment=comment, index=index)


def maybe(name: str, kind: sa.types.TypeEngine[Any], comment: str | None = None) -> sa.Column[Any]:
    """A column that may be empty."""
    return sa.Column(name, kind, nullable=True, comment=comment)


def points(name: str, table: str) -> sa.Column[Any]:
    """A reference that is always there. What is pointed to cannot be deleted."""
    return sa.Column(name, INTEGER, sa.ForeignKey(f"{table}.id", ondelete="RESTRICT"), nullable=False, index=True)


def may_point(name: str, table: str) -> sa.Column[Any]:
    """A reference that may be missing."""
    return sa.Column(name, INTEGER, sa.ForeignKey(f"{table}.id", ondelete="RESTRICT"), nullable=True, index=True)


def key() -> sa.Column[Any]:
    """The row's own number."""
    return sa.Column("id", INTEGER, primary_key=True, comment="the short number: given once, never used again")


def of_body() -> sa.Column[Any]:
    """The committee that the row belongs to."""
    return points("body_id", "body")


def placed() -> tuple[sa.Column[Any], sa.Column[Any], sa.Column[Any]]:
    """Where the row was read; empty for what staff typed."""
    return (
        may_point("document_id", "source_document"),
        maybe("first_line", INTEGER, "first line of the passage in the document's text, from 1"),
        maybe("last_line", INTEGER, "last line of the passage, inclusive"),
    )


def withdrawn() -> sa.Column[Any]:
    """Rows are hidden, not deleted."""
    return maybe("withdrawn_at", INSTANT, "since when the row is hidden; null: it stands")


sa.Table(
    "body",
    METADATA,
    key(),
    column("code", TEXT, "short code, the first part of a full ref (lvyuan)"),
    column("name", TEXT, "full name without the term"),
    sa.UniqueConstraint("code"),
    sa.UniqueConstraint("name"),
)
sa.Table(
    "change",
    METADATA,
    key(),
    of_body(),
    column("made_at", INSTANT),
    column("made_by", TEXT),
    column("command", TEXT, "what was run: load, rec mark …"),
    column("command_id", TEXT, "shared by the changes of one command", index=True),
    column("summary", TEXT, "what it did, in one line"),
)
sa.Table(
    "organization",
    METADATA,
    key(),
    of_body(),
    column("name", TEXT),
    column("name_key", TEXT),
    may_point("successor_id", "organization"),
    sa.UniqueConstraint("body_id", "name_key"),
)
sa.Table(
    "person",
    METADATA,
    key(),
    of_body(),
    column("name", TEXT, "as written, without padding"),
    column("name_key", TEXT, "normalised for comparing"),
    column("mark", TEXT, "empty unless the office parts two people of one name"),
    column("sort_key", TEXT, "pinyin, so that every engine sorts alike"),
    sa.UniqueConstraint("body_id", "name_key", "mark"),
)
sa.Table(
    "ref_alias",
    METADATA,
    key(),
    of_body(),
    column("ref", TEXT, "without the committee's code"),
    column("entity", TEXT),
    column("entity_id", INTEGER),
    sa.UniqueConstraint("body_id", "ref"),
)
sa.Table(
    "term",
    METADATA,
    key(),
    of_body(),
    column("number", INTEGER, "届"),
    sa.UniqueConstraint("body_id", "number"),
)
sa.Table(
    "legislative_session",
    METADATA,
    key(),
    of_body(),
    column("ref", TEXT, "18-33: term and number; given once"),
    column("kind", TEXT),
    may_point("term_id", "term"),
    maybe("number", INTEGER, "次; may be missing"),
    maybe("starts_on", DATE),
    maybe("ends_on", DATE),
    maybe("venue", TEXT),
    maybe("presided_by", TEXT, "as printed"),
    may_point("presider_id", "person"),
    maybe("declared_members", INTEGER, "as printed; the number counted is another"),
    maybe("declared_present", INTEGER),
    maybe("declared_leave", INTEGER),
    maybe("declared_absent", INTEGER),
    column("papers_known", BOOLEAN, "false: known only from a later paper"),
    withdrawn(),
    sa.CheckConstraint("ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on", name="dates_in_order"),
    sa.CheckConstraint("kind IN ('committee', 'chairpersons')", name="kind"),
    sa.UniqueConstraint("body_id", "ref"),
)
sa.Table(
    "membership",
    METADATA,
    key(),
    of_body(),
    points("person_id", "person"),
    points("term_id", "term"),
    column("role", TEXT),
    maybe("starts_on", DATE),
    maybe("ends_on", DATE),
    column("confirmed", BOOLEAN),
    withdrawn(),
    sa.CheckConstraint("ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on", name="dates_in_order"),
    sa.CheckConstraint("role IN ('chair', 'vice_chair', 'secretary_general', 'member')", name="role"),
    sa.UniqueConstraint("body_id", "term_id", "person_id", "role"),
)
sa.Table(
    "organization_name",
    METADATA,
    key(),
    of_body(),
    points("organization_id", "organization"),
    column("name", TEXT),
    column("name_key", TEXT),
    maybe("starts_on", DATE),
    maybe("ends_on", DATE),
    sa.UniqueConstraint("body_id", "name_key", "organization_id"),
)
sa.Table(
    "event",
    METADATA,
    key(),
    of_body(),
    column("sequence", INTEGER, "from 1, without a gap, within one committee"),
    points("change_id", "change"),
    column("entity", TEXT, "the table that it is about"),
    column("entity_id", INTEGER),
    column("field", TEXT, "the column, or created / withdrawn / restored / note"),
    maybe("before", TEXT),
    maybe("after", TEXT),
    may_point("session_id", "legislative_session"),
    maybe("note", TEXT),
    maybe("evidence", TEXT),
    column("effective_on", DATE, "since when it is so"),
    column("recorded_at", INSTANT, "when the database was told"),
    column("previous_hash", TEXT),
    column("hash", TEXT, "SHA-256 of the content and of previous_hash, in hex"),
    sa.UniqueConstraint("body_id", "hash"),
    sa.UniqueConstraint("body_id", "sequence"),
    sa.Index(None, "entity", "entity_id"),
)
sa.Table(
    "import_run",
    METADATA,
    key(),
    of_body(),
    points("change_id", "change"),
    may_point("session_id", "legislative_session"),
    column("inserted", INTEGER),
    column("updated", INTEGER),
    column("unchanged", INTEGER),
    column("withdrawn", INTEGER),
    column("doubts", INTEGER),
)
sa.Table(
    "sitting",
    METADATA,
    key(),
    of_body(),
    points("session_id", "legislative_session"),
    column("number", INTEGER),
    maybe("held_on", DATE),
    sa.UniqueConstraint("body_id", "session_id", "number"),
)
sa.Table(
    "source_document",
    METADATA,
    key(),
    of_body(),
    may_point("session_id", "legislative_session"),
    column("name", TEXT),
    column("sha256", TEXT, "of the file's bytes"),
    column("text", TEXT, "the lines, joined by line feeds"),
    column("line_count", INTEGER),
    column("reader_version", TEXT, "the program's version that made the text"),
    sa.UniqueConstraint("body_id", "sha256", "reader_version"),
)
sa.Table(
    "agenda_item",
    METADATA,
    key(),
    of_body(),
    points("session_id", "legislative_session"),
    column("number", INTEGER),
    column("text", TEXT),
    *placed(),
    withdrawn(),
    sa.UniqueConstraint("body_id", "session_id", "number"),
)
sa.Table(
    "attendance",
    METADATA,
    key(),
    of_body(),
    points("sitting_id", "sitting"),
    may_point("person_id", "person"),
    column("capacity", TEXT),
    column("position", INTEGER, "order on the list, from 1"),
    column("name", TEXT, "as printed, without padding"),
    column("name_key", TEXT),
    column("title", TEXT, "as printed; empty where none is"),
    maybe("role", TEXT, "the role the paper gives a member"),
    maybe("status", TEXT, "null for observers"),
    maybe("reason", TEXT),
    *placed(),
    withdrawn(),
    sa.CheckConstraint("capacity IN ('member', 'observer')", name="capacity"),
    sa.CheckConstraint("status IN ('present', 'leave', 'absent')", name="status"),
    sa.UniqueConstraint("body_id", "sitting_id", "capacity", "name_key", "title"),
)
sa.Table(
    "doubt",
    METADATA,
    key(),
    of_body(),
    may_point("session_id", "legislative_session"),
    may_point("document_id", "source_document"),
    column("code", TEXT),
    column("message", TEXT),
    maybe("first_line", INTEGER),
    maybe("last_line", INTEGER),
    column("state", TEXT),
    withdrawn(),
    sa.CheckConstraint("state IN ('open', 'settled', 'withdrawn')", name="state"),
    sa.UniqueConstraint("body_id", "session_id", "code", "message"),
)
sa.Table(
    "report",
    METADATA,
    key(),
    of_body(),
    points("session_id", "legislative_session"),
    column("number", INTEGER, "0: known only from a later paper"),
    maybe("position", INTEGER),
    column("kind", TEXT),
    column("title", TEXT),
    column("title_key", TEXT),
    maybe("author", TEXT),
    maybe("presenter", TEXT, "as printed"),
    may_point("presenter_id", "person"),
    maybe("presented_on", DATE),
    maybe("addressee", TEXT),
    maybe("agenda_number", INTEGER),
    maybe("document_number", TEXT, "发文字号 as printed"),
    may_point("answers_session_id", "legislative_session"),
    *placed(),
    withdrawn(),
    sa.CheckConstraint(
        "kind IN ('work_report', 'response_report', 'inspection_report', 'survey_report', 'enforcement_report', 'audit_report', 'budget_report', 'deliberation_opinion', 'resolution', 'other')",
        name="kind",
    ),
    sa.UniqueConstraint("body_id", "session_id", "number"),
)
sa.Table(
    "decision",
    METADATA,
    key(),
    of_body(),
    points("doubt_id", "doubt"),
    points("change_id", "change"),
    column("answer", TEXT),
    maybe("reason", TEXT),
    sa.UniqueConstraint("body_id", "doubt_id", "change_id"),
)
sa.Table(
    "problem",
    METADATA,
    key(),
    of_body(),
    points("report_id", "report"),
    column("number", INTEGER, "part of the ref, given once"),
    column("path", TEXT, "the printed position now"),
    column("position", INTEGER, "order in the report"),
    maybe("heading", TEXT),
    column("text_as_read", TEXT),
    maybe("text_override", TEXT, "what staff made of it; outranks the reader"),
    column("origin", TEXT),
    *placed(),
    withdrawn(),
    sa.CheckConstraint("origin IN ('committee', 'self_reported')", name="origin"),
    sa.UniqueConstraint("body_id", "report_id", "number"),
)
sa.Table(
    "recommendation",
    METADATA,
    key(),
    of_body(),
    points("report_id", "report"),
    may_point("parent_id", "recommendation"),
    column("ref_path", TEXT, "3.3.2: part of the ref, given once"),
    column("path", TEXT, "the printed position now"),
    column("position", INTEGER, "order in the report"),
    column("level", TEXT),
    column("is_leaf", BOOLEAN),
    maybe("label", TEXT, "the enumerator as printed"),
    maybe("heading", TEXT),
    column("text_as_read", TEXT),
    maybe("text_override", TEXT, "what staff made of it; outranks the reader"),
    column("origin", TEXT),
    maybe("status", TEXT),
    maybe("dropped_at", INSTANT, "staff took it off the list; it does not count"),
    column("version", INTEGER, "goes up with every change, so that old sheets are recognised"),
    column("updated_at", INSTANT),
    *placed(),
    withdrawn(),
    sa.CheckConstraint("level IN ('item', 'measure', 'action')", name="level"),
    sa.CheckConstraint("is_leaf = (status IS NOT NULL)", name="only_leaves_have_a_status"),
    sa.CheckConstraint("origin IN ('opinion', 'suggestion', 'commitment')", name="origin"),
    sa.CheckConstraint("status IN ('open', 'in_progress', 'done')", name="status"),
    sa.UniqueConstraint("body_id", "report_id", "ref_path"),
)
sa.Table(
    "deadline",
    METADATA,
    key(),
    of_body(),
    may_point("recommendation_id", "recommendation"),
    may_point("report_id", "report"),
    column("kind", TEXT),
    column("sequence", INTEGER),
    maybe("due_on", DATE),
    maybe("due_text", TEXT, "as printed"),
    column("basis", TEXT),
    maybe("granted_by", TEXT),
    maybe("reason", TEXT),
    *placed(),
    withdrawn(),
    sa.CheckConstraint("basis IN ('text', 'house_rule', 'resolution')", name="basis"),
    sa.CheckConstraint("kind IN ('act', 'plan', 'answer')", name="kind"),
    sa.CheckConstraint("(recommendation_id IS NULL) <> (report_id IS NULL)", name="of_one_thing"),
    sa.CheckConstraint("due_on IS NOT NULL OR due_text IS NOT NULL", name="says_when"),
    sa.UniqueConstraint("body_id", "recommendation_id", "kind", "sequence", name="uq_deadline_recommendation"),
    sa.UniqueConstraint("body_id", "report_id", "kind", "sequence", name="uq_deadline_report"),
)
sa.Table(
    "link",
    METADATA,
    key(),
    of_body(),
    column("kind", TEXT),
    points("from_id", "recommendation"),
    may_point("to_id", "recommendation"),
    may_point("to_problem_id", "problem"),
    column("basis", TEXT, "read from the papers, or set by staff"),
    withdrawn(),
    sa.CheckConstraint("basis IN ('read', 'assigned')", name="basis"),
    sa.CheckConstraint("kind IN ('same_as', 'recurs', 'split_from', 'merged_into', 'addresses')", name="kind"),
    sa.CheckConstraint("(to_id IS NULL) <> (to_problem_id IS NULL)", name="to_one_thing"),
    sa.UniqueConstraint("body_id", "kind", "from_id", "to_problem_id", name="uq_link_problem"),
    sa.UniqueConstraint("body_id", "kind", "from_id", "to_id", name="uq_link_recommendations"),
)
sa.Table(
    "reply",
    METADATA,
    key(),
    of_body(),
    points("recommendation_id", "recommendation"),
    may_point("report_id", "report"),
    column("position", INTEGER, "tells two passages of one report apart"),
    column("kind", TEXT),
    maybe("class", TEXT),
    column("text", TEXT),
    maybe("received_on", DATE),
    *placed(),
    withdrawn(),
    sa.CheckConstraint("class IN ('done', 'under_way', 'planned', 'declined')", name="class"),
    sa.CheckConstraint("kind IN ('answer', 'finding')", name="kind"),
    sa.UniqueConstraint("body_id", "recommendation_id", "report_id", "kind", "position"),
)
sa.Table(
    "responsibility",
    METADATA,
    key(),
    of_body(),
    points("recommendation_id", "recommendation"),
    may_point("organization_id", "organization"),
    column("name", TEXT, "as printed or as typed"),
    column("role", TEXT),
    column("basis", TEXT, "read from the paper, or assigned by staff"),
    maybe("person_name", TEXT, "the responsible person, where one is named"),
    *placed(),
    withdrawn(),
    sa.CheckConstraint("basis IN ('read', 'assigned')", name="basis"),
    sa.CheckConstraint("role IN ('lead', 'supporting')", name="role"),
    sa.UniqueConstraint("body_id", "recommendation_id", "name", "basis"),
)
sa.Table(
    "title",
    METADATA,
    key(),
    of_body(),
    may_point("recommendation_id", "recommendation"),
    may_point("problem_id", "problem"),
    column("language", TEXT, "zh or en"),
    column("text", TEXT),
    withdrawn(),
    sa.CheckConstraint("(recommendation_id IS NULL) <> (problem_id IS NULL)", name="of_one_thing"),
    sa.UniqueConstraint("body_id", "problem_id", "language", name="uq_title_problem"),
    sa.UniqueConstraint("body_id", "recommendation_id", "language", name="uq_title_recommendation"),
)


# What has happened has happened: an event can be added, never changed and never taken away.
TRIGGERS = {
    "sqlite": (
        """
        CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
        BEGIN SELECT RAISE(ABORT, 'event is append-only'); END
        """,
        """
        CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
        BEGIN SELECT RAISE(ABORT, 'event is append-only'); END
        """,
        # INSERT OR REPLACE deletes the row in its way without asking the trigger on DELETE.
        """
        CREATE TRIGGER event_is_never_replaced BEFORE INSERT ON event
        WHEN EXISTS (
            SELECT 1 FROM event
            WHERE id = NEW.id
                OR (body_id = NEW.body_id AND sequence = NEW.sequence)
                OR (body_id = NEW.body_id AND hash = NEW.hash)
        )
        BEGIN SELECT RAISE(ABORT, 'event is append-only'); END
        """,
    ),
    "postgresql": (
        """
        CREATE FUNCTION event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'event is append-only';
        END
        $$
        """,
        """
        CREATE TRIGGER event_is_never_changed BEFORE UPDATE OR DELETE ON event
        FOR EACH ROW EXECUTE FUNCTION event_is_append_only()
        """,
        """
        CREATE TRIGGER event_is_never_truncated BEFORE TRUNCATE ON event
        FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only()
        """,
    ),
}


def upgrade() -> None:
    """Make all tables, then the triggers that keep the story."""
    METADATA.create_all(op.get_bind(), checkfirst=False)
    for trigger in TRIGGERS[op.get_context().dialect.name]:
        op.execute(trigger)


def downgrade() -> None:
    """Leave nothing behind: the triggers go with their table, the function does not."""
    METADATA.drop_all(op.get_bind(), checkfirst=False)
    if op.get_context().dialect.name == "postgresql":
        op.execute("DROP FUNCTION event_is_append_only()")
