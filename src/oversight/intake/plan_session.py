"""The committee, the term, the session, its documents, sitting and agenda."""

from collections.abc import Sequence
from datetime import date

from oversight import __version__
from oversight.database.meetings import AgendaItem, LegislativeSession, Sitting
from oversight.database.papers import SourceDocument
from oversight.database.people import Body, Term
from oversight.database.story import RefAlias
from oversight.documents.layout import layout_of
from oversight.errors import Undecided
from oversight.intake.draft import Draft, session_ref
from oversight.intake.planned import Act, Planned, want, withdraw
from oversight.intake.stored import Stored
from oversight.intake.tell import tell, tell_text
from oversight.messages import _
from oversight.rules.body_code import code_of, is_same_body
from oversight.vocabulary import SessionKind


def find_body(stored: Stored, name: str) -> Body | None:
    """The committee that ``name`` means; None where it is new. Two that it could mean are a person's choice."""
    exact = [body for body in stored.bodies if body.name == name]
    found = exact or [body for body in stored.bodies if is_same_body(body.name, name)]
    if len(found) > 1:
        raise Undecided(
            _("{name} could be {bodies}.").format(name=name, bodies=_(" or ").join(body.name for body in found)),
            hint=_("Write the committee's full name into the paper and load it again."),
        )
    return found[0] if found else None


def plan_body(draft: Draft, old: Body | None) -> Planned:
    """The committee's row, under the longest name that a paper has given it."""
    name = draft.packet.session.body
    if old is None:
        values: dict[str, object] = {"name": name, "code": code_of(name, {body.code for body in draft.stored.bodies})}
    else:
        values = {"name": name if len(name) > len(old.name) else old.name}
    planned = want(Body, values, old, draft.held, ref=old.code if old is not None else str(values["code"]), says=name)
    tell_text(draft, planned, "name")
    return planned


def plan_term(draft: Draft, number: int | None) -> Planned | None:
    """The term's row; None where no paper names it."""
    if number is None:
        return None
    planned = _already(draft, Term, "number", number)
    if planned is None:
        planned = draft.add(
            want(Term, {"number": number}, draft.stored.terms.get(number), draft.held, ref=str(number), says=str(number))
        )
    return planned


def plan_session(draft: Draft) -> Planned:
    """The row of the session whose papers these are. What this packet does not say stays as an earlier one has said it."""
    said = draft.packet.session
    term = plan_term(draft, said.term)
    old = find_session(draft.stored, said.term, said.number, said.starts_on)
    ref = session_ref(said.term, said.number, said.starts_on)
    if old is not None and (ref is None or (old.number is not None and old.term_id is not None)):
        ref = old.ref
    if ref is None:
        raise Undecided(
            _("The papers do not say which session they belong to."),
            where=draft.packet.source.files[0].name if draft.packet.source.files else None,
            hint=_("They have to name the session's number or its day; check what was read with: oversight explain FILE"),
        )
    in_order = said.starts_on is None or said.ends_on is None or said.starts_on <= said.ends_on
    declared = draft.packet.declared
    said_values: dict[str, object] = {
        "term_id": term,
        "number": said.number,
        "starts_on": said.starts_on,
        "ends_on": said.ends_on if in_order else said.starts_on,
        "venue": said.venue,
        "presided_by": said.presided_by,
        "declared_members": declared.members,
        "declared_present": declared.present,
        "declared_leave": declared.leave,
        "declared_absent": declared.absent,
    }
    values = {name: value for name, value in said_values.items() if value is not None}
    values |= {"papers_known": True, "ref": ref}
    if old is None:
        values["kind"] = SessionKind.COMMITTEE.value
    planned = draft.add(want(LegislativeSession, values, old, draft.held, ref=ref, says=ref))
    if old is not None and old.ref != ref:
        plan_alias(draft, old.ref, planned)
    if planned.changed("papers_known") is not None:
        tell(draft, ref, "papers_known", _("The papers of {ref} have come.").format(ref=ref))
    else:
        for name in ("number", "starts_on", "ends_on", "venue", "presided_by"):
            tell_text(draft, planned, name)
    return planned


def plan_alias(draft: Draft, ref: str, planned: Planned) -> None:
    """The ref under which ``planned`` was known so far stays good."""
    values: dict[str, object] = {"ref": ref, "entity": planned.model.__tablename__, "entity_id": planned}
    draft.add(want(RefAlias, values, draft.stored.aliases.get(ref), draft.held, ref=ref, says=planned.ref))


