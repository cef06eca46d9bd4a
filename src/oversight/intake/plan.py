"""From a packet and the database to all that a load would do."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from oversight.database.papers import Recommendation, Report
from oversight.intake.draft import Adopted, Draft, PlannedReport, Reading
from oversight.intake.move_clock import move_clock
from oversight.intake.plan_attached import owners, plan_deadlines, plan_links, plan_responsibilities
from oversight.intake.plan_doubts import plan_doubts
from oversight.intake.plan_earlier import plan_earlier
from oversight.intake.plan_people import plan_people
from oversight.intake.plan_problems import plan_problems
from oversight.intake.plan_recommendations import plan_recommendations
from oversight.intake.plan_recurrence import plan_recurrence
from oversight.intake.plan_reports import old_session_of, plan_reports
from oversight.intake.plan_session import (
    find_body,
    plan_agenda,
    plan_alias,
    plan_body,
    plan_documents,
    plan_session,
    plan_sitting,
    plan_term,
)
from oversight.intake.planned import Changed, Plan, Planned, amend, day_of, want, withdraw
from oversight.intake.stored import Stored
from oversight.messages import _
from oversight.records import packet as records
from oversight.rules.likeness import text_key
from oversight.rules.match_answers import Opinion, Quotation, match_answers
from oversight.rules.match_parts import Passage, match_parts
from oversight.vocabulary import Level, Origin


def plan_load(db: Session | None, reading: Reading) -> Plan:
    """What loading ``reading`` would do; nothing is written. Without a database (None) everything is new."""
    stored = Stored(db)
    old_body = find_body(stored, reading.packet.session.body)
    stored.read_body(old_body)
    draft = Draft(stored=stored, held=stored.held(), packet=reading.packet, documents=reading.documents)
    body = plan_body(draft, old_body)
    session = plan_session(draft)
    draft.settled = stored.settled(old_session_of(session))
    plan_documents(draft, session)
    people = plan_people(draft, session, plan_term(draft, reading.packet.session.term), lambda: plan_sitting(draft, session))
    presider = people.find(draft, reading.packet.session.presided_by)
    if presider is not None:
        amend(session, draft.held, presider_id=presider)
    plan_agenda(draft, session)

    rows = stored.reports(old_session_of(session))
    problems, recommendations = stored.problems(rows), stored.recommendations(rows)
    reports = plan_reports(
        draft, session=session, people=people, stored=rows, problems=problems, recommendations=recommendations
    )
    adopted = _adopt(draft, session, reports, rows, recommendations)
    for report in reports:
        number = report.row.id if report.row.id is not None else -1
        plan_problems(draft, report, problems.get(number, ()))
        plan_recommendations(draft, report, recommendations.get(number, ()), adopted.get(report.record.number, {}))
        for planned in report.recommendations.values():
            planned.raised_in = session
    attached = stored.attached(*owners(reports))
    plan_responsibilities(draft, reports, attached)
    plan_deadlines(draft, reports, attached)
    plan_links(draft, reports, attached)
    plan_earlier(draft, session, reports, attached)
    if db is not None:
        plan_recurrence(db, draft, session, reports)
    return Plan(
        body=body,
        session=session,
        session_ref=session.ref,
        effective_on=day_of(session),
        doubts=plan_doubts(draft, session),
        rows=draft.rows,
        moves=draft.moves,
        changes=_deepest(draft.told),
    )


def _adopt(
    draft: Draft,
    session: Planned,
    reports: Sequence[PlannedReport],
    rows: Sequence[Report],
    recommendations: dict[int, list[Recommendation]],
) -> dict[int, dict[str, Adopted]]:
    """The rows that a later paper had made known, in the reports that they come from: report in the packet → path → row."""
    old_session = old_session_of(session)
    nameless = next((row for row in rows if row.number == 0 and row.withdrawn_at is None), None)
    if nameless is None or old_session is None:
        return {}
    waiting = [row for row in recommendations.get(nameless.id, ()) if row.withdrawn_at is None]
    stored_already = {
        text_key(row.text_as_read) for number, found in recommendations.items() if number != nameless.id for row in found
    }
    asked = [
        (report, record)
        for report in reports
        for record in report.record.recommendations
        if record.origin is Origin.OPINION and text_key(record.text) not in stored_already
    ]
    items = [(report, record) for report, record in asked if record.level is Level.ITEM]
    subjects = draft.stored.answering_titles([row.id for row in waiting])
    found = _quoted_parts(waiting, asked)
    whole = [index for index in range(len(waiting)) if index not in found]
    pairs = match_answers(
        [Quotation(text=waiting[index].text_as_read, subject=subjects.get(waiting[index].id, "")) for index in whole],
        [Opinion(heading=record.heading, text=record.text, subject=report.record.title) for report, record in items],
    )
    found |= {whole[index]: items[place] for index, place in pairs.items()}
    adopted: dict[int, dict[str, Adopted]] = {}
    for index, row in enumerate(waiting):
        old_ref = f"{old_session.ref}/0:{row.ref_path}"
        if index in found:
            report, record = found[index]
            adopted.setdefault(report.record.number, {})[record.path] = Adopted(row=row, old_ref=old_ref)
            continue
        ref = f"{session.ref}/0:{row.ref_path}"
        if ref != old_ref:
            plan_alias(draft, old_ref, want(Recommendation, {}, row, draft.held, ref=ref))
        if any(record.origin is Origin.OPINION for report in reports for record in report.record.recommendations):
            draft.doubt(
                "answered_item_missing",
                _("{ref} was answered later, but was not found among the opinions of this packet.").format(ref=ref),
            )
    emptied = len(found) == len(waiting)
    move_clock(draft, nameless, [one for one in reports if one.record.number in adopted], emptied=emptied)
    if emptied:
        draft.add(withdraw(nameless, ref=f"{session.ref}/0", says=nameless.title))
    return adopted


_Asked = tuple[PlannedReport, records.Recommendation]


def _quoted_parts(waiting: Sequence[Recommendation], asked: Sequence[_Asked]) -> dict[int, _Asked]:
    """Those of the rows ``waiting`` that are a measure or an act of an opinion, by their place: the answer went through it part by part."""
    by_key = {(report.record.number, record.path): (report, record) for report, record in asked}
    passages = [
        Passage(
            key=(number, path),
            parent=(number, above) if (above := path.rpartition(".")[0]) and (number, above) in by_key else None,
            heading=record.heading,
            text=record.text,
        )
        for (number, path), (_report, record) in by_key.items()
    ]
    matched = match_parts([row.text_as_read for row in waiting], passages)
    return {index: asked_for for index, key in matched.items() for own, asked_for in by_key.items() if own == key}


def _deepest(told: Sequence[Changed]) -> tuple[Changed, ...]:
    """Without the texts of whole passages of which a part is told already: the whole always repeats its parts."""
    parts = {change.ref for change in told}
    return tuple(
        change for change in told if change.what != "text_as_read" or not any(ref.startswith(change.ref + ".") for ref in parts)
    )
