from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.papers import Link, Recommendation, Report, SourceDocument
from oversight.database.reading import over
from oversight.database.story import Event
from oversight.errors import NotFound, OversightError, Refused, WrongUse
from oversight.follow_up.add import Passage, add_problem, add_recommendation
from oversight.follow_up.deed import Who
from oversight.follow_up.drop import count_leaves, drop, drop_problem, restore, restore_problem
from oversight.follow_up.link import link, link_problem
from oversight.views.problems import list_problems
from oversight.views.recommendations import Question, list_recommendations
from oversight.views.show_recommendation import show_recommendation
from oversight.vocabulary import Level, LinkKind, Origin
from tests.follow_up.conftest import NOW, TODAY, WHO, faults, stored, the_same
from tests.papers import Papers

pytestmark = pytest.mark.usefixtures("waterworks")


def listed(db: Session, *, level: str = "leaf", everything: bool = False) -> list[str]:
    db.flush()
    question = Question(level=level, everything=everything)
    return [row.ref for row in list_recommendations(over(db.connection()), question, language="zh", today=TODAY)]


class TestDrop:
    def test_an_item_takes_its_parts_with_it_and_brings_them_back(self, db: Session) -> None:
        dropped = drop(db, ["7-8/2:1"], who=WHO, reason="另案处理", session_ref="7-11")
        assert [(one.ref, one.leaves) for one in dropped] == [("7-8/2:1", 2)]
        assert listed(db) == ["7-8/1:2", "7-8/2:2"]
        assert listed(db, level="item") == ["7-8/1:2", "7-8/2:2"]
        assert "7-8/2:1.1" in listed(db, everything=True)
        events = db.scalars(select(Event)).all()
        assert {(event.field, event.note, event.effective_on) for event in events} == {
            ("dropped_at", "另案处理", date(2024, 10, 30))
        }
        sheet = show_recommendation(over(db.connection()), "7-8/2:1.1", language="zh", today=TODAY)
        assert (sheet.dropped, sheet.dropped_because) == (True, "另案处理")
        restore(db, ["7-8/2:1"], who=WHO)
        assert listed(db) == ["7-8/1:2", "7-8/2:1.1", "7-8/2:1.2", "7-8/2:2"]
        assert faults(db) == []

    def test_what_was_dropped_before_stays_dropped(self, db: Session) -> None:
        drop(db, ["7-8/2:1.2"], who=WHO, reason="重复")
        later = Who(made_by="韩梅", command_id="c2", now=NOW + timedelta(hours=1))
        assert count_leaves(over(db.connection()), ["7-8/2:1", "7-8/2:1.1"]) == 1
        drop(db, ["7-8/2:1"], who=later, reason="另案处理")
        restore(db, ["7-8/2:1"], who=later)
        assert "7-8/2:1.1" in listed(db)
        assert "7-8/2:1.2" not in listed(db)

    def test_a_part_brings_back_what_it_stands_in(self, db: Session) -> None:
        drop(db, ["7-8/2:1"], who=WHO, reason="另案处理")
        restore(db, ["7-8/2:1.2"], who=WHO)
        assert listed(db, level="item") == ["7-8/1:2", "7-8/2:1", "7-8/2:2"]
        assert "7-8/2:1.1" not in listed(db)

    def test_what_cannot_be_dropped_or_brought_back_stays(self, db: Session) -> None:
        before = the_same(db)
        for refs, reason, why in (
            (["7-8/2:1"], " ", "for a reason"),
            (["7-8/2:2", "7-8/1:3"], "重复", "dropped already"),
            (["7-8/1:1"], "重复", "taken into 7-8/2:1.1"),
        ):
            with pytest.raises(Refused, match=why):
                drop(db, refs, who=WHO, reason=reason)
        with pytest.raises(Refused, match="not dropped"):
            restore(db, ["7-8/1:3", "7-8/2:1"], who=WHO)
        with pytest.raises(WrongUse):
            drop(db, [], who=WHO, reason="x")
        assert the_same(db) == before

    def test_a_problem_is_hidden_and_comes_back(self, db: Session) -> None:
        drop_problem(db, "7-8/2:p1", who=WHO, reason="属背景")
        db.flush()
        assert list_problems(over(db.connection()), language="zh") == []
        with pytest.raises(NotFound, match="staff dropped it"):
            drop_problem(db, "7-8/2:p1", who=WHO, reason="属背景")
        restore_problem(db, "7-8/2:p1", who=WHO)
        db.flush()
        assert [row.ref for row in list_problems(over(db.connection()), language="zh")] == ["7-8/2:p1"]
        assert faults(db) == []
        with pytest.raises(Refused, match="not dropped"):
            restore_problem(db, "7-8/2:p1", who=WHO)
        with pytest.raises(Refused, match="for a reason"):
            drop_problem(db, "7-8/2:p1", who=WHO, reason="")
        with pytest.raises(NotFound):
            restore_problem(db, "7-8/2:p9", who=WHO)

    def test_a_problem_that_its_paper_lost_is_not_brought_back_by_hand(self, db: Session, waterworks: Papers) -> None:
        opinion = db.scalars(select(Report).where(Report.kind == "deliberation_opinion")).one()
        waterworks.problem(opinion, 2, "水价未公开", withdrawn_at=NOW)
        with pytest.raises(Refused, match="not dropped"):
            restore_problem(db, "7-8/2:p2", who=WHO)


