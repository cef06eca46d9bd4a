"""Put on the list what the reader did not find, or what no paper says."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from oversight.database.check import stands_at
from oversight.database.papers import Problem, Recommendation, Report, SourceDocument
from oversight.database.people import Responsibility
from oversight.errors import Refused, WrongUse
from oversight.follow_up.deed import Deed, Who, begin_deed
from oversight.follow_up.named import check_followed
from oversight.follow_up.raised_on import session_day
from oversight.follow_up.split import ref_paths
from oversight.messages import _
from oversight.rules.origins import origin_of, problem_origin_of
from oversight.stored_words import sentence
from oversight.views.resolve_ref import Entity, Found, resolve_ref
from oversight.vocabulary import Basis, BodyRole, Level, Origin, ProblemOrigin, ReportKind, Status

_DEPTH = {level.value: depth for depth, level in enumerate(Level)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What is put on the list: typed words, or those that stand at ``lines`` (first and last) of the paper, or both."""

    text: str | None
    heading: str | None = None
    lines: tuple[int, int] | None = None


def add_recommendation(
    db: Session,
    under: str,
    passage: Passage,
    *,
    who: Who,
    origin: Origin | None = None,
    level: Level | None = None,
    bodies: Sequence[str] = (),
    note: str | None = None,
) -> Found:
    """Put an open recommendation under ``under``: an item under a report, else a part of an item or a measure.

    The first of ``bodies`` takes the lead. Without ``origin`` it has that of what it stands in, or the one that papers of the
    report's kind have; without ``level`` it is an action, or an item.

    :raises NotFound: nothing answers to the ref
    :raises WrongUse: it is neither report nor recommendation; there is neither a text nor lines
    :raises Refused: what it should stand in is a leaf or was dropped; the text does not stand at the lines; the lines are not
        the report's; the level or the origin does not fit
    """
    deed = begin_deed(db, who, "rec add", note=note)
    found = resolve_ref(deed.reader, under, Entity.REPORT, Entity.RECOMMENDATION)
    above = None if found.entity is Entity.REPORT else db.get_one(Recommendation, found.id)
    if above is not None:
        _check_takes_parts(deed, found, above)
    report = db.get_one(Report, found.id if above is None else above.report_id)
    deed.since = session_day(deed, report.id)
    wanted = level or (Level.ITEM if above is None else Level.ACTION)
    if above is not None and _DEPTH[wanted.value] <= _DEPTH[above.level]:
        raise Refused(_("A part is of a lower level than what it stands in."), where=found.ref)
    text, placed = _read(deed, report, passage, found)
    ref_path = ref_paths(deed, report.id).give("1", None if above is None else above.ref_path)
    row = Recommendation(
        body_id=found.body_id,
        report_id=report.id,
        parent_id=None if above is None else above.id,
        ref_path=ref_path,
        path=ref_path,
        position=_position(deed, report, above),
        level=wanted.value,
        is_leaf=True,
        label=None,
        heading=_plain(passage.heading),
        text_as_read=text,
        text_override=None,
        origin=_origin(found, report, above, origin).value,
        status=Status.OPEN.value,
        **placed,
    )
    ref = f"{found.ref.partition(':')[0]}:{ref_path}"
    deed.summary = sentence("{ref}: added", ref=ref)
    deed.create(row, text)
    deed.tell(row, "status", None, Status.OPEN.value)
    for place, name in enumerate(dict.fromkeys(name.strip() for name in bodies if name.strip())):
        role = BodyRole.SUPPORTING if place else BodyRole.LEAD
        body = Responsibility(
            body_id=row.body_id, recommendation_id=row.id, name=name, role=role.value, basis=Basis.ASSIGNED.value
        )
        deed.create(body, name)
    db.flush()
    return Found(Entity.RECOMMENDATION, row.id, row.body_id, ref)


