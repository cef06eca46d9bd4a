"""Recommendations as a list: which ones a question asks for, and their rows.

A question first becomes the keys of the rows in their order, then the rows are fetched: a handful of statements, however many
rows there are.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from oversight.database.leaf_conditions import DUE_ON, TAKEN_UP
from oversight.database.reading import Reader
from oversight.errors import WrongUse
from oversight.messages import _
from oversight.views.organizations import organizations, printed_names
from oversight.views.recommendation_rows import Recommendation, fetch_recommendations, leaf_counts
from oversight.views.resolve_ref import Entity, resolve_ref, resolve_refs
from oversight.vocabulary import Origin, Status

SORTS = ("ref", "due", "status", "session", "updated")
LEVELS = ("leaf", "measure", "item")

_FOLLOWED_UP = (Origin.OPINION, Origin.SUGGESTION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What ``rec list`` is asked for. What is left out does not narrow the list.

    ``statuses`` add up; ``due_before`` is exclusive; ``sessions`` and ``report`` are refs; ``origins`` default to formal opinions
    and suggestions; ``body`` is a responsible body or the addressee, by any of
    its names or by part of one, and finds what was given to those whose place it took; each word of ``search`` stands in the
    text, the heading or a title; ``everything`` also lists commitments, suggestions that an opinion has taken up, and what staff
    dropped; ``tree`` puts each leaf under its items and measures.
    """

    statuses: Collection[Status] = ()
    overdue: bool = False
    due_before: date | None = None
    sessions: Sequence[str] = ()
    report: str | None = None
    origins: Collection[Origin] = ()
    body: str | None = None
    search: str | None = None
    level: str = "leaf"
    tree: bool = False
    sort: str = "ref"
    limit: int | None = None
    everything: bool = False


@dataclass(slots=True)
class _Where:
    """Conditions that all hold, and the values of their parameters."""

    conditions: list[str] = field(default_factory=list)
    values: dict[str, object] = field(default_factory=dict)

    def add(self, condition: str, **values: object) -> None:
        self.conditions.append(condition)
        self.values.update(values)

    @property
    def sql(self) -> str:
        return " AND ".join(self.conditions)


def list_recommendations(reader: Reader, question: Question, *, language: str, today: date) -> list[Recommendation]:
    """The rows that ``question`` asks for, with titles in ``language``; ``today`` decides what is overdue.

    :raises NotFound: a session or report that it names is not there
    :raises WrongUse: an unknown level or order
    """
    ids = find_recommendations(reader, question, today=today)
    if question.tree:
        ids = _with_parents(reader, ids)
    return fetch_recommendations(reader, ids, language=language, today=today)


def find_recommendations(reader: Reader, question: Question, *, today: date) -> list[int]:
    """The keys of the rows that ``question`` asks for, in their order."""
    if question.level not in LEVELS:
        raise WrongUse(_("There is no level {level}.").format(level=question.level), hint=_one_of(LEVELS))
    if question.sort not in SORTS:
        raise WrongUse(_("Rows cannot be sorted by {order}.").format(order=question.sort), hint=_one_of(SORTS))
    if question.limit is not None and question.limit < 1:
        raise WrongUse(_("A limit is a number from 1 on."))
    where = _conditions(reader, question, today)
    own_status = question.level == "leaf" and not question.everything
    if own_status and question.statuses:
        where.add("r.status IN :statuses", statuses=[status.value for status in question.statuses])
    derived = not own_status and (question.statuses or question.overdue or question.sort == "status")
    if derived:
        return _of_status(reader, _keys(reader, where, question.sort), question)[: question.limit]
    if question.limit is not None and question.sort in _BY_SESSION:
        return _page(reader, where, question.sort, question.limit)
    return _keys(reader, where, question.sort, limit=question.limit)


def _page(reader: Reader, where: _Where, sort: str, limit: int) -> list[int]:
    """The first of a list that goes session by session: no more sessions are looked through than fill the page."""
    sessions = [
        row["id"]
        for row in reader.rows(
            f"SELECT s.id FROM legislative_session s WHERE s.withdrawn_at IS NULL ORDER BY {_BY_SESSION[sort]}"  # noqa: S608 -- a constant
        )
    ]
    found: list[int] = []
    start, count = 0, _FEW
    where.add("p.session_id IN :some")
    while start < len(sessions) and len(found) < limit:
        where.values["some"] = sessions[start : start + count]
        found += _keys(reader, where, sort, limit=limit - len(found))
        # Where few sessions hold nothing that is asked for, the rest is soon looked through at once.
        start, count = start + count, count * _FEW
    return found


def _keys(reader: Reader, where: _Where, sort: str, *, limit: int | None = None) -> list[int]:
    values = dict(where.values) if limit is None else {**where.values, "limit": limit}
    rows = reader.rows(
        f"""
        SELECT r.id
        FROM recommendation r
        JOIN report p ON p.id = r.report_id
        JOIN legislative_session s ON s.id = p.session_id
        LEFT JOIN recommendation up ON up.id = r.parent_id
        WHERE {where.sql}
        ORDER BY {_ORDER[sort]}
        {"" if limit is None else "LIMIT :limit"}""",  # noqa: S608 -- put together from constants; every value is a parameter
        **values,
    )
    return [row["id"] for row in rows]


def _one_of(words: Sequence[str]) -> str:
    return _("One of: {words}.").format(words=_(", ").join(words))


