"""Short titles into the database, each held against the text that it belongs to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from oversight.database.meetings import LegislativeSession
from oversight.database.papers import Problem, Recommendation, Report, Title
from oversight.database.people import Body
from oversight.database.story import Change, RefAlias
from oversight.history.record import begin_change, record
from oversight.intake.planned import Held, NewDoubt
from oversight.intake.stored import COMMAND, Stored
from oversight.messages import _
from oversight.rules.likeness import text_key
from oversight.stored_words import sentence, together


class TitleRow(Protocol):
    """A line of a file of titles: the ref, the first words of the text, and a title in each language (empty: none)."""

    @property
    def ref(self) -> str:
        """18-33/5:3.3.2, or 18-33/5:p2 for a problem."""

    @property
    def first_words(self) -> str:
        """How the heading or the text begins."""

    @property
    def zh(self) -> str:
        """The Chinese title."""

    @property
    def en(self) -> str:
        """The English title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TitlesResult:
    """Titles by what was done to them; ``doubts`` are the rows that were left out, each with why."""

    inserted: int
    updated: int
    unchanged: int
    doubts: tuple[NewDoubt, ...]
    change_id: int | None


_Passage = Recommendation | Problem


def apply_titles(
    db: Session,
    rows: Sequence[TitleRow],
    *,
    body_code: str,
    made_by: str,
    command_id: str,
    now: datetime,
    change_id: int | None = None,
) -> TitlesResult:
    """Store the titles of ``rows``. One whose first words do not begin the text of its ref is left out and reported.

    They are a part of the change ``change_id``, that of the papers beside which they lie; where that is None, a change of their own.
    The same titles again change nothing; a title that a person has written stays.
    """
    if not rows:
        return TitlesResult(inserted=0, updated=0, unchanged=0, change_id=None, doubts=())
    body_id = db.scalar(select(Body.id).where(Body.code == body_code))
    if body_id is None:
        return TitlesResult(inserted=0, updated=0, unchanged=0, change_id=None, doubts=tuple(_unknown(row) for row in rows))
    known = _passages(db, body_id, {row.ref.partition("/")[0] for row in rows})
    doubts: list[NewDoubt] = []
    wanted: list[tuple[_Passage, str, str]] = []
    for row in rows:
        passage = known.get(row.ref)
        if passage is None:
            doubts.append(_unknown(row))
        elif not _begins(passage, row.first_words):
            message = _("{ref} does not begin with “{words}”: its title was left out.")
            doubts.append(NewDoubt(code="title_mismatch", message=message.format(ref=row.ref, words=row.first_words)))
        else:
            wanted += [(passage, language, text) for language, text in (("zh", row.zh), ("en", row.en)) if text]
    change = None if change_id is None else db.get_one(Change, change_id)
    writing = _Writing(db, body_id, change, made_by=made_by, command_id=command_id, now=now)
    return writing.write(wanted, tuple(doubts))


def _unknown(row: TitleRow) -> NewDoubt:
    return NewDoubt(code="title_mismatch", message=_("There is no {ref}: its title was left out.").format(ref=row.ref))


def _begins(passage: _Passage, words: str) -> bool:
    beginning = text_key(words)
    texts = (passage.heading, passage.text_as_read, passage.text_override)
    return bool(beginning) and any(text_key(text).startswith(beginning) for text in texts if text)