def add_problem(
    db: Session,
    report_ref: str,
    passage: Passage,
    *,
    who: Who,
    origin: ProblemOrigin | None = None,
    note: str | None = None,
) -> Found:
    """Put a problem on the list of the report ``report_ref``; without ``origin`` by who speaks in papers of its kind.

    :raises NotFound: nothing answers to the ref
    :raises WrongUse: it is no report; there is neither a text nor lines
    :raises Refused: the text does not stand at the lines; the lines are not the report's
    """
    deed = begin_deed(db, who, "problem add", note=note)
    found = resolve_ref(deed.reader, report_ref, Entity.REPORT)
    report = db.get_one(Report, found.id)
    deed.since = session_day(deed, report.id)
    text, placed = _read(deed, report, passage, found)
    of_report = Problem.report_id == report.id
    number = (db.scalar(select(func.max(Problem.number)).where(of_report)) or 0) + 1
    row = Problem(
        body_id=found.body_id,
        report_id=report.id,
        number=number,
        path=str(number),
        position=(db.scalar(select(func.max(Problem.position)).where(of_report)) or 0) + 1,
        heading=_plain(passage.heading),
        text_as_read=text,
        text_override=None,
        origin=(origin or problem_origin_of(ReportKind(report.kind))).value,
        **placed,
    )
    ref = f"{found.ref}:p{number}"
    deed.summary = sentence("{ref}: added", ref=ref)
    deed.create(row, text)
    db.flush()
    return Found(Entity.PROBLEM, row.id, row.body_id, ref)


def _check_takes_parts(deed: Deed, found: Found, above: Recommendation) -> None:
    check_followed(deed, found, above)
    if above.is_leaf:
        raise Refused(
            _("It is followed as one act; with a part, its own words would be followed no more."),
            where=found.ref,
            hint=_("Cut it instead: {command}").format(command=f"oversight rec split {found.ref} --at …"),
        )


def _origin(found: Found, report: Report, above: Recommendation | None, wanted: Origin | None) -> Origin:
    if above is None:
        return wanted or origin_of(ReportKind(report.kind))
    if wanted is not None and wanted.value != above.origin:
        raise Refused(_("A part has the origin of what it stands in."), where=found.ref, hint=_("Leave --origin out."))
    return Origin(above.origin)


def _read(deed: Deed, report: Report, passage: Passage, found: Found) -> tuple[str, dict[str, int | None]]:
    """The text, and where it stands: nowhere, if it was only typed."""
    text = _plain(passage.text)
    if passage.lines is None:
        if text is None:
            raise WrongUse(_("A text is missing."), hint=_("Type it in --text, or name its lines in --lines."))
        return text, {"document_id": None, "first_line": None, "last_line": None}
    first, last = passage.lines
    document = None if report.document_id is None else deed.db.get_one(SourceDocument, report.document_id)
    if document is None or report.first_line is None or report.last_line is None:
        raise Refused(_("Its paper is not in the database, only what a later one says of it."), where=found.ref)
    if not report.first_line <= first <= last <= report.last_line:
        raise Refused(
            _("These lines are not of this paper, which has the lines {first} to {last} of {file}.").format(
                first=report.first_line, last=report.last_line, file=document.name
            ),
            where=found.ref,
        )
    lines = document.text.split("\n")
    stands_there = _plain("".join(line.strip() for line in lines[first - 1 : last]))
    text = text or stands_there
    if text is None or not stands_at(text, lines, first, last):
        raise Refused(
            _("This text does not stand at these lines: {passage}").format(passage=stands_there or ""),
            where=found.ref,
            hint=_("Leave --text out to take the lines as they are; mend them with: {command}").format(
                command="oversight rec edit"
            ),
        )
    return text, {"document_id": document.id, "first_line": first, "last_line": last}


def _plain(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None


def _position(deed: Deed, report: Report, above: Recommendation | None) -> int:
    """After all that stands where the new row is put."""
    rows = deed.db.scalars(select(Recommendation).where(Recommendation.report_id == report.id)).all()
    if above is None:
        return max((row.position for row in rows), default=1)
    beginning = above.ref_path + "."
    return max([above.position, *(row.position for row in rows if row.ref_path.startswith(beginning))])
