"""Makes the database of an office that has worked for 25 years: hundreds of sessions, and all that became of what they asked for.

Everything is invented and follows from the numbers that are asked for. The story is a real one: each row has its events, chained,
so that ``oversight db check`` finds nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from oversight.database.columns import Base
from oversight.database.engine import open_engine, writing
from oversight.database.insert_rows import insert_rows, whole_row
from oversight.database.meetings import AttendanceEntry, LegislativeSession, Sitting
from oversight.database.papers import Deadline, Link, Recommendation, Report, Title
from oversight.database.people import Body, Membership, Person, Responsibility, Term
from oversight.database.upgrade import upgrade
from oversight.history.record import Fact, begin_change, record_all

BODY = 1
FIRST_SESSION = date(2001, 1, 16)
LAST_SESSION = date(2026, 2, 16)
SESSIONS_A_TERM = 60
FIRST_TERM = 13
MEMBERS = 30
OFFICES = ("区应急管理局", "区财政局", "区教育局", "区住建局", "区水务局", "区民政局", "区交通局", "区农业农村局")
# One item has so many measures, each of them so many acts.
MEASURES, ACTS = 3, 4
ROWS_OF_AN_ITEM = 1 + MEASURES * (1 + ACTS)
NOW = datetime(2026, 3, 1, 1, 0, tzinfo=UTC)


@dataclass(slots=True)
class Rows:
    """What is to be stored, by table, with its story; each table numbers its rows from 1."""

    tables: dict[type[Base], list[dict[str, Any]]] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)

    def add(self, model: type[Base], says: str, day: date, **values: object) -> int:
        """A row of ``model`` that was created on ``day``; its number."""
        rows = self.tables.setdefault(model, [])
        rows.append({"id": len(rows) + 1, "body_id": BODY, **values})
        self.tell(model, len(rows), "created", None, says, day)
        return len(rows)

    def tell(  # noqa: PLR0917 -- a fact reads in one line: whose, what, from, to, since when
        self,
        model: type[Base],
        number: int,
        name: str,
        before: str | None,
        after: str | None,
        day: date,
        session: int | None = None,
    ) -> None:
        """One fact of the story."""
        self.facts.append(
            Fact(
                entity=model.__tablename__,
                entity_id=number,
                field=name,
                before=before,
                after=after,
                effective_on=day,
                session_id=session,
            )
        )


def grow(file: Path, *, recommendations: int, sessions: int) -> None:
    """Makes ``file``: a database with that many recommendations (items, measures and acts), spread over that many sessions."""
    url = f"sqlite:///{file}"
    upgrade(url)
    engine = open_engine(url)
    with writing(engine) as db:
        db.add(Body(id=BODY, code="qingluan", name="青峦市竹溪区人民代表大会常务委员会"))
        db.flush()
        change = begin_change(db, body_id=BODY, made_by="档案室", command="load", command_id="grow", made_at=NOW)
        rows = _all_rows(recommendations, sessions)
        _store(db, rows)
        record_all(db, change, rows.facts)
    engine.dispose()


def _store(db: Session, rows: Rows) -> None:
    for model, found in rows.tables.items():
        insert_rows(db, model, [whole_row(model, row) for row in found])


def _all_rows(recommendations: int, sessions: int) -> Rows:
    rows = Rows()
    days = [FIRST_SESSION + (LAST_SESSION - FIRST_SESSION) * number / max(1, sessions - 1) for number in range(sessions)]
    terms = -(-sessions // SESSIONS_A_TERM)
    for number in range(terms):
        rows.add(Term, str(FIRST_TERM + number), days[number * SESSIONS_A_TERM], number=FIRST_TERM + number)
    for number in range(MEMBERS):
        name = f"钟{chr(0x4E00 + 37 * number)}"
        person = rows.add(Person, name, days[0], name=name, name_key=name, mark="", sort_key=f"zhong{number:02}")
        for term in range(1, terms + 1):
            rows.add(Membership, name, days[0], person_id=person, term_id=term, role="member", confirmed=False)
    items = recommendations // ROWS_OF_AN_ITEM
    done = 0
    for number, day in enumerate(days):
        until = items * (number + 1) // sessions
        _session(rows, number, days, until - done)
        done = until
        del day
    return rows


def _session(rows: Rows, number: int, days: list[date], items: int) -> None:
    """One session with who was there, its formal opinion, and the survey whose suggestions the opinion took up in part."""
    day, term = days[number], number // SESSIONS_A_TERM
    of_term = number % SESSIONS_A_TERM + 1
    ref = f"{FIRST_TERM + term}-{of_term}"
    session = rows.add(
        LegislativeSession,
        ref,
        day,
        ref=ref,
        kind="committee",
        term_id=term + 1,
        number=of_term,
        starts_on=day,
        ends_on=day,
        papers_known=True,
    )
    sitting = rows.add(Sitting, "1", day, session_id=session, number=1, held_on=day)
    for position in range(1, MEMBERS + 1):
        person = rows.tables[Person][position - 1]
        status = "leave" if (number + position) % 11 == 0 else "present"
        rows.add(
            AttendanceEntry,
            status,
            day,
            sitting_id=sitting,
            person_id=position,
            capacity="member",
            position=position,
            name=person["name"],
            name_key=person["name_key"],
            title="",
            role="member",
            status=status,
        )
    papers = (("survey_report", "suggestion", items // 3), ("deliberation_opinion", "opinion", items - items // 3))
    acts: dict[str, list[int]] = {}
    for place, (kind, origin, count) in enumerate(papers, 1):
        title = f"关于第{number + 1}项工作情况的{'审议意见' if origin == 'opinion' else '调研报告'}"
        report = rows.add(
            Report,
            title,
            day,
            session_id=session,
            number=place,
            position=place,
            kind=kind,
            title=title,
            title_key=title,
            addressee="区人民政府" if origin == "opinion" else None,
            agenda_number=1,
        )
        acts[origin] = [leaf for item in range(count) for leaf in _item(rows, report, session, item, origin, number, days)]
    for suggestion, opinion in zip(acts["suggestion"][::2], acts["opinion"], strict=False):
        rows.add(Link, "same_as", day, kind="same_as", from_id=suggestion, to_id=opinion, basis="read")


def _item(  # noqa: PLR0917 -- an item of one paper of one session
    rows: Rows, report: int, session: int, item: int, origin: str, number: int, days: list[date]
) -> Iterator[int]:
    """An item with its measures and acts; the acts' numbers."""
    day = days[number]
    shared = {"report_id": report, "origin": origin, "version": 1, "updated_at": NOW}
    first = item * ROWS_OF_AN_ITEM + 1

    def add(path: str, level: str, parent: int | None, offset: int, *, leaf: bool) -> int:
        words = f"第{number + 1}次会议要求的第{path}件事，明确责任单位，按季度公开进展情况"
        return rows.add(
            Recommendation,
            words,
            day,
            parent_id=parent,
            ref_path=path,
            path=path,
            position=first + offset,
            level=level,
            is_leaf=leaf,
            text_as_read=words,
            status=_STORY[_course(number, len(days), item + offset)][-1] if leaf else None,
            **shared,
        )

    whole = add(f"{item + 1}", "item", None, 0, leaf=False)
    for measure in range(MEASURES):
        at = 1 + measure * (1 + ACTS)
        part = add(f"{item + 1}.{measure + 1}", "measure", whole, at, leaf=False)
        for act in range(ACTS):
            leaf = add(f"{item + 1}.{measure + 1}.{act + 1}", "action", part, at + 1 + act, leaf=True)
            _follow(rows, leaf, session, number, days, item + at + 1 + act)
            yield leaf