class TestAdd:
    @pytest.fixture(autouse=True)
    def _paper(self, db: Session, waterworks: Papers) -> None:
        opinion = db.scalars(select(Report).where(Report.kind == "deliberation_opinion")).one()
        opinion.document_id, opinion.first_line, opinion.last_line = db.scalars(select(SourceDocument.id)).one(), 30, 60
        waterworks.db.flush()

    def test_an_item_that_was_typed_stands_nowhere(self, db: Session) -> None:
        found = add_recommendation(
            db,
            "7-8/2",
            Passage(text=" 每年报告 一次", heading="报告"),
            who=WHO,
            bodies=["县水利局", "县财政局", "县水利局"],
            note="会上口头提出",
        )
        assert found.ref == "7-8/2:3"
        sheet = show_recommendation(over(db.connection()), found.ref, language="zh", today=TODAY)
        assert (sheet.text, sheet.title, sheet.level, sheet.origin, sheet.status) == (
            "每年报告 一次",
            "报告",
            "item",
            "opinion",
            "open",
        )
        assert (sheet.source.file, sheet.source.lines, sheet.lead, sheet.supporting) == (None, (), "县水利局", ("县财政局",))
        assert {event.note for event in sheet.history} == {"会上口头提出"}
        assert listed(db)[-1] == found.ref
        assert faults(db) == []

    def test_a_part_stands_on_its_lines(self, db: Session) -> None:
        found = add_recommendation(db, "7-8/2:1", Passage(text=None, lines=(44, 45)), who=WHO)
        row = stored(db, found.ref)
        assert (found.ref, row.text_as_read, row.level) == ("7-8/2:1.3", "第44行第45行", "action")
        assert (row.first_line, row.last_line) == (44, 45)
        assert (
            add_recommendation(db, "7-8/2:1", Passage(text="第44", lines=(44, 44)), who=WHO, level=Level.MEASURE).ref
            == "7-8/2:1.4"
        )
        assert faults(db) == []

    def test_the_origin_is_that_of_papers_of_this_kind(self, db: Session) -> None:
        made = {
            report: add_recommendation(db, report, Passage(text="每年报告"), who=WHO, origin=origin).ref
            for report, origin in (("7-8/1", None), ("7-8/2", None), ("7-11/1", None))
        }
        assert [stored(db, ref).origin for ref in made.values()] == ["suggestion", "opinion", "commitment"]
        other = add_recommendation(db, "7-11/1", Passage(text="每年报告"), who=WHO, origin=Origin.SUGGESTION)
        assert stored(db, other.ref).origin == "suggestion"

    @pytest.mark.parametrize(
        ("under", "passage", "more", "error", "why"),
        [
            ("7-8/2:1.1", Passage(text="x"), {}, Refused, "followed as one act"),
            ("7-8/1:3", Passage(text="x"), {}, Refused, "dropped"),
            ("7-8/2:1", Passage(text="x"), {"origin": Origin.SUGGESTION}, Refused, "origin"),
            ("7-8/2:1", Passage(text="x"), {"level": Level.ITEM}, Refused, "lower level"),
            ("7-8/2", Passage(text=None), {}, WrongUse, "text is missing"),
            ("7-8/2", Passage(text="x", lines=(40, 41)), {}, Refused, "does not stand at these lines: 第40行第41行"),
            ("7-8/2", Passage(text=None, lines=(29, 31)), {}, Refused, "has the lines 30 to 60 of 7-8.txt"),
            ("7-8/2", Passage(text=None, lines=(41, 40)), {}, Refused, "has the lines"),
            ("7-11/1", Passage(text=None, lines=(1, 1)), {}, Refused, "not in the database"),
            ("7-8/2:p1", Passage(text="x"), {}, WrongUse, "is a problem"),
            ("7-8/9", Passage(text="x"), {}, NotFound, "7-8/9"),
        ],
    )
    def test_what_cannot_be_added(
        self, db: Session, *, under: str, passage: Passage, more: dict[str, object], error: type[OversightError], why: str
    ) -> None:
        before = the_same(db)
        with pytest.raises(error, match=why):
            add_recommendation(db, under, passage, who=WHO, **more)  # type: ignore[arg-type]  # what each case names
        assert the_same(db) == before

    def test_a_problem(self, db: Session) -> None:
        assert add_problem(db, "7-8/2", Passage(text=None, lines=(33, 33)), who=WHO).ref == "7-8/2:p2"
        assert add_problem(db, "7-11/1", Passage(text="资金不足", heading="资金"), who=WHO).ref == "7-11/1:p1"
        db.flush()
        rows = list_problems(over(db.connection()), language="zh")
        assert [(row.ref, row.origin, row.title, row.source.lines) for row in rows] == [
            ("7-8/2:p1", "committee", "老旧管网漏损严重", (30, 31)),
            ("7-8/2:p2", "committee", "第33行", (33, 33)),
            ("7-11/1:p1", "self_reported", "资金", ()),
        ]
        with pytest.raises(WrongUse):
            add_problem(db, "7-8/2:1", Passage(text="x"), who=WHO)
        assert faults(db) == []


