"""``rec show`` as a person reads it."""

from collections.abc import Sequence

from oversight.cli.due_sheet import handed_over
from oversight.cli.history_words import value, what
from oversight.cli.sheet import Sheet
from oversight.cli.table import Column
from oversight.cli.words import given, label, place, state, state_colour
from oversight.messages import _
from oversight.sheets.raised import raised_in_full
from oversight.views.due_dates import Deadline
from oversight.views.history import Event
from oversight.views.replies import Reply
from oversight.views.show_recommendation import Part, RecommendationSheet
from oversight.vocabulary import (
    DeadlineBasis,
    DeadlineKind,
    Level,
    LinkKind,
    Origin,
    ProblemOrigin,
    ReplyClass,
    ReplyJudgement,
    ReplyKind,
    ReportKind,
)

# What a corrected paper changes when a part is put in before another one.
_MOVES = frozenset({"place", "position", "path", "label"})
# The day of a judgement is the one since when it is so; what a date is counted from is said where it is explained.
_SAID = frozenset({"reply.judged_on", *(f"deadline.{name}" for name in ("counted_from", "amount", "unit", "basis_text"))})


def sheet(row: RecommendationSheet, *, width: int | None, colour: bool) -> str:
    """The whole page."""
    page = Sheet(width=width, colour=colour)
    page.head(f"{row.ref}  {row.title}")
    page.fields(_facts(row))
    page.section(_("Text"))
    page.paragraph(row.text)
    if row.text != row.text_as_read:
        page.section(_("Text as read"))
        page.paragraph(row.text_as_read)
    if row.parts:
        page.section(_("Parts"))
        page.table(
            [
                Column(_("ref"), lambda part: part.ref),
                Column(_("status"), _part_state, colour=lambda part: None if part.dropped else state_colour(part.status)),
                Column(_("title"), lambda part: part.title, fold=True),
            ],
            row.parts,
        )
    for problem in row.problems:
        page.section(_("Problem {ref} ({origin})").format(ref=problem.ref, origin=label(ProblemOrigin, problem.origin)))
        page.paragraph(problem.text)
    for reply in row.replies:
        page.section(_reply_head(reply))
        page.paragraph(reply.text)
        page.fields(_reply_facts(reply))
    if row.deadlines:
        page.section(_("Deadlines"))
        page.table(_deadline_columns(), row.deadlines)
    if row.passage:
        page.section(_("Source: {place}").format(place=place(row.source.file, row.source.lines)))
        page.numbered([(line.number, line.text) for line in row.passage])
    told = without_moves(row.history)
    if told:
        page.section(_("History"))
        page.table(history_columns(of_one=all(event.ref == row.ref for event in told)), told)
    return str(page)


def without_moves(history: Sequence[Event]) -> list[Event]:
    """The events but those that only tell that a corrected paper prints the same words at another place."""
    return [event for event in history if event.field.rpartition(".")[2] not in _MOVES and event.field not in _SAID]


def _moved(row: RecommendationSheet) -> str:
    """The printed position where it is no longer the one that the ref has."""
    return row.path if row.path != row.ref.rpartition(":")[2] else ""


def _part_state(part: Part) -> str:
    return _("× dropped") if part.dropped else state(part.status)


def _facts(row: RecommendationSheet) -> list[tuple[str, str]]:
    links = [
        (label(LinkKind, link.kind), link.target if link.source == row.ref else f"← {link.source}")
        for link in row.links
        if link.kind not in (LinkKind.SAME_AS.value, LinkKind.RECURS.value)
    ]
    counted = row.counts and _(" ({done} of {leaves} done)").format(done=row.counts.done, leaves=row.counts.leaves)
    return [
        (_("status"), state(row.status) + (counted or "")),
        (_("dropped"), (row.dropped_because or _("yes")) if row.dropped else ""),
        (_("origin"), f"{label(Origin, row.origin)} · {label(Level, row.level)}"),
        (_("session"), f"{row.session.ref}  {given(row.session.date)}"),
        (_("report"), f"{row.report.ref}  {label(ReportKind, row.report.kind)}  {row.report.title}"),
        (_("addressee"), given(row.addressee)),
        (_("lead body"), given(row.lead)),
        (_("supporting bodies"), "、".join(row.supporting)),
        (_("called now"), _(", ").join(f"{name} → {now}" for name, now in row.called_now.items())),
        (_("responsible person"), given(row.responsible_person)),
        (_("handed over"), handed_over(row.handed_over, row.ref)),
        (_("due"), _due_next(row)),
        (_("stands now at"), _moved(row)),
        (_("part of"), given(row.parent)),
        (_("same as"), _(", ").join(row.same_as)),
        (_("recurrence"), raised_in_full(row)),
        *links,
        (_("number"), str(row.id)),
        (_("version"), str(row.version)),
    ]


