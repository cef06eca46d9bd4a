"""Documents, reports, problems, recommendations, and how they stand to one another."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from oversight.database.columns import Base, OfBody, Placed, Withdrawable, index_of_some, one_of, to
from oversight.vocabulary import (
    DeadlineUnit,
    Level,
    LinkKind,
    Origin,
    ProblemOrigin,
    ReplyClass,
    ReplyJudgement,
    ReplyKind,
    ReportKind,
    Status,
)


class SourceDocument(OfBody, Base):
    """A file as it was read: the text that all lines count in."""

    __tablename__ = "source_document"
    __table_args__ = (UniqueConstraint("body_id", "sha256", "reader_version"),)

    session_id: Mapped[int | None] = to("legislative_session.id")
    name: Mapped[str]
    sha256: Mapped[str] = mapped_column(comment="of the file's bytes")
    text: Mapped[str] = mapped_column(comment="the lines, joined by line feeds")
    line_count: Mapped[int]
    reader_version: Mapped[str] = mapped_column(comment="the program's version that made the text")
    layout: Mapped[str | None] = mapped_column(
        sort_order=100, comment="JSON: pages, and what is read of lines that are not plain"
    )


class Report(OfBody, Placed, Withdrawable, Base):
    """A paper of a session. ``number`` is part of its ref and given once; ``position`` is where it stands in the packet now."""

    __tablename__ = "report"
    __table_args__ = (UniqueConstraint("body_id", "session_id", "number"), one_of("kind", ReportKind))

    session_id: Mapped[int] = to("legislative_session.id")
    number: Mapped[int] = mapped_column(comment="0: known only from a later paper")
    position: Mapped[int | None]
    kind: Mapped[str]
    title: Mapped[str]
    title_key: Mapped[str]
    author: Mapped[str | None]
    presenter: Mapped[str | None] = mapped_column(comment="as printed")
    presenter_id: Mapped[int | None] = to("person.id")
    presented_on: Mapped[date | None]
    addressee: Mapped[str | None]
    agenda_number: Mapped[int | None]
    document_number: Mapped[str | None] = mapped_column(comment="发文字号 as printed")
    answers_session_id: Mapped[int | None] = to("legislative_session.id")


class Problem(OfBody, Placed, Withdrawable, Base):
    """A problem that a paper raises or admits. Its ref is ``<report>:p<number>``."""

    __tablename__ = "problem"
    __table_args__ = (UniqueConstraint("body_id", "report_id", "number"), one_of("origin", ProblemOrigin))

    report_id: Mapped[int] = to("report.id")
    number: Mapped[int] = mapped_column(comment="part of the ref, given once")
    path: Mapped[str] = mapped_column(comment="the printed position now")
    position: Mapped[int] = mapped_column(comment="order in the report")
    heading: Mapped[str | None]
    text_as_read: Mapped[str]
    text_override: Mapped[str | None] = mapped_column(comment="what staff made of it; outranks the reader")
    origin: Mapped[str]


class Recommendation(OfBody, Placed, Withdrawable, Base):
    """An item, a measure or an act. Only leaves have a status of their own; it is a cache of what the history says."""

    __tablename__ = "recommendation"
    __table_args__ = (
        UniqueConstraint("body_id", "report_id", "ref_path"),
        one_of("level", Level),
        one_of("origin", Origin),
        one_of("status", Status),
        CheckConstraint("is_leaf = (status IS NOT NULL)", name="only_leaves_have_a_status"),
        index_of_some(
            "ix_recommendation_commitment",
            "origin",
            where="is_leaf AND origin = 'commitment' AND withdrawn_at IS NULL AND dropped_at IS NULL",
        ),
        index_of_some(
            "ix_recommendation_outstanding", "report_id", where="is_leaf AND status <> 'done' AND withdrawn_at IS NULL"
        ),
    )

    report_id: Mapped[int] = to("report.id")
    parent_id: Mapped[int | None] = to("recommendation.id")
    ref_path: Mapped[str] = mapped_column(comment="3.3.2: part of the ref, given once")
    path: Mapped[str] = mapped_column(comment="the printed position now")
    position: Mapped[int] = mapped_column(comment="order in the report")
    level: Mapped[str]
    is_leaf: Mapped[bool]
    label: Mapped[str | None] = mapped_column(comment="the enumerator as printed")
    heading: Mapped[str | None]
    text_as_read: Mapped[str]
    text_override: Mapped[str | None] = mapped_column(comment="what staff made of it; outranks the reader")
    origin: Mapped[str]
    status: Mapped[str | None]
    dropped_at: Mapped[datetime | None] = mapped_column(comment="staff took it off the list; it does not count")
    version: Mapped[int] = mapped_column(default=1, comment="goes up with every change, so that old sheets are recognised")
    updated_at: Mapped[datetime]


class Title(OfBody, Withdrawable, Base):
    """A short title of a recommendation or a problem in one language."""

    __tablename__ = "title"
    __table_args__ = (
        UniqueConstraint("body_id", "recommendation_id", "language", name="uq_title_recommendation"),
        UniqueConstraint("body_id", "problem_id", "language", name="uq_title_problem"),
        CheckConstraint("(recommendation_id IS NULL) <> (problem_id IS NULL)", name="of_one_thing"),
    )

    recommendation_id: Mapped[int | None] = to("recommendation.id")
    problem_id: Mapped[int | None] = to("problem.id")
    language: Mapped[str] = mapped_column(comment="zh or en")
    text: Mapped[str]


class Link(OfBody, Withdrawable, Base):
    """A typed link from a recommendation to another one, or to the problem that it addresses."""

    __tablename__ = "link"
    __table_args__ = (
        UniqueConstraint("body_id", "kind", "from_id", "to_id", name="uq_link_recommendations"),
        UniqueConstraint("body_id", "kind", "from_id", "to_problem_id", name="uq_link_problem"),
        one_of("kind", LinkKind),
        CheckConstraint("(to_id IS NULL) <> (to_problem_id IS NULL)", name="to_one_thing"),
        CheckConstraint("basis IN ('read', 'assigned')", name="basis"),
    )

    kind: Mapped[str]
    from_id: Mapped[int] = to("recommendation.id")
    to_id: Mapped[int | None] = to("recommendation.id")
    to_problem_id: Mapped[int | None] = to("problem.id")
    basis: Mapped[str] = mapped_column(comment="read from the papers, or set by staff")


class Reply(OfBody, Placed, Withdrawable, Base):
    """A later paper's passage about a recommendation: the body's answer (a claim), or the committee's own finding."""

    __tablename__ = "reply"
    __table_args__ = (
        UniqueConstraint("body_id", "recommendation_id", "report_id", "kind", "position"),
        one_of("kind", ReplyKind),
        one_of("class", ReplyClass),
        one_of("judgement", ReplyJudgement),
    )

    recommendation_id: Mapped[int] = to("recommendation.id")
    report_id: Mapped[int | None] = to("report.id")
    position: Mapped[int] = mapped_column(default=1, comment="tells two passages of one report apart")
    kind: Mapped[str]
    reply_class: Mapped[str | None] = mapped_column("class")
    text: Mapped[str]
    received_on: Mapped[date | None]
    from_name: Mapped[str | None] = mapped_column(sort_order=100, comment="the body that answers, as typed; null: the report's")
    promised_on: Mapped[date | None] = mapped_column(sort_order=102, comment="until when it promises what is not done yet")
    evidence: Mapped[str | None] = mapped_column(sort_order=103, comment="what the body shows for it")
    evidence_on: Mapped[date | None] = mapped_column(sort_order=104, comment="the day that the evidence is of")
    judgement: Mapped[str | None] = mapped_column(sort_order=105, comment="what the committee made of it; null: not judged yet")
    judged_on: Mapped[date | None] = mapped_column(sort_order=106)