class TestLink:
    def test_a_suggestion_follows_the_opinion_in_whichever_order_they_are_named(self, db: Session) -> None:
        source, target = link(db, "7-8/2:1.2", LinkKind.SAME_AS, "7-8/1:2", who=WHO, note="同一事项")
        assert (source.ref, target.ref) == ("7-8/1:2", "7-8/2:1.2")
        assert "7-8/1:2" not in listed(db)
        sheet = show_recommendation(over(db.connection()), "7-8/1:2", language="zh", today=TODAY)
        assert (sheet.same_as, sheet.version) == (("7-8/2:1.2",), 2)
        link(db, "7-8/1:2", LinkKind.SAME_AS, "7-8/2:1.2", who=WHO, remove=True)
        assert "7-8/1:2" in listed(db)
        link(db, "7-8/1:2", LinkKind.SAME_AS, "7-8/2:1.2", who=WHO)
        assert len(db.scalars(select(Link).where(Link.to_id == target.id)).all()) == 1
        assert faults(db) == []

    def test_a_demand_that_comes_back_points_to_the_earlier_one(self, db: Session, waterworks: Papers) -> None:
        opinion = waterworks.report(waterworks.session(12, date(2024, 12, 30)), 1, "deliberation_opinion", "关于供水的审议意见")
        waterworks.recommendation(opinion, "1", "公开水价成本", status="open")
        source, target = link(db, "7-8/2:2", LinkKind.RECURS, "7-12/1:1", who=WHO)
        assert (source.ref, target.ref) == ("7-12/1:1", "7-8/2:2")
        sheet = show_recommendation(over(db.connection()), "7-8/2:2", language="zh", today=TODAY)
        assert [(one.kind, one.source, one.basis) for one in sheet.links] == [("recurs", "7-12/1:1", "assigned")]

    def test_a_problem_is_addressed_or_not(self, db: Session) -> None:
        link(db, "7-8/2:1.2", LinkKind.ADDRESSES, "7-8/2:p1", who=WHO)
        link_problem(db, "7-8/2:p1", "7-8/2:1.1", who=WHO, remove=True)
        db.flush()
        (problem,) = list_problems(over(db.connection()), language="zh")
        assert problem.addressed_by == ("7-8/2:1.2",)
        assert faults(db) == []

    @pytest.mark.parametrize(
        ("ref", "kind", "target", "remove", "error", "why"),
        [
            ("7-8/1:1", LinkKind.SAME_AS, "7-8/2:1.1", False, Refused, "follows an opinion already"),
            ("7-8/1:1", LinkKind.SAME_AS, "7-8/1:1", False, Refused, "to itself"),
            ("7-8/2:2", LinkKind.SAME_AS, "7-8/2:1.1", False, Refused, "from a suggestion to the formal opinion"),
            ("7-8/1:2", LinkKind.SAME_AS, "7-8/2:1.1", True, Refused, "no such link"),
            ("7-8/2:2", LinkKind.RECURS, "7-8/2:1.1", False, Refused, "same day"),
            ("7-8/2:1.1", LinkKind.ADDRESSES, "7-8/2:p1", False, Refused, "so already"),
            ("7-8/2:1.1", LinkKind.ADDRESSES, "7-8/2:2", False, WrongUse, "is a recommendation"),
            ("7-8/2:1.1", LinkKind.SAME_AS, "7-8/2:7", False, NotFound, "7-8/2:7"),
        ],
    )
    def test_what_cannot_be_linked(
        self, db: Session, *, ref: str, kind: LinkKind, target: str, remove: bool, error: type[OversightError], why: str
    ) -> None:
        before = the_same(db)
        with pytest.raises(error, match=why):
            link(db, ref, kind, target, who=WHO, remove=remove)
        assert the_same(db) == before

    def test_committees_are_not_mixed(self, db: Session) -> None:
        other = Papers(db, "hedong")
        report = other.report(other.session(8, date(2024, 2, 1)), 1, "deliberation_opinion", "关于义务教育的审议意见")
        other.recommendation(report, "1", "新建小学两所", status="open")
        other.problem(report, 1, "学位不足")
        with pytest.raises(Refused, match="another committee"):
            link(db, "hexi/7-8/1:2", LinkKind.SAME_AS, "hedong/7-8/1:1", who=WHO)
        with pytest.raises(Refused, match="another committee"):
            link_problem(db, "hedong/7-8/1:p1", "hexi/7-8/1:2", who=WHO)
        drop(db, ["hexi/7-8/1:2", "hedong/7-8/1:1"], who=WHO, reason="撤销")
        assert [event.sequence for event in db.scalars(select(Event))] == [1, 1]
        assert db.scalars(select(Recommendation.id).where(Recommendation.dropped_at == NOW)).all()
