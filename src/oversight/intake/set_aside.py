"""A person sets a passage aside: it is no row, and they say why."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.reading import over
from oversight.database.story import Decision, Doubt
from oversight.documents.document import Document
from oversight.documents.layout import document_again
from oversight.errors import NotFound, Refused, WrongUse
from oversight.history.record import begin_change, record
from oversight.intake.cover import cover_session, current_papers
from oversight.messages import _
from oversight.stored_words import sentence
from oversight.structure.dense_text import dense
from oversight.views.kept_rows import SET_ASIDE, KeptPaper, kept_papers
from oversight.views.resolve_ref import Entity, resolve_ref
from oversight.vocabulary import DoubtState, LineState

# So much of the passage names it in lists; the whole of it is kept beside.
_NAMED = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class WasSetAside:
    """What was set aside."""

    session: str
    file: str
    lines: tuple[int, int]
    passage: str


def set_aside(
    db: Session,
    ref: str,
    place: str,
    *,
    reason: str,
    made_by: str,
    command_id: str,
    now: datetime,
) -> WasSetAside:
    """Set the lines ``place`` (FILE:137-139, or 137 where the session has one file) aside. Later loads keep to it.

    :raises NotFound: no such session, file or line
    :raises Refused: nothing open stands there, or no reason is given
    """
    if not reason.strip():
        raise Refused(_("A passage is set aside for a reason."), hint=_("Say --reason TEXT."))
    reader = over(db.connection())
    found = resolve_ref(reader, ref, Entity.SESSION)
    paper, first, last = _placed(current_papers(kept_papers(reader, found.id)), place)
    document = document_again(paper.name, paper.sha256, paper.text, paper.layout)
    passage = _passage(document, first, last)
    lines = cover_session(reader, found.ref).lines
    open_lines = [line for line in lines if line.file == paper.name and first <= line.line <= last]
    if not any(line.state == LineState.OPEN.value for line in open_lines):
        raise Refused(
            _("Nothing open stands at {place}.").format(place=place),
            hint=_("What is open: oversight coverage {session}. To take a row off the list: oversight rec drop.").format(
                session=found.ref
            ),
        )
    change = begin_change(
        db,
        body_id=found.body_id,
        made_by=made_by,
        command="coverage set-aside",
        command_id=command_id,
        made_at=now,
        summary=sentence(
            "{session}: {file}, lines {first} to {last} set aside", session=found.ref, file=paper.name, first=first, last=last
        ),
    )
    message = f"{passage[:_NAMED]} ({paper.name}:{first}-{last})"
    doubt = db.scalars(
        select(Doubt).where(Doubt.session_id == found.id, Doubt.code == SET_ASIDE, Doubt.message == message)
    ).first()
    again = doubt is not None
    if doubt is None:
        doubt = Doubt(
            body_id=found.body_id,
            session_id=found.id,
            document_id=paper.id,
            code=SET_ASIDE,
            message=message,
            first_line=first,
            last_line=last,
            state=DoubtState.SETTLED.value,
            passage=passage,
        )
        db.add(doubt)
    doubt.withdrawn_at = None
    db.flush()
    decision = Decision(body_id=found.body_id, doubt_id=doubt.id, change_id=change.id, answer=SET_ASIDE, reason=reason)
    db.add(decision)
    db.flush()
    for entity, key, field, says in (
        ("doubt", doubt.id, "restored" if again else "created", passage),
        ("decision", decision.id, "created", SET_ASIDE),
    ):
        record(
            db,
            change,
            entity,
            key,
            field,
            None,
            says,
            effective_on=now.astimezone().date(),
            session_id=found.id,
            note=reason,
        )
    db.flush()
    return WasSetAside(session=found.ref, file=paper.name, lines=(first, last), passage=passage)


def _placed(papers: list[KeptPaper], place: str) -> tuple[KeptPaper, int, int]:
    """The paper and the lines that ``place`` means."""
    name, colon, numbers = place.rpartition(":")
    first, _dash, last = numbers.partition("-")
    if not first.isdecimal() or (last and not last.isdecimal()):
        raise WrongUse(
            _("{place} is no place in a file.").format(place=place), hint=_("Write it as FILE:137, or as FILE:137-139.")
        )
    named = [paper for paper in papers if paper.name == name] if colon else list(papers)
    if len(named) != 1:
        raise NotFound(
            _("{name} is not one file of this session.").format(name=name or place),
            hint=_("Its files: {files}.").format(files=_(", ").join(paper.name for paper in papers)),
        )
    begin, end = int(first), int(last or first)
    count = named[0].text.count("\n") + 1
    if not 1 <= begin <= end <= count:
        raise NotFound(
            _("{file} has no lines {first} to {last}.").format(file=named[0].name, first=begin, last=end),
            hint=_("It has {count} lines.").format(count=count),
        )
    return named[0], begin, end


def _passage(document: Document, first: int, last: int) -> str:
    return dense(document.lines[first - 1 : last]).text