def _reply_head(reply: Reply) -> str:
    parts = [
        label(ReplyKind, reply.kind),
        label(ReplyClass, reply.claim) if reply.claim else "",
        label(ReplyJudgement, reply.judgement) if reply.judgement and reply.kind == ReplyKind.FINDING.value else "",
        given(reply.body),
        given(reply.report),
        given(reply.received_on),
        place(reply.file, reply.lines),
    ]
    return " · ".join(part for part in parts if part)


def _reply_facts(reply: Reply) -> list[tuple[str, str]]:
    """What the body shows and promises, and what the committee made of it; of what is not judged that says nothing yet."""
    is_judged = reply.judgement is not None and reply.kind == ReplyKind.ANSWER.value
    return [
        (_("evidence"), f"{given(reply.evidence)}  {given(reply.evidence_on)}".strip()),
        (_("promised for"), given(reply.promised_on)),
        (_("judged"), f"{label(ReplyJudgement, reply.judgement)}  {given(reply.judged_on)}" if is_judged else ""),
    ]


def _deadline_columns() -> list[Column]:
    return [
        Column(_("of"), lambda row: row.of),
        Column(_("what"), lambda row: label(DeadlineKind, row.kind)),
        Column(_("due"), _due),
        Column(_("rests on"), lambda row: row.basis_text or label(DeadlineBasis, row.basis), fold=True),
        Column(_("asked by"), lambda row: given(row.asked_by), optional=True),
        Column(_("granted by"), lambda row: given(row.granted_by), optional=True),
        Column(_("granted on"), lambda row: given(row.granted_on), optional=True),
        Column(_("reason"), lambda row: given(row.reason), fold=True, optional=True),
    ]


def _due_next(row: RecommendationSheet) -> str:
    """``2021-07-20, handling report (overdue)``: what is due is said where it is not the act itself."""
    if row.due_on is None:
        return ""
    what_is = "" if row.due_kind == DeadlineKind.ACT.value else f"{_(', ')}{label(DeadlineKind, row.due_kind)}"
    return f"{row.due_on}{what_is}" + (_(" (overdue)") if row.overdue else "")


def _due(row: Deadline) -> str:
    return given(row.due_on) or given(row.due_text)


def _told(event: Event) -> str:
    """What happened, and whether it was taken back, or is itself a taking back."""
    if event.taken_back:
        return _("{what} (taken back)").format(what=what(event))
    as_before = event.command == "undo" and not event.field.startswith("change.")
    return _("{what} as before").format(what=what(event)) if as_before else what(event)


def history_columns(*, of_one: bool = False) -> list[Column]:
    """The columns of a history: when, who, what, from, to, and what it rests on; ``of_one``: all of it is about one ref."""
    return [
        Column(_("since"), lambda row: given(row.effective_on)),
        Column(_("recorded"), lambda row: row.recorded_at.astimezone().strftime("%Y-%m-%d %H:%M"), fold=True),
        Column(_("by"), lambda row: row.made_by, fold=True),
        *([] if of_one else [Column(_("ref"), lambda row: row.ref)]),
        Column(_("what"), _told, fold=True),
        Column(_("before"), lambda row: value(row, row.before), fold=True, optional=True),
        Column(_("after"), lambda row: value(row, row.after), fold=True),
        Column(_("session"), lambda row: given(row.session), optional=True),
        Column(_("note"), lambda row: given(row.note), fold=True, optional=True),
        Column(_("evidence"), lambda row: given(row.evidence), fold=True, optional=True),
    ]