def _passages(db: Session, body_id: int, sessions: Iterable[str]) -> dict[str, _Passage]:
    """The standing recommendations and problems of these sessions, by ref and by further ref."""
    of_sessions = (Report.body_id == body_id, LegislativeSession.ref.in_(list(sessions)))
    found: dict[str, _Passage] = {}
    for recommendation, number, ref in db.execute(
        select(Recommendation, Report.number, LegislativeSession.ref)
        .join(Report, Report.id == Recommendation.report_id)
        .join(LegislativeSession, LegislativeSession.id == Report.session_id)
        .where(*of_sessions, Recommendation.withdrawn_at.is_(None))
    ):
        found[f"{ref}/{number}:{recommendation.ref_path}"] = recommendation
    for problem, number, ref in db.execute(
        select(Problem, Report.number, LegislativeSession.ref)
        .join(Report, Report.id == Problem.report_id)
        .join(LegislativeSession, LegislativeSession.id == Report.session_id)
        .where(*of_sessions, Problem.withdrawn_at.is_(None))
    ):
        found[f"{ref}/{number}:p{problem.number}"] = problem
    by_number = {passage.id: passage for passage in found.values() if isinstance(passage, Recommendation)}
    aliases = select(RefAlias).where(RefAlias.body_id == body_id, RefAlias.entity == "recommendation")
    for alias in db.scalars(aliases):
        if alias.entity_id in by_number:
            found.setdefault(alias.ref, by_number[alias.entity_id])
    return found


class _Writing:
    """Writes titles, within ``change``; where that is None, one is begun with the first title that is otherwise than stored."""

    def __init__(
        self, db: Session, body_id: int, change: Change | None, *, made_by: str, command_id: str, now: datetime
    ) -> None:
        self._db, self._body_id, self._made_by, self._command_id, self._now = db, body_id, made_by, command_id, now
        self._change, self._of_papers = change, change is not None
        stored = Stored(db)
        stored.read_body(db.get_one(Body, body_id))
        self._held: Held = stored.held()

    def write(self, wanted: Sequence[tuple[_Passage, str, str]], doubts: tuple[NewDoubt, ...]) -> TitlesResult:
        of_passages = or_(
            Title.recommendation_id.in_(
                {passage.id for passage, _language, _text in wanted if isinstance(passage, Recommendation)}
            ),
            Title.problem_id.in_({passage.id for passage, _language, _text in wanted if isinstance(passage, Problem)}),
        )
        stored = {
            (title.recommendation_id, title.problem_id, title.language): title
            for title in self._db.scalars(select(Title).where(Title.body_id == self._body_id, of_passages))
        }
        new: list[Title] = []
        updated = unchanged = 0
        for passage, language, text in wanted:
            owner = (passage.id, None) if isinstance(passage, Recommendation) else (None, passage.id)
            old = stored.get((*owner, language))
            if old is None:
                title = Title(
                    body_id=self._body_id, recommendation_id=owner[0], problem_id=owner[1], language=language, text=text
                )
                stored[*owner, language] = title
                new.append(title)
            elif self._mend(old, text):
                updated += 1
            else:
                unchanged += 1
        if new:
            self._begin()
            self._db.add_all(new)
            self._db.flush()
            for title in new:
                self._record(title, "created", None, title.text)
        if self._change is not None and (new or updated):
            summary = sentence("titles: {inserted} inserted, {updated} updated", inserted=len(new), updated=updated)
            self._change.summary = together(self._change.summary, summary) if self._of_papers else summary
        self._db.flush()
        return TitlesResult(
            inserted=len(new),
            updated=updated,
            unchanged=unchanged,
            doubts=doubts,
            change_id=None if self._change is None else self._change.id,
        )

    def _mend(self, title: Title, text: str) -> bool:
        hidden = title.withdrawn_at is not None and not self._held.has(title, "withdrawn")
        other = title.text != text and not (self._held.has(title, "text") or self._held.has(title, "created"))
        if title.id is None or not (hidden or other):
            return False
        self._begin()
        if hidden:
            title.withdrawn_at = None
            self._record(title, "restored", None, text)
        if other:
            self._record(title, "text", title.text, text)
            title.text = text
        return True

    def _begin(self) -> Change:
        if self._change is None:
            self._change = begin_change(
                self._db,
                body_id=self._body_id,
                made_by=self._made_by,
                command=COMMAND,
                command_id=self._command_id,
                made_at=self._now,
            )
        return self._change

    def _record(self, title: Title, field: str, before: str | None, after: str | None) -> None:
        day = self._now.astimezone().date()
        record(self._db, self._begin(), "title", title.id, field, before, after, effective_on=day)