class Deadline(OfBody, Placed, Withdrawable, Base):
    """A due date of a recommendation's act, or of the plan or the answer that a report asks for.

    ``sequence`` 1 is the first due date; each extension is a further row. A date that was counted keeps what was given
    (``amount``, ``unit``) and from when (``counted_from``); it moves only where the day that it counts from is corrected.
    """

    __tablename__ = "deadline"
    __table_args__ = (
        UniqueConstraint("body_id", "recommendation_id", "kind", "sequence", name="uq_deadline_recommendation"),
        UniqueConstraint("body_id", "report_id", "kind", "sequence", name="uq_deadline_report"),
        CheckConstraint("kind IN ('act', 'plan', 'answer')", name="kind"),
        CheckConstraint("basis IN ('text', 'house_rule', 'resolution')", name="basis"),
        CheckConstraint("(recommendation_id IS NULL) <> (report_id IS NULL)", name="of_one_thing"),
        CheckConstraint("due_on IS NOT NULL OR due_text IS NOT NULL", name="says_when"),
        one_of("unit", DeadlineUnit),
    )

    recommendation_id: Mapped[int | None] = to("recommendation.id")
    report_id: Mapped[int | None] = to("report.id")
    kind: Mapped[str]
    sequence: Mapped[int] = mapped_column(default=1)
    due_on: Mapped[date | None]
    due_text: Mapped[str | None] = mapped_column(comment="as printed")
    basis: Mapped[str]
    granted_by: Mapped[str | None]
    reason: Mapped[str | None]
    asked_by: Mapped[str | None] = mapped_column(sort_order=100, comment="who asked for the extension")
    granted_on: Mapped[date | None] = mapped_column(sort_order=101)
    counted_from: Mapped[date | None] = mapped_column(sort_order=102, comment="the hand-over that a house rule counts from")
    basis_text: Mapped[str | None] = mapped_column(
        sort_order=103, comment="what the date rests on, in words: the rule with its source, the resolution"
    )
    amount: Mapped[int | None] = mapped_column(sort_order=104, comment="how much time was given, where the date was counted")
    unit: Mapped[str | None] = mapped_column(sort_order=105)
