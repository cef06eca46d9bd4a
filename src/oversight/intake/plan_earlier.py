"""The opinions of earlier sessions that the packet answers or speaks of."""

from collections.abc import Iterator, Sequence

from oversight.database.meetings import LegislativeSession
from oversight.database.papers import Recommendation, Report
from oversight.intake.draft import Draft, PlannedReport
from oversight.intake.earlier import Earlier
from oversight.intake.plan_replies import Replies
from oversight.intake.plan_session import plan_answered_session
from oversight.intake.planned import Planned, day_of, want, withdraw
from oversight.intake.settled import chosen_row
from oversight.intake.stored import Attached
from oversight.intake.tell import tell
from oversight.intake.which_opinion import doubt_rivals, opinions_for
from oversight.messages import _
from oversight.records import packet as records
from oversight.rules.candidates import Candidate
from oversight.rules.first_clause import first_clause
from oversight.rules.likeness import text_key
from oversight.rules.match_answers import Opinion, Quotation, match_answers
from oversight.rules.ref_paths import RefPaths
from oversight.vocabulary import Level, Origin, ReportKind, Status

_WHICH_OPINION = frozenset({"answered_item_unmatched", "answer_unsure"})


def plan_earlier(draft: Draft, session: Planned, reports: Sequence[PlannedReport], stored: Attached) -> None:
    """Each quoted opinion finds its row, or gets one under report 0 of its session; the answers and findings hang on it."""
    known = {
        (row.recommendation_id, row.report_id, row.kind, row.position): row
        for row in stored.replies
        if row.report_id is not None
    }
    by_number = {report.record.number: report for report in reports}
    own_documents = draft.stored.documents_of_session(session.old if isinstance(session.old, LegislativeSession) else None)
    earlier: dict[str, Earlier] = {}
    replies = Replies(draft, session, by_number, known)
    for opinions in draft.packet.earlier_opinions:
        answered = plan_answered_session(draft, opinions.term, opinions.number, opinions.date)
        if answered is None or answered is session:
            draft.doubt(
                "answered_session_unknown",
                _("The papers answer opinions of an earlier session, but do not say which one it was."),
                opinions.items[0] if opinions.items else None,
            )
            continue
        if answered.ref not in earlier:
            earlier[answered.ref] = _read(draft, answered)
        one = earlier[answered.ref]
        for item, planned, row in _find_rows(draft, one, opinions.items, by_number, own_documents):
            one.spoken_of.add(planned.id)
            replies.plan(item, planned, one, row)
    own_reports = [report.row.id for report in reports if report.row.id is not None]
    replies.withdraw_gone(own_reports)
    for one in earlier.values():
        _withdraw_unquoted(draft, one, own_documents, own_reports)


def _withdraw_unquoted(draft: Draft, earlier: Earlier, own_documents: frozenset[int], own_reports: Sequence[int]) -> None:
    """Hide the opinions that only an earlier version of this packet had quoted."""
    gone = [
        row
        for row in earlier.items()
        if earlier.reports[row.report_id].number == 0 and row.document_id in own_documents and row.id not in earlier.spoken_of
    ]
    kept = draft.stored.spoken_of_elsewhere([row.id for row in gone], own_reports)
    for row in gone:
        if row.id not in kept:
            ref = earlier.ref_of(row)
            draft.add(withdraw(row, ref=ref, says=row.text_as_read))
            sentence = _("{ref} is no longer answered here; it is hidden, and kept with its story.")
            tell(draft, ref, "withdrawn", sentence.format(ref=ref))


def _read(draft: Draft, session: Planned) -> Earlier:
    old = session.old if isinstance(session.old, LegislativeSession) else None
    reports = draft.stored.reports(old)
    rows = [row for found in draft.stored.recommendations(reports).values() for row in found]
    earlier = Earlier(session=session, reports={report.id: report for report in reports}, rows=rows)
    nameless = next((report for report in reports if report.number == 0), None)
    if nameless is not None:
        under = [row for row in rows if row.report_id == nameless.id]
        aliases = [ref.partition("/0:")[2] for ref in draft.stored.aliases if ref.startswith(f"{session.ref}/0:")]
        earlier.refs = RefPaths([*(row.ref_path for row in under), *aliases])
        earlier.position = max((row.position for row in under), default=0)
    return earlier