# How many sessions a page is first looked for in.
_FEW = 8
_BY_SESSION = {
    "ref": "COALESCE(s.starts_on, '9999-12-31'), s.id",
    "session": "COALESCE(s.starts_on, '0001-01-01') DESC, s.id DESC",
}
# As the papers have it: by day, session, paper, place in the paper. A session without a date stands last.
_IN_SESSION = "p.number, p.id, r.position, r.id"
_AS_PRINTED = f"{_BY_SESSION['ref']}, {_IN_SESSION}"
_ORDER = {
    "ref": _AS_PRINTED,
    "due": f"COALESCE({DUE_ON}, '9999-12-31'), {_AS_PRINTED}",
    "status": f"CASE r.status WHEN 'open' THEN 0 WHEN 'in_progress' THEN 1 ELSE 2 END, {_AS_PRINTED}",
    "session": f"{_BY_SESSION['session']}, {_IN_SESSION}",
    "updated": f"r.updated_at DESC, {_AS_PRINTED}",
}


def _conditions(reader: Reader, question: Question, today: date) -> _Where:
    """All that the database can decide; the status of what has leaves below it is decided later."""
    where = _Where(["r.withdrawn_at IS NULL", "p.withdrawn_at IS NULL", "s.withdrawn_at IS NULL"])
    if question.level == "leaf":
        where.add("r.is_leaf")
    else:
        where.add("r.level = :level", level=question.level)
    if not question.everything:
        where.add("r.dropped_at IS NULL")
        where.add(f"NOT {TAKEN_UP}")
    if question.origins or not question.everything:
        where.add("r.origin IN :origins", origins=[origin.value for origin in question.origins or _FOLLOWED_UP])
    if question.sessions:
        sessions = resolve_refs(reader, question.sessions, Entity.SESSION)
        where.add("s.id IN :sessions", sessions=[session.id for session in sessions])
    if question.report is not None:
        where.add("p.id = :report", report=resolve_ref(reader, question.report, Entity.REPORT).id)
    if question.overdue:
        where.add(f"{DUE_ON} < :today", today=today)
        if question.level == "leaf" and not question.everything:
            where.add("r.status <> 'done'")
    if question.due_before is not None:
        where.add(f"{DUE_ON} < :due_before", due_before=question.due_before)
    if question.body is not None:
        fits = organizations(reader).asked(question.body)
        where.add(_CONCERNS, bodies=[name for name in printed_names(reader) if fits(name)])
    for number, word in enumerate((question.search or "").split()):
        where.add(_MENTIONS.replace(":word", f":word_{number}"), **{f"word_{number}": _like(word)})
    return where


# A body that staff assigned stands in the place of the one that was read. What concerns a leaf concerns what it stands in.
_CONCERNS = """(p.addressee IN :bodies OR r.id IN (
    WITH RECURSIVE concerned (id) AS (
        SELECT x.recommendation_id
        FROM responsibility x
        WHERE x.withdrawn_at IS NULL AND x.name IN :bodies
            AND (x.basis = 'assigned' OR NOT EXISTS (
                SELECT 1 FROM responsibility a WHERE a.recommendation_id = x.recommendation_id AND a.role = x.role
                AND a.basis = 'assigned' AND a.withdrawn_at IS NULL))
        UNION
        SELECT c.parent_id FROM concerned JOIN recommendation c ON c.id = concerned.id WHERE c.parent_id IS NOT NULL)
    SELECT id FROM concerned))"""

_MENTIONS = """(LOWER(COALESCE(r.text_override, r.text_as_read)) LIKE LOWER(:word) ESCAPE '!'
    OR LOWER(COALESCE(r.heading, '')) LIKE LOWER(:word) ESCAPE '!'
    OR EXISTS (SELECT 1 FROM title t WHERE t.recommendation_id = r.id AND t.withdrawn_at IS NULL
        AND LOWER(t.text) LIKE LOWER(:word) ESCAPE '!'))"""


def _like(text: str) -> str:
    """A pattern for ``text`` anywhere, with its own wildcards taken as plain characters."""
    for character in "!%_":
        text = text.replace(character, "!" + character)
    return f"%{text}%"


def _of_status(reader: Reader, ids: list[int], question: Question) -> list[int]:
    """Those of ``ids`` whose status, derived where it is not their own, is asked for."""
    counts = leaf_counts(reader, ids)
    narrowed = bool(question.statuses or question.overdue)
    wanted = set(question.statuses) or set(Status)
    if question.overdue:
        wanted.discard(Status.DONE)
    kept = [one for one in ids if counts[one].status in wanted or (counts[one].status is None and not narrowed)]
    if question.sort == "status":
        kept.sort(key=lambda one: _PLACE.get(counts[one].status, len(_PLACE)))
    return kept


_PLACE: dict[Status | None, int] = {status: place for place, status in enumerate(Status)}


def _with_parents(reader: Reader, ids: list[int]) -> list[int]:
    """``ids`` with all that they stand in, in the order of the papers, each parent before its parts."""
    rows = reader.rows(
        f"""
        WITH RECURSIVE above (id) AS (
            SELECT id FROM recommendation WHERE id IN :ids
            UNION
            SELECT r.parent_id FROM above JOIN recommendation r ON r.id = above.id WHERE r.parent_id IS NOT NULL)
        SELECT r.id
        FROM above
        JOIN recommendation r ON r.id = above.id
        JOIN report p ON p.id = r.report_id
        JOIN legislative_session s ON s.id = p.session_id
        WHERE r.withdrawn_at IS NULL
        ORDER BY {_AS_PRINTED}""",  # noqa: S608 -- the order is a constant
        ids=ids,
    )
    return [row["id"] for row in rows]