def plan_answered_session(draft: Draft, term: int | None, number: int | None, day: date | None) -> Planned | None:
    """The row of an earlier session that a paper speaks of; None where the paper does not say which one it was."""
    if term is None and number is not None:
        term = draft.packet.session.term
    ref = session_ref(term, number, day)
    if ref is None:
        return None
    old = find_session(draft.stored, term, number, day)
    for planned in draft.rows:
        if planned.model is LegislativeSession and (planned.ref == ref or (old is not None and planned.old is old)):
            return planned
    if old is not None:
        # Its own papers, or the first that spoke of it, have said more than a mere mention.
        return draft.add(want(LegislativeSession, {}, old, draft.held, ref=old.ref, says=old.ref))
    values: dict[str, object] = {
        "ref": ref,
        "kind": SessionKind.COMMITTEE.value,
        "term_id": plan_term(draft, term),
        "number": number,
        "starts_on": day,
        "papers_known": False,
    }
    return draft.add(want(LegislativeSession, values, None, draft.held, ref=ref, says=ref))


def find_session(stored: Stored, term: int | None, number: int | None, day: date | None) -> LegislativeSession | None:
    """The stored session with this term and number; by its day where one side lacks them."""
    terms = {row.id: row_number for row_number, row in stored.terms.items()}
    sessions = [session for session in stored.sessions if session.kind == SessionKind.COMMITTEE.value]
    if term is not None and number is not None:
        for session in sessions:
            if session.number == number and session.term_id is not None and terms.get(session.term_id) == term:
                return session
    if day is None:
        return None
    complete = term is not None and number is not None
    on_that_day = [
        session
        for session in sessions
        if session.starts_on is not None
        and session.starts_on <= day <= (session.ends_on or session.starts_on)
        and (not complete or session.number is None or session.term_id is None)
        and (number is None or session.number in (None, number))
    ]
    return on_that_day[0] if len(on_that_day) == 1 else None


def plan_documents(draft: Draft, session: Planned) -> None:
    """The files as read. A file whose text is stored already is that document, whatever it is called now."""
    stored = draft.stored.documents_of([document.sha256 for document in draft.documents])
    for document in draft.documents:
        of_file = [row for row in stored if row.sha256 == document.sha256]
        old = next((row for row in of_file if row.text == document.text), None)
        values: dict[str, object] = {"layout": layout_of(document)}
        if old is None:
            old = next((row for row in of_file if row.reader_version == __version__), None)
            values |= {"text": document.text, "line_count": len(document.lines)}
            if old is None:
                values |= {
                    "session_id": session,
                    "name": document.name,
                    "sha256": document.sha256,
                    "reader_version": __version__,
                }
        draft.sources.append(draft.add(want(SourceDocument, values, old, draft.held, ref=document.name, says=document.name)))


def plan_sitting(draft: Draft, session: Planned) -> Planned:
    """The session's one sitting: papers that part several are not told apart."""
    old_session = session.old if isinstance(session.old, LegislativeSession) else None
    old = next((sitting for sitting in draft.stored.sittings(old_session) if sitting.number == 1), None)
    values: dict[str, object] = {"session_id": session, "number": 1}
    if draft.packet.session.starts_on is not None:
        values["held_on"] = draft.packet.session.starts_on
    return draft.add(want(Sitting, values, old, draft.held, ref=session.ref, says="1"))


def plan_agenda(draft: Draft, session: Planned) -> None:
    """The agenda, item by number. A packet without one leaves what is stored."""
    items = draft.packet.agenda
    if not items:
        return
    old_session = session.old if isinstance(session.old, LegislativeSession) else None
    stored = {row.number: row for row in draft.stored.agenda(old_session)}
    seen: set[int] = set()
    for item in items:
        if item.number in seen:
            draft.doubt("agenda_number_twice", _("The agenda has number {number} twice.").format(number=item.number), item)
            continue
        seen.add(item.number)
        values: dict[str, object] = {"session_id": session, "number": item.number, "text": item.text, **draft.place(item)}
        ref = _("{session} agenda {number}").format(session=session.ref, number=item.number)
        planned = draft.add(want(AgendaItem, values, stored.pop(item.number, None), draft.held, ref=ref, says=item.text))
        tell_text(draft, planned, "text")
    for row in _standing(list(stored.values())):
        ref = _("{session} agenda {number}").format(session=session.ref, number=row.number)
        draft.add(withdraw(row, ref=ref, says=row.text))


def _standing(rows: Sequence[AgendaItem]) -> list[AgendaItem]:
    return [row for row in rows if row.withdrawn_at is None]


def _already(draft: Draft, model: type[Term], name: str, value: object) -> Planned | None:
    for planned in draft.rows:
        if planned.model is model and planned.values.get(name) == value and planned.act in (Act.INSERT, Act.NOTHING):
            return planned
    return None