def _find_rows(
    draft: Draft,
    earlier: Earlier,
    items: Sequence[records.EarlierItem],
    by_number: dict[int, PlannedReport],
    own_documents: frozenset[int],
) -> Iterator[tuple[records.EarlierItem, Planned, Recommendation | None]]:
    quotations = [Quotation(text=item.text, subject=_subject(item, by_number)) for item in items]
    standing = earlier.items()
    parts = earlier.parts_quoted([item.text for item in items])
    whole = [index for index in range(len(items)) if index not in parts]
    matched = match_answers([quotations[index] for index in whole], [_opinion(row, earlier.reports) for row in standing])
    pairs = {whole[index]: place for index, place in matched.items()}
    has_papers = any(earlier.reports[row.report_id].number != 0 for row in standing)
    for index, item in enumerate(items):
        told = chosen_row(draft.settled, _WHICH_OPINION, item.text)
        own = None if told is None else next((row for row in earlier.with_parts() if row.id == told.row), None)
        row = own or parts.get(index) or (standing[pairs[index]] if index in pairs else _hidden(earlier, item))
        if told is None and index in pairs and row is not None:
            doubt_rivals(draft, item, row.id, _candidates(earlier, quotations[index], standing))
        if row is None:
            planned = _plan_unknown(draft, earlier, item, None)
            if has_papers:
                draft.doubt(
                    "answered_item_unmatched",
                    _(
                        "“{text}” is answered here, but was not found among the opinions of its session; it is kept as {ref}."
                    ).format(text=first_clause(item.text), ref=planned.ref),
                    item,
                    passage=item.text,
                    candidates=(Candidate(key="none"), *_candidates(earlier, quotations[index], earlier.with_parts())),
                )
        elif earlier.reports[row.report_id].number == 0 and (row.document_id in own_documents or row.withdrawn_at is not None):
            planned = _plan_unknown(draft, earlier, item, row)
        else:
            planned = draft.add(want(Recommendation, {}, row, draft.held, ref=earlier.ref_of(row), says=row.text_as_read))
        yield item, planned, row


def _candidates(earlier: Earlier, quotation: Quotation, rows: Sequence[Recommendation]) -> list[Candidate]:
    return opinions_for(quotation, [(row, earlier.ref_of(row), _opinion(row, earlier.reports)) for row in rows])


def _hidden(earlier: Earlier, item: records.EarlierItem) -> Recommendation | None:
    """The row of the same words that an undone or corrected load has hidden."""
    return next(
        (
            row
            for row in earlier.rows
            if row.withdrawn_at is not None
            and earlier.reports[row.report_id].number == 0
            and text_key(row.text_as_read) == text_key(item.text)
        ),
        None,
    )


def _plan_unknown(draft: Draft, earlier: Earlier, item: records.EarlierItem, old: Recommendation | None) -> Planned:
    """An opinion whose paper is missing, as the answer quotes it."""
    if earlier.known_only_from_here is None:
        earlier.known_only_from_here = _plan_report_zero(draft, earlier)
    report = earlier.known_only_from_here
    values: dict[str, object] = {
        "report_id": report,
        "path": item.path,
        "level": Level.ITEM.value,
        "is_leaf": True,
        "text_as_read": item.text,
        "origin": Origin.OPINION.value,
        **draft.place(item),
    }
    if old is None:
        earlier.position += 1
        ref_path = earlier.refs.give(item.path, None)
        values |= {"ref_path": ref_path, "position": earlier.position, "status": Status.OPEN.value}
    else:
        ref_path = old.ref_path
    planned = draft.add(want(Recommendation, values, old, draft.held, ref=f"{report.ref}:{ref_path}", says=item.text))
    planned.raised_in, planned.since = earlier.session, day_of(earlier.session)
    return planned


def _plan_report_zero(draft: Draft, earlier: Earlier) -> Planned:
    """The paper that nobody has loaded yet: it stands for all opinions of its session that only later papers quote."""
    session = earlier.session
    old = next((report for report in earlier.reports.values() if report.number == 0), None)
    number = session.values.get("number", getattr(session.old, "number", None))
    # Data, not a message: it stands beside the Chinese titles of the other reports.
    title = f"第{number}次会议审议意见（原件待录）" if number is not None else f"{session.ref}会议审议意见（原件待录）"
    values: dict[str, object] = {"session_id": session}
    if old is None:
        values |= {"number": 0, "kind": ReportKind.DELIBERATION_OPINION.value, "title": title, "title_key": text_key(title)}
    planned = draft.add(want(Report, values, old, draft.held, ref=f"{session.ref}/0", says=title))
    planned.since = day_of(session)
    return planned


def _subject(item: records.EarlierItem, by_number: dict[int, PlannedReport]) -> str:
    number = item.answered_in if item.answered_in is not None else next((reply.report for reply in item.replies), None)
    report = by_number.get(number) if number is not None else None
    return report.record.title if report is not None else ""


def _opinion(row: Recommendation, reports: dict[int, Report]) -> Opinion:
    report = reports[row.report_id]
    return Opinion(heading=row.heading, text=row.text_as_read, subject=report.title if report.number != 0 else "")
