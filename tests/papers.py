"""A committee's rows, put down one by one, so that a test says what stands in the database."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session

from oversight.database.meetings import AgendaItem, AttendanceEntry, LegislativeSession, Sitting
from oversight.database.papers import Deadline, Link, Problem, Recommendation, Reply, Report, SourceDocument, Title
from oversight.database.people import Body, Membership, Person, Responsibility, Term

SEEN = datetime(2024, 3, 1, 4, tzinfo=UTC)


@dataclass
class Papers:
    """One committee and what was put down for it."""

    db: Session
    code: str = "hexi"
    positions: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.body = self.add(Body(code=self.code, name=f"{self.code}人民代表大会常务委员会"))
        self.term = self.add(Term(body_id=self.body.id, number=7))

    def add(self, row: Any) -> Any:
        self.db.add(row)
        self.db.flush()
        return row

    def session(self, number: int, starts_on: date | None, *, papers_known: bool = True, **more: Any) -> LegislativeSession:
        row = self.add(
            LegislativeSession(
                body_id=self.body.id,
                ref=f"7-{number}",
                term_id=self.term.id,
                number=number,
                starts_on=starts_on,
                ends_on=starts_on,
                papers_known=papers_known,
                **more,
            )
        )
        self.add(Sitting(body_id=self.body.id, session_id=row.id, number=1, held_on=starts_on))
        return row  # type: ignore[no-any-return]

    def document(self, session: LegislativeSession, text: str) -> SourceDocument:
        return self.add(  # type: ignore[no-any-return]
            SourceDocument(
                body_id=self.body.id,
                session_id=session.id,
                name=f"{session.ref}.txt",
                sha256=session.ref,
                text=text,
                line_count=text.count("\n") + 1,
                reader_version="1",
            )
        )

    def report(self, session: LegislativeSession, number: int, kind: str, title: str, **more: Any) -> Report:
        return self.add(  # type: ignore[no-any-return]
            Report(
                body_id=self.body.id,
                session_id=session.id,
                number=number,
                position=number or None,
                kind=kind,
                title=title,
                title_key=title,
                **more,
            )
        )

    def recommendation(
        self,
        report: Report,
        path: str,
        text: str,
        *,
        status: str | None = None,
        parent: Recommendation | None = None,
        **more: Any,
    ) -> Recommendation:
        position = self.positions[report.id] = self.positions.get(report.id, 0) + 1
        levels = ("item", "measure", "action")
        values: dict[str, Any] = {
            "level": levels[path.count(".")],
            "origin": "opinion" if report.kind == "deliberation_opinion" else "suggestion",
            "updated_at": SEEN,
            "heading": None,
        }
        return self.add(  # type: ignore[no-any-return]
            Recommendation(
                body_id=self.body.id,
                report_id=report.id,
                parent_id=parent.id if parent else None,
                ref_path=path,
                path=path,
                position=position,
                is_leaf=status is not None,
                text_as_read=text,
                status=status,
                **(values | more),
            )
        )

    def problem(self, report: Report, number: int, text: str, **more: Any) -> Problem:
        return self.add(  # type: ignore[no-any-return]
            Problem(
                body_id=self.body.id,
                report_id=report.id,
                number=number,
                path=str(number),
                position=number,
                text_as_read=text,
                **({"origin": "committee"} | more),
            )
        )

    def title(self, thing: Recommendation | Problem, language: str, text: str) -> None:
        key = "problem_id" if isinstance(thing, Problem) else "recommendation_id"
        self.add(Title(body_id=self.body.id, language=language, text=text, **{key: thing.id}))

    def link(self, kind: str, source: Recommendation, target: Recommendation | Problem) -> None:
        key = "to_problem_id" if isinstance(target, Problem) else "to_id"
        self.add(Link(body_id=self.body.id, kind=kind, from_id=source.id, basis="read", **{key: target.id}))

    def responsible(self, row: Recommendation, name: str, role: str = "lead", basis: str = "read", **more: Any) -> None:
        self.add(Responsibility(body_id=self.body.id, recommendation_id=row.id, name=name, role=role, basis=basis, **more))

    def due(self, row: Recommendation | Report, on: date | None, *, kind: str = "act", sequence: int = 1, **more: Any) -> None:
        key = "report_id" if isinstance(row, Report) else "recommendation_id"
        values = {"body_id": self.body.id, "kind": kind, "sequence": sequence, "due_on": on, "basis": "text", key: row.id}
        self.add(Deadline(**(values | more)))

    def reply(
        self, row: Recommendation, report: Report, kind: str, text: str, reply_class: str | None = None, **more: Any
    ) -> None:
        self.add(
            Reply(
                body_id=self.body.id,
                recommendation_id=row.id,
                report_id=report.id,
                kind=kind,
                text=text,
                reply_class=reply_class,
                **more,
            )
        )

    def agenda(self, session: LegislativeSession, number: int, text: str) -> None:
        self.add(AgendaItem(body_id=self.body.id, session_id=session.id, number=number, text=text))

    def person(self, name: str, sort_key: str, role: str = "member", **more: Any) -> Person:
        person: Person = self.add(Person(body_id=self.body.id, name=name, name_key=name, sort_key=sort_key))
        self.add(Membership(body_id=self.body.id, term_id=self.term.id, person_id=person.id, role=role, **more))
        return person

    def attend(self, session: LegislativeSession, person: Person | str, status: str | None, **more: Any) -> None:
        position = self.positions[-session.id] = self.positions.get(-session.id, 0) + 1
        sitting = self.db.query(Sitting).filter_by(session_id=session.id).one()
        name = person if isinstance(person, str) else person.name
        values: dict[str, Any] = {
            "person_id": None if isinstance(person, str) else person.id,
            "capacity": "observer" if status is None else "member",
        }
        self.add(
            AttendanceEntry(
                body_id=self.body.id,
                sitting_id=sitting.id,
                position=position,
                name=name,
                name_key=name,
                status=status,
                **(values | more),
            )
        )


def waterworks(papers: Papers) -> Papers:
    """Two sessions: the 8th raises demands, the 11th hears the answer. A survey's suggestion was taken into the opinion."""
    eighth = papers.session(8, date(2024, 2, 28))
    document = papers.document(eighth, "\n".join(f"第{number}行" for number in range(1, 61)))
    survey = papers.report(eighth, 1, "survey_report", "关于供水管网改造情况的调研报告", addressee="县人大常委会")
    opinion = papers.report(eighth, 2, "deliberation_opinion", "关于供水管网改造情况的审议意见", addressee="县人民政府")
    problem = papers.problem(opinion, 1, "老旧管网漏损严重", document_id=document.id, first_line=30, last_line=31)
    papers.title(problem, "en", "Old pipes leak")
    one = papers.recommendation(
        opinion, "1", "加快管网改造。一要改造老城区管网，年内完成。二要建立漏损监测平台", heading="加快管网改造"
    )
    papers.due(one, date(2024, 12, 31), due_text="年内")
    old_town = papers.recommendation(
        opinion,
        "1.1",
        "改造老城区管网，年内完成",
        status="in_progress",
        parent=one,
        document_id=document.id,
        first_line=40,
        last_line=41,
    )
    papers.title(old_town, "zh", "改造老城区管网")
    papers.title(old_town, "en", "Renew the Old Town mains")
    papers.responsible(old_town, "县水利局")
    papers.responsible(old_town, "县财政局", "supporting")
    papers.link("addresses", old_town, problem)
    platform = papers.recommendation(opinion, "1.2", "建立漏损监测平台，100%覆盖主干管", status="open", parent=one)
    papers.due(platform, date(2024, 6, 30), due_text="6月底前")
    papers.due(platform, date(2024, 9, 30), sequence=2, granted_by="主任会议", reason="设备未到")
    price = papers.recommendation(opinion, "2", "公开水价成本", status="done", heading="公开水价成本")
    papers.due(price, date(2024, 5, 31))
    suggested = papers.recommendation(survey, "1", "加快改造老城区管网", status="open")
    papers.link("same_as", suggested, old_town)
    papers.recommendation(survey, "2", "由乡镇管好村级水站", status="open")
    papers.recommendation(survey, "3", "一条不再跟踪的建议", status="open", dropped_at=SEEN)
    papers.recommendation(survey, "4", "一条撤回的建议", status="open", withdrawn_at=SEEN)

    eleventh = papers.session(11, date(2024, 10, 30))
    answer = papers.report(
        eleventh, 1, "response_report", "关于供水管网改造审议意见研究处理情况的报告", answers_session_id=eighth.id
    )
    papers.recommendation(answer, "1", "2025年再改造12公里", status="open", origin="commitment")
    papers.reply(old_town, answer, "answer", "老城区管网已开工。", "under_way", received_on=date(2024, 10, 30))
    return papers