# The moves of an act, by how old it is and by chance: each at a session two after the one before.
_STORY = {"new": ("open",), "begun": ("open", "in_progress"), "ended": ("open", "in_progress", "done")}
_RECENT = 6


def _course(number: int, sessions: int, chance: int) -> str:
    """What became of an act: what is old is done but for one in twenty."""
    if sessions - number <= _RECENT:
        return "new" if chance % 3 else "begun"
    return "ended" if chance % 20 else "begun"


def _follow(rows: Rows, leaf: int, session: int, number: int, days: list[date], chance: int) -> None:  # noqa: PLR0917 -- an act of a session
    """The story of one act, its titles, its bodies, its due date."""
    day = days[number]
    before = None
    for step, status in enumerate(_STORY[_course(number, len(days), chance)]):
        place = min(number + 2 * step, len(days) - 1)
        rows.tell(Recommendation, leaf, "status", before, status, days[place], session + place - number)
        before = status
    rows.add(Title, "zh", day, recommendation_id=leaf, language="zh", text=f"第{leaf}件事")
    rows.add(Title, "en", day, recommendation_id=leaf, language="en", text=f"Matter {leaf}")
    if chance % 3 == 0:
        name = OFFICES[leaf % len(OFFICES)]
        rows.add(Responsibility, name, day, recommendation_id=leaf, name=name, role="lead", basis="read")
    if chance % 5 == 0:
        due = day + timedelta(days=270)
        rows.add(Deadline, due.isoformat(), day, recommendation_id=leaf, kind="act", sequence=1, due_on=due, basis="text")
