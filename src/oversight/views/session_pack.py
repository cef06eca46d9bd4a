"""What the next session has to know: carried over, due, overdue, to judge, promised, asked again, and what has to be sent."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from oversight.database.reading import Reader
from oversight.rules.candidates import ASKED_AGAIN
from oversight.views.doubts import Doubt, list_doubts
from oversight.views.inbox import Waiting, inbox
from oversight.views.last_answers import LastAnswer, last_answers
from oversight.views.organizations import organizations
from oversight.views.progress import Progress, progress_of
from oversight.views.promises import Promise, list_promises
from oversight.views.recommendation_rows import Recommendation, Source, responsible_bodies, source_of
from oversight.views.recommendations import Question, list_recommendations
from oversight.views.refs import bodies
from oversight.views.resolve_ref import Entity, resolve_ref
from oversight.vocabulary import BodyRole, Origin, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Convened:
    """The session that the papers are for, and its committee."""

    ref: str
    body: str
    term: int | None
    number: int | None
    date: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFor:
    """A plan or a report that is asked for by a day: of a paper (``ref``), with how many of its acts nobody has answered yet."""

    ref: str
    title: str
    kind: str
    addressee: str | None
    due_on: date
    unanswered: int
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class ToHandOver:
    """An opinion of an earlier session that was never handed over, with its acts that are not done, and when its answers are due."""

    ref: str
    title: str
    document_number: str | None
    addressee: str | None
    session: str
    term: int | None
    session_number: int | None
    session_date: date | None
    plan_due_on: date | None
    plan_due_text: str | None
    answer_due_on: date | None
    answer_due_text: str | None
    rows: tuple[Recommendation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToRemind:
    """What is overdue with one body: by the name that it has now, whatever the papers call it; None where nobody is named.

    ``claimed`` are overdue rows that it has answered as done and that the committee has not judged: there it is not the body that is
    late. ``answers`` are the last words on all of them, by number.
    """

    body: str | None
    rows: tuple[Recommendation, ...]
    claimed: tuple[Recommendation, ...]
    answers: dict[int, LastAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPack:
    """All of it. ``day`` is the day that decides what is overdue.

    ``sources`` say where each answer in ``waiting`` stands, by its number; ``progress`` how far each row has come, by its number.
    """

    session: Convened
    day: date
    carried_over: tuple[Recommendation, ...]
    overdue: tuple[Recommendation, ...]
    due: tuple[Recommendation, ...]
    asked_for: tuple[AskedFor, ...]
    waiting: tuple[Waiting, ...]
    sources: dict[int, Source]
    promises: tuple[Promise, ...]
    recurring: tuple[Recommendation, ...]
    to_decide: tuple[Doubt, ...]
    to_hand_over: tuple[ToHandOver, ...]
    to_remind: tuple[ToRemind, ...]
    progress: dict[int, Progress]


def session_pack(reader: Reader, ref: str, *, language: str, today: date) -> SessionPack:
    """What the session ``ref`` has to know on the day ``today``; it need not have papers yet.

    :raises NotFound: there is no such session
    """
    found = resolve_ref(reader, ref, Entity.SESSION)
    row = reader.one(_SESSION, id=found.id)
    assert row is not None
    begins: date | None = row["starts_on"]
    until: date | None = row["ends_on"] or begins
    session = Convened(ref=found.ref, body=row["name"], term=row["term"], number=row["number"], date=begins)
    prefix = bodies(reader).prefix(found.body_id)

    def is_earlier(one: Recommendation) -> bool:
        before = begins is None or one.session.date is None or one.session.date < begins
        return one.ref.startswith(prefix) and one.session.ref != found.ref and before

    outstanding = Question(statuses=(Status.OPEN, Status.IN_PROGRESS))
    carried = [one for one in list_recommendations(reader, outstanding, language=language, today=today) if is_earlier(one)]
    dated = sorted((one for one in carried if one.due_on is not None), key=lambda one: one.due_on or date.max)
    refs = {one.ref for one in carried}
    waiting = [one for one in inbox(reader, language=language, today=today) if one.ref.startswith(prefix)]
    overdue = [one for one in dated if one.overdue]
    return SessionPack(
        session=session,
        day=today,
        carried_over=tuple(carried),
        overdue=tuple(overdue),
        due=tuple(one for one in dated if not one.overdue and until is not None and (one.due_on or date.max) <= until),
        asked_for=tuple(_asked_for(reader, found.body_id, carried, prefix, until or today)),
        waiting=tuple(waiting),
        sources=_sources(reader, [one.id for one in waiting]),
        promises=tuple(
            one
            for one in list_promises(reader, language=language, today=today, of_body=found.body_id)
            if refs.intersection(one.leaves)
        ),
        recurring=tuple(one for one in carried if one.chain),
        to_decide=tuple(one for one in list_doubts(reader) if one.code == ASKED_AGAIN and _is_of(one, prefix)),
        to_hand_over=tuple(_to_hand_over(reader, found.body_id, carried, prefix)),
        to_remind=tuple(_to_remind(reader, found.body_id, overdue, today)),
        progress=progress_of(reader, [one.id for one in carried]),
    )


def _is_of(doubt: Doubt, prefix: str) -> bool:
    return doubt.session is not None and doubt.session.startswith(prefix)


_SESSION = """
    SELECT s.starts_on, s.ends_on, s.number, t.number AS term, b.name
    FROM legislative_session s
    JOIN body b ON b.id = s.body_id
    LEFT JOIN term t ON t.id = s.term_id
    WHERE s.id = :id"""


def _asked_for(reader: Reader, body_id: int, carried: Sequence[Recommendation], prefix: str, until: date) -> list[AskedFor]:
    """Plans and answers due by ``until`` to papers of which an act that is not done was not answered yet."""
    answered = _answered(reader, body_id)
    unanswered: dict[str, int] = {}
    for one in carried:
        unanswered[one.report.ref] = unanswered.get(one.report.ref, 0) + (one.id not in answered)
    rows = reader.rows(_ASKED_FOR, body=body_id, until=until)
    found = []
    for row in rows:
        ref = f"{prefix}{row['ref']}/{row['number']}"
        if unanswered.get(ref):
            found.append(
                AskedFor(
                    ref=ref,
                    title=row["title"],
                    kind=row["kind"],
                    addressee=row["addressee"],
                    due_on=row["due_on"],
                    unanswered=unanswered[ref],
                    source=source_of(row),
                )
            )
    return found


# The last extension holds.
_ASKED_FOR = """
    SELECT p.number, p.title, p.addressee, s.ref, d.kind, d.due_on, d.first_line, d.last_line, f.name AS file
    FROM deadline d
    JOIN report p ON p.id = d.report_id
    JOIN legislative_session s ON s.id = p.session_id
    LEFT JOIN source_document f ON f.id = d.document_id
    WHERE d.body_id = :body AND d.kind IN ('plan', 'answer') AND d.withdrawn_at IS NULL AND p.withdrawn_at IS NULL
        AND d.due_on <= :until
        AND d.sequence = (SELECT MAX(x.sequence) FROM deadline x
            WHERE x.report_id = d.report_id AND x.kind = d.kind AND x.withdrawn_at IS NULL)
    ORDER BY d.due_on, s.id, p.number, d.kind"""


def _answered(reader: Reader, body_id: int) -> set[int]:
    """The rows of which a body has said something, and all that stands in them."""
    rows = reader.rows(
        """
        WITH RECURSIVE below (id) AS (
            SELECT recommendation_id FROM reply WHERE body_id = :body AND kind = 'answer' AND withdrawn_at IS NULL
            UNION
            SELECT r.id FROM below JOIN recommendation r ON r.parent_id = below.id)
        SELECT id FROM below""",
        body=body_id,
    )
    return {row["id"] for row in rows}


def _sources(reader: Reader, answers: Sequence[int]) -> dict[int, Source]:
    if not answers:
        return {}
    rows = reader.rows(
        """
        SELECT y.id, y.first_line, y.last_line, f.name AS file
        FROM reply y LEFT JOIN source_document f ON f.id = y.document_id
        WHERE y.id IN :answers""",
        answers=list(answers),
    )
    return {row["id"]: source_of(row) for row in rows}


def _to_hand_over(reader: Reader, body_id: int, carried: Sequence[Recommendation], prefix: str) -> list[ToHandOver]:
    """Formal opinions with acts that are not done and that were never handed over, nor answered, nor is their own paper missing."""
    of_report: dict[str, list[Recommendation]] = {}
    for one in carried:
        if one.origin == Origin.OPINION.value:
            of_report.setdefault(one.report.ref, []).append(one)
    found = []
    for row in reader.rows(_NOT_HANDED_OVER, body=body_id):
        rows = of_report.get(f"{prefix}{row['ref']}/{row['number']}")
        if rows:
            found.append(
                ToHandOver(
                    ref=rows[0].report.ref,
                    title=row["title"],
                    document_number=row["document_number"],
                    addressee=row["addressee"],
                    session=rows[0].session.ref,
                    term=rows[0].session.term,
                    session_number=row["session_number"],
                    session_date=row["starts_on"],
                    plan_due_on=row["plan_due_on"],
                    plan_due_text=row["plan_due_text"],
                    answer_due_on=row["answer_due_on"],
                    answer_due_text=row["answer_due_text"],
                    rows=tuple(rows),
                )
            )
    return found


def _to_remind(reader: Reader, body_id: int, overdue: Sequence[Recommendation], today: date) -> Iterator[ToRemind]:
    """Each body once, in the order of what is overdue longest; those that lead together are reminded together."""
    acting = organizations(reader)
    leads = responsible_bodies(reader, [one.id for one in overdue]) if overdue else {}
    of_bodies: dict[str, list[Recommendation]] = {}
    for one in overdue:
        names = leads[one.id][BodyRole.LEAD.value] or [one.addressee or ""]
        called = (acting.called(name, raised_on=one.session.date, today=today, body_id=body_id) for name in names)
        of_bodies.setdefault("、".join(dict.fromkeys(called)), []).append(one)
    answers = last_answers(reader, [one.id for one in overdue])
    claimed = {leaf for leaf, answer in answers.items() if answer.waits_as_done}
    for body, rows in of_bodies.items():
        late = tuple(one for one in rows if one.id not in claimed)
        if late:
            yield ToRemind(
                body=body or None,
                rows=late,
                claimed=tuple(one for one in rows if one.id in claimed),
                answers={one.id: answers[one.id] for one in rows if one.id in answers},
            )


_DUE = """(SELECT d.{column} FROM deadline d WHERE d.report_id = p.id AND d.kind = '{kind}' AND d.withdrawn_at IS NULL
        ORDER BY d.sequence DESC LIMIT 1) AS {kind}_{column}"""
_DUE_COLUMNS = ", ".join(
    _DUE.format(kind=kind, column=column) for kind in ("plan", "answer") for column in ("due_on", "due_text")
)

_NOT_HANDED_OVER = f"""
    SELECT p.number, p.title, p.addressee, s.ref, s.number AS session_number, s.starts_on,
        p.document_number, {_DUE_COLUMNS}
    FROM report p
    JOIN legislative_session s ON s.id = p.session_id
    WHERE p.body_id = :body AND p.number > 0 AND p.withdrawn_at IS NULL AND s.withdrawn_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM hand_over h LEFT JOIN recommendation r ON r.id = h.recommendation_id
            WHERE h.withdrawn_at IS NULL AND (h.report_id = p.id OR r.report_id = p.id))
        AND NOT EXISTS (SELECT 1 FROM reply y JOIN recommendation r ON r.id = y.recommendation_id
            WHERE r.report_id = p.id AND y.kind = 'answer' AND y.withdrawn_at IS NULL)
    ORDER BY COALESCE(s.starts_on, '9999-12-31'), s.id, p.number"""  # noqa: S608 -- put together from constants
